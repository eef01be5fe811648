"""The failures one may ask the sandbox for, by a name or a postal code on the label."""

from enum import StrEnum

from shipping.words import Address


class Scenario(StrEnum):
    """This will name what goes wrong; nothing does unless it is asked for."""

    NONE = ""
    # Orders
    SILENT_AFTER_BUY = "SBX TIMEOUT AFTER BUY"
    SILENT_BEFORE_BUY = "SBX TIMEOUT BEFORE BUY"
    SILENT_ALWAYS = "SBX SILENT"
    ERROR_AFTER_BUY = "SBX 500 AFTER BUY"
    ERROR_BEFORE_BUY = "SBX 502 BEFORE BUY"
    CUT_OFF = "SBX CUT OFF"
    TRUNCATED = "SBX TRUNCATED"
    REDIRECTED = "SBX REDIRECTED"
    TOO_MANY = "SBX 429"
    KEY_REFUSED = "SBX 401"
    SHOWN_LATE = "SBX LATE BUY"
    FILTER_EMPTY = "SBX FILTER EMPTY"
    SOLD_TWICE = "SBX SOLD TWICE"
    RATE_EXPIRED = "SBX RATE EXPIRED"
    NO_RATES = "00002"
    DECLINED = "00003"
    QUEUED = "00004"
    # Answers that say yes in an odd way
    NO_CREATED_BY = "SBX NO CREATED BY"
    TRACKING_OBJECT = "SBX TRACKING OBJECT"
    PLAIN_200 = "SBX 200"
    UNKNOWN_WORDS = "SBX UNKNOWN WORDS"
    NULLS = "SBX NULLS"
    # Papers, money, the road
    LINK_EXPIRED = "SBX LINK EXPIRED"
    VOID_REFUSED = "SBX VOID REFUSED"
    VOID_SLOW = "SBX VOID SLOW"
    DELAYED = "SBX DELAYED"
    DAMAGED = "SBX DAMAGED"
    LOST = "SBX LOST"
    BAD_ADDRESS = "00001"


# Sold, though whoever ordered hears nothing that can be read.
SOLD_UNHEARD = frozenset(
    {
        Scenario.SILENT_AFTER_BUY,
        Scenario.SHOWN_LATE,
        Scenario.FILTER_EMPTY,
        Scenario.SOLD_TWICE,
        Scenario.ERROR_AFTER_BUY,
        Scenario.CUT_OFF,
        Scenario.TRUNCATED,
    }
)
# The first order is not taken, and nothing is heard of that; a later one is.
NOT_SOLD_UNHEARD = frozenset(
    {Scenario.SILENT_BEFORE_BUY, Scenario.ERROR_BEFORE_BUY, Scenario.REDIRECTED}
)
_KNOWN = {scenario.value: scenario for scenario in Scenario if scenario.value}


def asked_for(sender: Address, recipient: Address) -> Scenario:
    """Return the scenario that either address asks for."""
    for text in (
        sender.name.strip().upper(),
        recipient.name.strip().upper(),
        sender.postal_code.strip(),
        recipient.postal_code.strip(),
    ):
        if text in _KNOWN:
            return _KNOWN[text]
    return Scenario.NONE


def named(text: str) -> Scenario:
    """Return the scenario of that name, or none."""
    return _KNOWN.get(text.strip().upper(), Scenario.NONE)
