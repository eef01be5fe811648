"""The failures one may ask the sandbox for, by a name or a postal code on the label."""

from enum import StrEnum

from shipping.words import Address


class Scenario(StrEnum):
    """This will name what goes wrong; nothing does unless it is asked for."""

    NONE = ""
    SILENT_AFTER_BUY = "SBX TIMEOUT AFTER BUY"
    SILENT_BEFORE_BUY = "SBX TIMEOUT BEFORE BUY"
    SILENT_ALWAYS = "SBX SILENT"
    SHOWN_LATE = "SBX LATE BUY"
    SOLD_TWICE = "SBX SOLD TWICE"
    VOID_REFUSED = "SBX VOID REFUSED"
    DELAYED = "SBX DELAYED"
    DAMAGED = "SBX DAMAGED"
    LOST = "SBX LOST"
    BAD_ADDRESS = "00001"
    NO_RATES = "00002"
    DECLINED = "00003"
    QUEUED = "00004"


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
