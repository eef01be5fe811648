"""Whose number it is: carriers recognised by the form and check digit of a number."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

# The word each carrier is asked about by, and what people call it.
MOVERS = {
    "ups": "UPS",
    "fedex": "FedEx",
    "usps": "USPS",
    "dhl_express": "DHL Express",
    "dhl_germany": "DHL Paket",
    "royal_mail": "Royal Mail",
    "dpd": "DPD",
    "gls": "GLS",
    "canada_post": "Canada Post",
    "australia_post": "Australia Post",
    "colissimo": "La Poste",
    "sandbox": "Sandbox",
}
OTHER = "other"
# Numbers of the postal union name the country they come from.
_POSTS = {
    "US": "usps",
    "GB": "royal_mail",
    "DE": "dhl_germany",
    "CA": "canada_post",
    "AU": "australia_post",
    "FR": "colissimo",
}
_LONGEST, _SHORTEST = 40, 6


@dataclass(frozen=True, slots=True)
class Recognised:
    """
    This will say whose a number may be.

    `sure` passed a check digit of theirs; `maybe` only has the right length.
    """

    number: str
    sure: tuple[str, ...] = ()
    maybe: tuple[str, ...] = ()

    @property
    def mover(self) -> str:
        """Return the one carrier it is, or nothing where a person must choose."""
        found = self.sure or self.maybe
        return found[0] if len(found) == 1 and found[0] != OTHER else ""


def tidy(typed: str) -> str:
    """Return a number as carriers write it, without the spaces and dashes of people."""
    return re.sub(r"[\s.\-/]+", "", typed).upper()


def is_number(number: str) -> bool:
    """Return whether a tidied text can be a tracking number at all."""
    return bool(re.fullmatch(rf"[A-Z0-9]{{{_SHORTEST},{_LONGEST}}}", number)) and any(
        sign.isdigit() for sign in number
    )


def recognise(typed: str) -> Recognised:
    """Return whose number it may be; nobody's where nothing fits."""
    number = tidy(typed)
    if not is_number(number):
        return Recognised(number)
    sure = dict.fromkeys(_checked(number))
    maybe = dict.fromkeys(_alike(number))
    return Recognised(number, tuple(sure), tuple(maybe))


def _checked(number: str) -> Iterator[str]:
    for form, mover, holds in _CHECKED:
        if re.fullmatch(form, number) and holds(number):
            yield mover
    if re.fullmatch(r"[A-Z]{2}\d{9}[A-Z]{2}", number) and _is_postal(number):
        yield _POSTS.get(number[-2:], OTHER)


def _alike(number: str) -> Iterator[str]:
    for form, mover in _ALIKE:
        if re.fullmatch(form, number):
            yield mover


def _by_threes(digits: str) -> bool:
    """Whether the last digit brings the sum, weighted 3 and 1, to a multiple of ten."""
    weighted = sum(
        int(digit) * (3 if place % 2 else 1)
        for place, digit in enumerate(reversed(digits))
    )
    return weighted % 10 == 0


def _is_ups(number: str) -> bool:
    values = [
        int(sign) if sign.isdigit() else (ord(sign) - 63) % 10 for sign in number[2:-1]
    ]
    told = sum(values[::2]) + 2 * sum(values[1::2])
    return number[-1].isdigit() and -told % 10 == int(number[-1])


def _is_fedex(number: str) -> bool:
    weights = (3, 1, 7) * 4
    told = sum(int(d) * w for d, w in zip(number[:-1], weights, strict=False))
    return told % 11 % 10 == int(number[-1])


def _is_dhl_express(number: str) -> bool:
    return int(number[:-1]) % 7 == int(number[-1])


def _is_dhl_ident(number: str) -> bool:
    told = sum(
        int(d) * (4 if place % 2 == 0 else 9) for place, d in enumerate(number[:-1])
    )
    return -told % 10 == int(number[-1])


def _is_postal(number: str) -> bool:
    weights = (8, 6, 4, 2, 3, 5, 9, 7)
    told = sum(int(d) * w for d, w in zip(number[2:10], weights, strict=True))
    check = 11 - told % 11
    return {10: 0, 11: 5}.get(check, check) == int(number[10])


def _is_dpd(number: str) -> bool:
    """Whether the last sign is the check of ISO 7064, modulo 37 and 36."""
    signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    carried = 36
    for sign in number[:-1]:
        carried = (carried + signs.index(sign)) % 36 or 36
        carried = carried * 2 % 37
    return (carried + signs.index(number[-1])) % 36 == 1


_Holds = Callable[[str], bool]
_CHECKED: tuple[tuple[str, str, _Holds], ...] = (
    (r"SBX\d{16}", "sandbox", lambda number: _by_threes(number[3:])),
    (r"1Z[A-Z0-9]{16}", "ups", _is_ups),
    (r"9[1-5]\d{20}", "usps", _by_threes),
    (r"420\d{5}9[1-5]\d{20}", "usps", lambda number: _by_threes(number[8:])),
    (r"420\d{9}9[1-5]\d{20}", "usps", lambda number: _by_threes(number[12:])),
    (r"\d{12}", "fedex", _is_fedex),
    (r"\d{15}", "fedex", _by_threes),
    (r"96\d{20}", "fedex", lambda number: _by_threes(number[7:])),
    (r"\d{10}", "dhl_express", _is_dhl_express),
    (r"\d{12}", "dhl_germany", _is_dhl_ident),
    (r"00340\d{15}", "dhl_germany", _by_threes),
    (r"\d{14}[0-9A-Z]", "dpd", _is_dpd),
)
_ALIKE = (
    (r"JJD\d{10,20}|JVGL\d{8,16}", "dhl_germany"),
    (r"JD\d{16,18}", "dhl_express"),
    (r"\d{14}", "dpd"),
    (r"\d{11}|\d{12}", "gls"),
    (r"[A-Z][A-Z0-9]{7}", "gls"),
)
