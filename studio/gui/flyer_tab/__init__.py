"""The tab of a flyer: its page at the left, its blocks and their translation at the right."""
