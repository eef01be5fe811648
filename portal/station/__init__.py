"""The scan loop of the dock and the bench."""
