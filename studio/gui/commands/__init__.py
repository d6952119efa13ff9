"""What can be done from the menus and by keys, one table for each menu."""
