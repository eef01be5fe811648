"""Shapes that are promised to the outside."""
