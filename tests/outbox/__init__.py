"""Work promised to the outside world is done once, whoever dies."""
