"""Whether two addresses name one door."""

from rma.rules.serials import key_of
from shipping.words import Address


def is_same(one: Address, other: Address) -> bool:
    """Whether two addresses name one door, whoever is behind it."""
    return _spot(one) == _spot(other)


def _spot(place: Address) -> tuple[str, ...]:
    parts = (place.street1, place.street2, place.city, place.postal_code)
    return (*map(key_of, parts), place.country.upper())
