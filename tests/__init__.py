"""What would break, told in sentences."""
