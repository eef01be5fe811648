"""What the carrier in use offers on a route: asked before anything is wished for."""

from shipping import carriers
from shipping.carriers.base import Capabilities, Route
from shipping.carriers.limits import address_problem
from shipping.words import Address

__all__ = ["Capabilities", "address_problem", "anywhere", "between"]


def between(sender: Address, recipient: Address, *, is_return: bool) -> Capabilities:
    """Return what may be wished for between two addresses."""
    route = Route(sender.country, recipient.country, is_return=is_return)
    return carriers.front().capabilities(route)


def anywhere() -> Capabilities:
    """Return what may be wished for on some route or other."""
    return carriers.front().capabilities()
