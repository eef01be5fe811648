"""Whether two addresses name one door, and whether a door is an account's own."""

from dataclasses import replace

from rma.models import Account
from rma.rules.serials import key_of
from shipping.words import Address


def is_same(one: Address, other: Address) -> bool:
    """Whether two addresses name one door, whoever is behind it."""
    return _spot(one) == _spot(other)


def is_on_file(account: Account, place: Address) -> bool:
    """
    Whether a place is the one an account has on file; a guest wrote theirs alone.

    The postal code says the town. A floor may be left out, but none may be added:
    behind another door of the same house is somebody else.
    """
    if account.is_guest:
        return False
    known = account.address
    told = place if place.street2 else replace(place, street2=known.street2)
    return _house(told) == _house(known)


def _spot(place: Address) -> tuple[str, ...]:
    return (*_house(place), key_of(place.city))


def _house(place: Address) -> tuple[str, ...]:
    parts = (place.street1, place.street2, place.postal_code)
    return (*map(key_of, parts), place.country.upper())
