"""What workers run, one job a file."""
