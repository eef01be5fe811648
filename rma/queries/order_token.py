"""What lets a browser see an order's units: signed, good for a day."""

from dataclasses import dataclass

from django.core import signing

_PURPOSE = "rma.order-units"
_A_DAY = 24 * 3600


@dataclass(frozen=True, slots=True)
class NamedOrder:
    """Hold which order of which account may be seen."""

    order: str
    account_id: int


def token_for(*, order: str, account_id: int) -> str:
    """Return the token that lets a browser see an order's units."""
    return signing.dumps([order, account_id], salt=_PURPOSE)


def read(token: str) -> NamedOrder | None:
    """Return what a token names, or None for a wrong or old one."""
    return _read(token, _A_DAY)


def order_of(token: str) -> str:
    """Return the number of the order a token names, though it opens it no more."""
    named = _read(token, None)
    return named.order if named else ""


def _read(token: str, max_age: int | None) -> NamedOrder | None:
    try:
        order, account_id = signing.loads(token[:400], salt=_PURPOSE, max_age=max_age)
    except (signing.BadSignature, ValueError):
        return None
    return NamedOrder(str(order), int(account_id))
