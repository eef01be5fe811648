"""What our people read about parcels in trouble: names, what to do next, endings."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from rma.rules.troubles import Ending, TroubleKind

KINDS: dict[str, Any] = {
    TroubleKind.NOT_TAKEN.value: _("Packed, not handed over"),
    TroubleKind.STALLED.value: _("No news"),
    TroubleKind.HELD_UP.value: _("Held up"),
    TroubleKind.NOT_SEEN.value: _("Delivered, not scanned here"),
    TroubleKind.ELSEWHERE.value: _("Delivered somewhere else"),
    TroubleKind.DAMAGED.value: _("Damaged"),
    TroubleKind.UNCLAIMED.value: _("Refused or not collected"),
    TroubleKind.WRONG_WAY.value: _("Turned back"),
    TroubleKind.LOST.value: _("Lost"),
}
ENDINGS: dict[str, Any] = {
    Ending.FOUND.value: _("It is found and goes on, or is here"),
    Ending.NEW_LABEL.value: _("Order a new label for the way to us"),
    Ending.SENT_AGAIN.value: _("Send it again from our dock"),
    Ending.CLAIMED.value: _("Claimed at the carrier; we do not wait for it"),
    Ending.CREDITED.value: _("Credit it; the amount is chosen next"),
    Ending.SETTLED.value: _("Settled with the return"),
}
_NEXT: dict[tuple[str, str], tuple[Any, ...]] = {
    ("stalled", "in"): (
        _("Ask the carrier now: news may be there that nobody sent us."),
        _("Still nothing: call the carrier with the number and ask for a search."),
        _("Tell the customer what the carrier said, with a new day."),
    ),
    ("held_up", "in"): (
        _("Read the last scan: it says what the carrier needs."),
        _("Give it: the address, papers, a day for delivery."),
    ),
    ("held_up", "out"): (
        _("Read the last scan: it says what the carrier needs."),
        _("If only the customer knows it, call them; else give it yourself."),
    ),
    ("not_seen", "in"): (
        _("Look at the dock and in the cage: the label may be under another one."),
        _("Scan it at the station: this entry then ends by itself."),
        _("Not here: ask the carrier for the proof of delivery, then claim it."),
    ),
    ("not_taken", "out"): (
        _("Look at the dock: the box may stand there, or have left without a scan."),
        _("Hand it over at the next collection and scan it at the station."),
    ),
    ("elsewhere", "in"): (
        _("Compare the town in the last scan with our address."),
        _("Ask the carrier for the proof of delivery: who signed, and where."),
        _("Not ours: have it brought here, or claim it."),
    ),
    ("elsewhere", "out"): (
        _("Compare the town in the last scan with the customer’s address."),
        _("Ask the customer whether it came; some live by another town’s name."),
        _("It did not: ask the carrier for the proof of delivery and claim it."),
        _("Take the return up again where it has ended, and send another."),
    ),
    ("damaged", "in"): (
        _("Let it come if it still does, and take photos before opening the box."),
        _("Claim the damage at the carrier; most want it within a week."),
    ),
    ("damaged", "out"): (
        _("Ask the customer whether the unit inside is whole."),
        _("Not whole: send it again, and claim the damage at the carrier."),
    ),
    ("unclaimed", "in"): (
        _("The parcel goes back to the customer. Ask whether the address was right."),
        _("Order a new label for the way to us."),
    ),
    ("unclaimed", "out"): (
        _("The parcel comes back to us. Ask the customer for the best address."),
        _("When it is here, send it again: the same serial may be scanned."),
    ),
    ("wrong_way", "in"): (
        _("The parcel goes back to the customer. Find out why in the last scan."),
        _("Order a new label for the way to us."),
    ),
    ("wrong_way", "out"): (
        _("The parcel comes back to us. Find out why in the last scan."),
        _("When it is here, check the address with the customer and send it again."),
    ),
    ("lost", "in"): (
        _("Claim it at the carrier: our label, our risk."),
        _("Decide what the customer gets; they do not wait for the carrier."),
    ),
    ("lost", "out"): (
        _("Send it again: the customer does not wait for the carrier."),
        _("Claim the lost one at the carrier."),
    ),
}


def next_steps(kind: str, direction: str) -> tuple[Any, ...]:
    """Return what to do next about a trouble, in order."""
    return _NEXT.get((kind, direction)) or _NEXT.get((kind, "in")) or _NEXT[kind, "out"]
