"""Parcels, labels and carriers. Has never heard of a return."""
