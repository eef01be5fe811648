"""How letters tell of a parcel in trouble: what happened, what we do, how it ended."""

from django.utils.translation import gettext as _

from rma.rules.troubles import Ending, TroubleKind
from rma.rules.words import N_

_SHORT = {
    TroubleKind.NOT_TAKEN: N_("a packed parcel was not handed over"),
    TroubleKind.STALLED: N_("no news of your parcel"),
    TroubleKind.HELD_UP: N_("your parcel is held up"),
    TroubleKind.NOT_SEEN: N_("a parcel is not found at our dock"),
    TroubleKind.ELSEWHERE: N_("a parcel was delivered somewhere else"),
    TroubleKind.DAMAGED: N_("your parcel was damaged on the way"),
    TroubleKind.UNCLAIMED: N_("a parcel was not collected"),
    TroubleKind.WRONG_WAY: N_("a parcel goes back to its sender"),
    TroubleKind.LOST: N_("the carrier cannot find your parcel"),
}
_HAPPENED = {
    (TroubleKind.STALLED, "in"): N_(
        "The carrier has told us nothing about your parcel for three working days."
    ),
    (TroubleKind.STALLED, "out"): N_(
        "The carrier has told us nothing about the parcel to you for three working "
        "days."
    ),
    (TroubleKind.HELD_UP, "in"): N_(
        "The carrier holds your parcel and needs something before it goes on."
    ),
    (TroubleKind.HELD_UP, "out"): N_(
        "The carrier holds the parcel to you and needs something before it goes on."
    ),
    (TroubleKind.NOT_SEEN, "in"): N_(
        "The carrier says that the parcel was delivered; our dock has not scanned it."
    ),
    (TroubleKind.NOT_TAKEN, "out"): N_(
        "A parcel to the customer is ready; no carrier has taken it for a working day."
    ),
    (TroubleKind.ELSEWHERE, "in"): N_(
        "The carrier says that it delivered the parcel in another town than ours."
    ),
    (TroubleKind.ELSEWHERE, "out"): N_(
        "The carrier says that it delivered the parcel in another town than the "
        "customer's."
    ),
    (TroubleKind.DAMAGED, "in"): N_("The carrier found your parcel damaged."),
    (TroubleKind.DAMAGED, "out"): N_("The carrier found the parcel to you damaged."),
    (TroubleKind.UNCLAIMED, "in"): N_(
        "Your parcel was not taken in, so the carrier brings it back to you."
    ),
    (TroubleKind.UNCLAIMED, "out"): N_(
        "The parcel to you was not collected, so the carrier brings it back to us."
    ),
    (TroubleKind.WRONG_WAY, "in"): N_(
        "The carrier has turned your parcel back: it comes to you again, not to us."
    ),
    (TroubleKind.WRONG_WAY, "out"): N_(
        "The carrier has turned the parcel to you back: it comes to us again."
    ),
    (TroubleKind.LOST, "in"): N_("The carrier cannot find your parcel."),
    (TroubleKind.LOST, "out"): N_("The carrier cannot find the parcel to you."),
}
_WE_DO = {
    (TroubleKind.STALLED, "in"): N_("We ask the carrier where it is."),
    (TroubleKind.STALLED, "out"): N_("We ask the carrier where it is."),
    (TroubleKind.HELD_UP, "in"): N_("We find out what it needs and see to it."),
    (TroubleKind.HELD_UP, "out"): N_(
        "We find out what it needs. If it is something only you can give, we call you."
    ),
    (TroubleKind.NOT_SEEN, "in"): N_("Look for it at the dock, then ask the carrier."),
    (TroubleKind.NOT_TAKEN, "out"): N_("Find it at the dock and hand it over."),
    (TroubleKind.ELSEWHERE, "in"): N_("Ask the carrier who signed for it, and where."),
    (TroubleKind.ELSEWHERE, "out"): N_(
        "Ask the customer whether it came, then the carrier who signed for it."
    ),
    (TroubleKind.DAMAGED, "in"): N_(
        "We check what is in it when it is here, and put the damage to the carrier."
    ),
    (TroubleKind.DAMAGED, "out"): N_(
        "We send another one where it is needed, and put the damage to the carrier."
    ),
    (TroubleKind.UNCLAIMED, "in"): N_(
        "We make a new label, so that you can hand it over once more."
    ),
    (TroubleKind.UNCLAIMED, "out"): N_(
        "We ask you for the best address, then send it again."
    ),
    (TroubleKind.WRONG_WAY, "in"): N_(
        "We make a new label, so that you can hand it over once more."
    ),
    (TroubleKind.WRONG_WAY, "out"): N_(
        "We find out why, check the address with you and send it again."
    ),
    (TroubleKind.LOST, "in"): N_(
        "We claim it at the carrier. What you have from us does not wait for that."
    ),
    (TroubleKind.LOST, "out"): N_("We send another one and claim at the carrier."),
}
_ENDED = {
    (Ending.FOUND, "in"): N_("Your parcel is found: it goes on, or is here already."),
    (Ending.FOUND, "out"): N_("The parcel to you is found and goes on."),
    (Ending.NEW_LABEL, "in"): N_(
        "We have ordered a new label. It is on your page as soon as the carrier has "
        "made it; use it instead of the old one."
    ),
    (Ending.SENT_AGAIN, "out"): N_("We send it again: it leaves our dock next."),
    (Ending.CLAIMED, "in"): N_(
        "We have claimed the parcel at the carrier. We decide about your return now, "
        "without waiting for their answer."
    ),
    (Ending.CLAIMED, "out"): N_(
        "We have claimed the parcel at the carrier and go on with your return, "
        "without waiting for their answer."
    ),
    (Ending.CREDITED, "in"): N_(
        "We do not wait for the parcel any more: we credit it."
    ),
    (Ending.CREDITED, "out"): N_("We credit it instead of sending another one."),
}
_ONE_WAY = {TroubleKind.NOT_SEEN: "in", TroubleKind.NOT_TAKEN: "out"}
_SETTLED = N_("Your return was settled in the meantime; the parcel is not needed.")


def said(kind: str, direction: str, ending: str) -> dict[str, str]:
    """Return what a letter says of a trouble, in the active language."""
    if kind not in {known.value for known in TroubleKind}:
        kind = TroubleKind.STALLED.value
    sort = TroubleKind(kind)
    way = _ONE_WAY.get(sort) or direction or "out"
    known = {word.value for word in Ending}
    end = Ending(ending) if ending in known else Ending.FOUND
    return {
        "trouble": _(_SHORT[sort]),
        "trouble_happened": _(_HAPPENED[sort, way]),
        "trouble_plan": _(_WE_DO[sort, way]),
        "trouble_end": _(_ENDED.get((end, way), _SETTLED)),
    }
