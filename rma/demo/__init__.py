"""A year at one invented distributor, told by calling the real use cases."""

from rma.demo.cast import sign_ins

__all__ = ["sign_ins"]
