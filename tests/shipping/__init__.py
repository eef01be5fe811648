"""Parcels, labels and the sandbox carrier."""
