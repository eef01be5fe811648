"""Rows arranged for a reader, as frozen values."""
