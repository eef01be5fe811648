"""Amounts as whole minor units with their currency; never a float."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from typing_extensions import override

# Minor digits differ from two only for these (ISO 4217).
_DIGITS = {"JPY": 0, "KRW": 0, "ISK": 0, "CLP": 0, "VND": 0, "BHD": 3, "KWD": 3}
_PLAIN = re.compile(r"[0-9]+(\.[0-9]*)?|\.[0-9]+")


class NotAnAmount(ValueError):
    """The text is no amount of money in that currency."""


@dataclass(frozen=True, slots=True)
class Money:
    """Hold an amount in minor units of one currency."""

    cents: int
    currency: str

    def as_text(self) -> str:
        """Return the amount as a plain decimal, as in "120.00"."""
        digits = digits_of(self.currency)
        return f"{Decimal(self.cents).scaleb(-digits):.{digits}f}"

    @override
    def __str__(self) -> str:
        """Return the amount as people read it, as in "1,214.00 EUR"."""
        digits = digits_of(self.currency)
        figure = f"{Decimal(abs(self.cents)).scaleb(-digits):,.{digits}f}"
        minus = "−" if self.cents < 0 else ""
        return f"{minus}{figure} {self.currency}"

    def as_stored(self) -> str:
        """Return the amount as it is kept beside other words, as in "1214.00 EUR"."""
        return f"{self.as_text()} {self.currency}"

    def less(self, other: "Money") -> "Money":
        """Return what is left of the amount when another of its currency is taken."""
        return Money(self.cents - other.cents, self.currency)

    def share(self, percent: int) -> "Money":
        """Return that many percent of the amount, half a unit rounded up."""
        part = (Decimal(self.cents) * percent / 100).quantize(Decimal(1), ROUND_HALF_UP)
        return Money(int(part), self.currency)


def total_of(amounts: Iterable[Money | None]) -> Money | None:
    """Return what amounts come to; None for none, or for several currencies."""
    known = [each for each in amounts if each]
    if len({each.currency for each in known}) != 1:
        return None
    return Money(sum(each.cents for each in known), known[0].currency)


def digits_of(currency: str) -> int:
    """Return how many minor digits a currency has (ISO 4217)."""
    return _DIGITS.get(currency, 2)


def stored(text: str) -> Money | None:
    """Return the amount that `as_stored` wrote; None for an empty text."""
    amount, _blank, currency = text.partition(" ")
    return parse(amount, currency) if currency else None


def parse(text: str, currency: str) -> Money:
    """
    Return the amount that a plain decimal names.

    Raises NotAnAmount for anything but digits with a point, for more minor
    digits than the currency has, and for more than a billion.
    """
    plain = text.strip()
    if not _PLAIN.fullmatch(plain):
        raise NotAnAmount(text)
    amount = Decimal(plain)
    if amount > 10**9:
        raise NotAnAmount(text)
    scaled = amount.scaleb(digits_of(currency))
    if scaled != scaled.to_integral_value():
        raise NotAnAmount(text)
    return Money(int(scaled), currency)
