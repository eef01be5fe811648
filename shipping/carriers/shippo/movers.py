"""Who carries what Shippo sells: their words, and what each of them offers."""

import re

# Where a code at the counter does instead of a printed label, by country.
COUNTER_CODES = {"US": ("usps",), "GB": ("royal_mail", "hermes_uk")}
PAY_ON_USE = ("usps", "fedex", "ups")
PICKUPS = ("usps", "dhl_express")
# Duty is always the recipient's with them.
RECIPIENT_PAYS_DUTY = ("usps",)
_OTHERWISE = {
    "evri": "hermes_uk",
    "evri_uk": "hermes_uk",
    "hermes": "hermes_uk",
    "correos": "correos_espana",
    "poste_delivery_business": "poste_italiane",
}


def mover_of(provider: str) -> str:
    """Return the word by which a mover's parcels are asked about: usps, dhl_express."""
    word = re.sub(r"[^a-z0-9]+", "_", provider.lower()).strip("_")
    return _OTHERWISE.get(word, word)[:32]


def all_with_counter_codes() -> frozenset[str]:
    """Return every mover that hands out a code for its counter."""
    return frozenset(mover for several in COUNTER_CODES.values() for mover in several)
