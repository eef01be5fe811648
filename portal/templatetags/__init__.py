"""Words that templates may use beyond Django's own."""
