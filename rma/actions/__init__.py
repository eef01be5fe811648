"""Use cases: one duty a file, one transaction each."""
