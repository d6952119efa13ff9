"""What people do with flyers: read, correct, translate, look at the page as it will be, export."""
