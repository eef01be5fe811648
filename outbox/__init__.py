"""Work promised to the outside world, written in the same transaction as the fact."""
