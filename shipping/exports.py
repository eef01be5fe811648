"""How an export from the United States is filed: exempt, or under a number (ITN)."""

import re
from collections import defaultdict
from enum import StrEnum

from shipping.wishes import Customs

# 15 CFR 30.37(a): up to this value of one kind of goods nothing is filed.
_LOW_VALUE_CENTS = 250_000
# So much of most other currencies is below that at any rate of the last decades.
_SURELY_LOW_CENTS = 160_000
_STRONG = frozenset({"BHD", "JOD", "KWD", "OMR"})
_ITN = re.compile(r"X\d{14}")
LOW_VALUE = "low_value"


class Filing(StrEnum):
    """This will say under which rule, in the words of the form."""

    NONE = ""
    LOW_VALUE = "NOEEI 30.37(a)"
    CANADA = "NOEEI 30.36"
    NUMBER = "AES ITN"
    LACKING = "lacking"


def itn_of(text: str) -> str:
    """Return a filing number as the office writes it, or nothing where it is none."""
    plain = re.sub(r"[^0-9A-Z]", "", text.upper()).removeprefix("ITN")
    return plain if _ITN.fullmatch(plain) else ""


def filing_of(sender_country: str, recipient_country: str, customs: Customs) -> Filing:
    """
    Return how an export is filed; NONE where it does not leave the United States.

    LACKING where a kind of goods may be worth more than goes unfiled, and nobody gave
    a number or said that it is not.
    """
    if sender_country.upper() != "US" or recipient_country.upper() == "US":
        return Filing.NONE
    if itn_of(customs.export_filing):
        return Filing.NUMBER
    if recipient_country.upper() == "CA":
        return Filing.CANADA
    is_said = customs.export_filing == LOW_VALUE and may_be_low(customs)
    return Filing.LOW_VALUE if is_said or _is_low(customs) else Filing.LACKING


def may_be_low(customs: Customs) -> bool:
    """Return whether no kind of goods is worth too much as far as dollars say it."""
    return all(
        currency != "USD" or cents <= _LOW_VALUE_CENTS
        for currency, cents in _worth(customs)
    )


def shown(sender_country: str, recipient_country: str, customs: Customs) -> str:
    """Return how it is filed as papers say it, with the number where there is one."""
    filing = filing_of(sender_country, recipient_country, customs)
    if filing is Filing.NUMBER:
        return f"{filing.value} {itn_of(customs.export_filing)}"
    return "" if filing is Filing.LACKING else filing.value


def _is_low(customs: Customs) -> bool:
    return all(cents <= _limit(currency) for currency, cents in _worth(customs))


def _worth(customs: Customs) -> list[tuple[str, int]]:
    """Return what each kind of goods, by its tariff number, is worth together."""
    worth: dict[tuple[str, str], int] = defaultdict(int)
    for item in customs.items:
        worth[item.tariff_number, item.currency] += item.value_cents * item.quantity
    return [(currency, cents) for (_, currency), cents in worth.items()]


def _limit(currency: str) -> int:
    if currency == "USD":
        return _LOW_VALUE_CENTS
    return 0 if currency in _STRONG else _SURELY_LOW_CENTS
