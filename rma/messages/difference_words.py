"""What letters say where something else came than was announced, and the ways out."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from rma.messages import words
from rma.queries.letter_facts import LetterFacts
from rma.rules import discrepancies
from rma.rules.discrepancies import Exit
from rma.rules.words import N_, DiscrepancyKind

_FOUND: Mapping[DiscrepancyKind, str] = {
    DiscrepancyKind.MISSING: N_("not all of it was in the box"),
    DiscrepancyKind.EXTRA: N_("more was in the box"),
    DiscrepancyKind.WRONG_ITEM: N_("another article"),
    DiscrepancyKind.SERIAL_MISMATCH: N_("a unit with another serial number"),
    DiscrepancyKind.ACCESSORY_MISSING: N_("the unit without one of its accessories"),
    DiscrepancyKind.DAMAGED_BOX: N_("a damaged box"),
    DiscrepancyKind.BATTERY: N_("a damaged battery"),
}
# What its customer can tell us to do; other ways out are ours alone.
_WAYS: Mapping[Exit, str] = {
    Exit.STILL_COMING: N_("The rest is still to come, in another parcel."),
    Exit.STOP_WAITING: N_("Go on without it: nothing more is coming."),
    Exit.ACCEPT: N_("Go on with what came: it is the one that failed."),
    Exit.SWAP_CASE: N_("It belongs to another return of yours."),
    Exit.SEND_BACK: N_("Send it back to you as it is."),
}


def said(facts: LetterFacts) -> dict[str, object]:
    """Return what came instead, and what may be done about it."""
    text = facts.text("differs") or (facts.text("way") and facts.text("kind"))
    if text not in {kind.value for kind in DiscrepancyKind}:
        return {"found_instead": "", "ways": [], "has_our_photo": False}
    kind = DiscrepancyKind(text)
    found, serial = _(_FOUND[kind]), words.quote(facts.text("came"))
    ways = (each for each in discrepancies.exits_of(kind) if each in _WAYS)
    return {
        "found_instead": f"{found} ({serial})" if serial else found,
        "ways": [_(_WAYS[each]) for each in ways],
        # What lay beside it was sent with all that was announced.
        "is_instead": kind is not DiscrepancyKind.EXTRA,
        # Shown on the page alone, which looks who asks: a letter may be passed on.
        "has_our_photo": facts.has_arrival_photo,
    }
