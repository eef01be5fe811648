"""One call each."""
