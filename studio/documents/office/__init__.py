"""What files of offices have in common: paragraphs inside XML, blocks of them, and other words in their place."""
