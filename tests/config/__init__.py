"""One command runs a whole installation and leaves nothing behind."""
