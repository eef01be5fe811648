"""What operators may run."""
