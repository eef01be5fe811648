"""Amounts between Shippo's decimal texts and our whole minor units."""

from decimal import Decimal, InvalidOperation

_WITHOUT_PLACES = frozenset({"CLP", "ISK", "JPY", "KRW", "VND"})


def places_of(currency: str) -> int:
    """Return how many places the currency has after the point."""
    return 0 if currency.upper() in _WITHOUT_PLACES else 2


def minor_units(told: object, currency: str) -> int | None:
    """Return an amount in minor units, or None where it is no honest amount."""
    try:
        value = Decimal(str(told))
    except InvalidOperation:
        return None
    if not value.is_finite() or not 0 <= value < 10**7:
        return None
    return int((value.scaleb(places_of(currency))).to_integral_value())
