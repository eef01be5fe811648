"""The desk: what our own people see and decide."""
