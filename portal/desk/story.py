"""What happened, one sentence for each entry of a return's history."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.desk import words
from rma.queries.case_page import Told
from rma.rules import money

# The sentence of each fact, and the fact that stands under it as the reason.
_SENTENCES: dict[str, tuple[Any, str]] = {
    "case.opened": (gettext_lazy("Return opened %(channel)s"), ""),
    "line.approved": (gettext_lazy("Line %(line)s approved"), "reason"),
    "line.refused": (gettext_lazy("Line %(line)s refused"), "reason"),
    "information.asked": (gettext_lazy("We asked about line %(line)s"), "question"),
    "information.given": (gettext_lazy("The customer answered"), "answer"),
    "data.declared": (gettext_lazy("About the data of line %(line)s"), "choice"),
    "proof.handed-in": (gettext_lazy("Receipt for line %(line)s"), "bought_on"),
    "proof.accepted": (
        gettext_lazy("Receipt for line %(line)s accepted"),
        "bought_on",
    ),
    "proof.refused": (
        gettext_lazy("Receipt for line %(line)s does not count"),
        "reason",
    ),
    "remedy.changed": (
        gettext_lazy("Another remedy chosen for line %(line)s: %(wish)s"),
        "",
    ),
    "delivery.changed": (gettext_lazy("What we send goes to another address"), "city"),
    "stay.proof-handed-in": (
        gettext_lazy("Proof handed in that line %(line)s stays as agreed"),
        "",
    ),
    "stay.proof-accepted": (
        gettext_lazy("Proof for line %(line)s is enough"),
        "reason",
    ),
    "stay.proof-sent-back": (
        gettext_lazy("Another proof asked for line %(line)s"),
        "reason",
    ),
    "loan.erased": (gettext_lazy("Loaner %(loaner)s, data: %(erasure)s"), "note"),
    "loan.lost": (gettext_lazy("Loaner %(loaner)s will not come back"), "reason"),
    "line.added": (
        gettext_lazy("Line %(line)s added: %(quantity)s that nobody had announced"),
        "what",
    ),
    "stay.ended": (gettext_lazy("Line %(line)s comes back after all"), "reason"),
    "question.asked": (gettext_lazy("The customer asks"), "words"),
    "call.made": (gettext_lazy("We called the customer"), ""),
    "question.answered": (gettext_lazy("We answered the customer"), "words"),
    "step.ticked": (gettext_lazy("The sender ticked as done"), "title"),
    "step.unticked": (gettext_lazy("The sender took a tick back"), "title"),
    "files.added": (gettext_lazy("Files handed in: %(count)s"), ""),
    "policy.overridden": (
        gettext_lazy("Decided against the policy on line %(line)s"),
        "reason",
    ),
    "case.cancelled": (gettext_lazy("Return cancelled"), "reason"),
    "case.reopened": (gettext_lazy("Return taken up again"), "reason"),
    "case.closed": (gettext_lazy("Return closed"), ""),
    "case.expired": (gettext_lazy("Return expired, nothing arrived"), ""),
    "label.ready": (gettext_lazy("Label ready, %(leg)s"), "tracking_number"),
    "label.failed": (gettext_lazy("Label failed, %(leg)s"), "problem"),
    "label.expired": (
        gettext_lazy("Label not used and given back, %(leg)s"),
        "tracking_number",
    ),
    "parcel.moved": (gettext_lazy("Parcel %(leg)s: %(parcel)s"), "tracking_number"),
    "parcel.announced": (
        gettext_lazy("Sent with their own carrier: %(carrier)s"),
        "tracking_number",
    ),
    "parcel.withdrawn": (gettext_lazy("Number taken away"), "tracking_number"),
    "trouble.found": (gettext_lazy("Parcel %(leg)s in trouble: %(trouble)s"), ""),
    "trouble.ended": (gettext_lazy("Trouble over: %(trouble_ending)s"), "note"),
    "arrival.missed": (gettext_lazy("Parcel %(leg)s: %(arrival)s"), ""),
    "arrival.explained": (
        gettext_lazy("Cleared up: %(trouble_ending)s"),
        "note",
    ),
    "units.received": (
        gettext_lazy("%(quantity)s received for line %(line)s"),
        "serial",
    ),
    "discrepancy.found": (
        gettext_lazy("Difference at the dock: %(difference)s"),
        "note",
    ),
    "discrepancy.settled": (
        gettext_lazy("Difference settled: %(difference)s"),
        "outcome",
    ),
    "data.erased": (gettext_lazy("Line %(line)s, data: %(erasure)s"), "note"),
    "work.undone": (gettext_lazy("Taken back: %(deed)s"), ""),
    "mystery.matched": (gettext_lazy("Mystery parcel recognised"), "note"),
    "units.short-closed": (
        gettext_lazy("We no longer wait for %(quantity)s of line %(line)s"),
        "reason",
    ),
    "units.inspected": (gettext_lazy("Line %(line)s checked: %(finding)s"), ""),
    "disposition.decided": (
        gettext_lazy("Line %(line)s, where it goes: %(disposition)s"),
        "reason",
    ),
    "resolution.decided": (
        gettext_lazy("Line %(line)s, decided: %(resolution)s"),
        "amount",
    ),
    "resolution.done": (gettext_lazy("Line %(line)s, done: %(resolution)s"), "amount"),
    "box.added": (gettext_lazy("Box %(box)s added"), ""),
    "box.removed": (gettext_lazy("Box %(box)s called off"), ""),
    "export.proved": (gettext_lazy("Proof of export kept: %(proof)s"), ""),
    "sender.corrected": (gettext_lazy("Address corrected: %(city)s"), ""),
    "handover.changed": (gettext_lazy("Gets to us: %(how)s"), "label_format"),
    "pickup.wanted": (gettext_lazy("Pickup asked for from %(begins_at)s"), ""),
    "pickup.confirmed": (
        gettext_lazy("Pickup confirmed from %(begins_at)s"),
        "confirmation",
    ),
    "pickup.refused": (gettext_lazy("Pickup refused"), "problem"),
    "pickup.unclear": (
        gettext_lazy("Unclear whether the driver comes: call the carrier"),
        "",
    ),
    "pickup.to-call-off": (
        gettext_lazy("Call the carrier: the pickup of %(begins_at)s is not needed"),
        "confirmation",
    ),
    "kit.packed": (gettext_lazy("Empty box %(box)s packed, the label in it"), ""),
    "kit.shipped": (gettext_lazy("Empty box %(box)s leaves"), "tracking_number"),
    "kit.delivered": (
        gettext_lazy("Empty box %(box)s is there, to be sent by %(due_on)s"),
        "",
    ),
    "battery.reported": (
        gettext_lazy("Battery hurt, nothing may be sent: %(unit)s. Call the customer"),
        "",
    ),
    "box.shared": (gettext_lazy("Travels in box %(box)s of %(of)s"), ""),
    "box.retold": (
        gettext_lazy("Box %(box)s gets another label: what lies in it changed"),
        "",
    ),
    "export.filed": (gettext_lazy("Export of box %(box)s filed"), "filing"),
    "box.unshared": (gettext_lazy("Taken out of box %(box)s of %(of)s"), ""),
    "dispatch.shipped": (gettext_lazy("%(dispatch)s packed"), "serial"),
    "dispatch.delivered": (gettext_lazy("%(dispatch)s delivered"), "serial"),
    "advance.accepted": (
        gettext_lazy("Swap terms accepted by %(accepted_by)s"),
        "terms",
    ),
    "advance.due": (gettext_lazy("Old unit due back by %(due_on)s"), ""),
    "advance.extended": (gettext_lazy("More time, until %(due_on)s"), "reason"),
    "advance.overdue": (gettext_lazy("Old unit overdue since %(due_on)s"), ""),
    "advance.settled": (gettext_lazy("Swap settled"), ""),
    "promise.at-risk": (gettext_lazy("Due soon: %(step)s"), ""),
    "promise.moved": (
        gettext_lazy("New date, %(due_at)s instead of %(was_due_at)s: %(step)s"),
        "reason",
    ),
    "reminder.due": (gettext_lazy("Customer reminded: %(step)s"), ""),
    "claim.opened": (gettext_lazy("Claim %(claim)s, file by %(file_by)s"), ""),
    "claim.moved": (gettext_lazy("Claim %(claim)s: %(claim_status)s"), "amount"),
    "feedback.asked": (gettext_lazy("Asked how it goes, a month later"), ""),
    "feedback.given": (gettext_lazy("How it goes: %(feeling)s"), "words"),
    "case.failed-again": (gettext_lazy("Failed again; %(number)s follows"), ""),
    "note.written": (gettext_lazy("Note"), "text"),
    "letter": (gettext_lazy("Letter: %(subject)s"), ""),
}
# Values of facts, and the dictionary (and place in a sentence) each belongs to.
_NAMED = {
    "after": "wish",
    "ending": "trouble_ending",
    "finding": "finding",
    "channel": "channel",
    "answer": "feeling",
    "how": "hand_over",
    "method": "erasure",
    "deed": "deed",
}
_DAYS = ("due_on", "file_by")
_MOMENTS = ("due_at", "was_due_at", "begins_at", "ends_at")
_KINDS = {
    "discrepancy": "difference",
    "disposition": "disposition",
    "resolution": "resolution",
    "dispatch": "dispatch",
    "trouble": "trouble",
    "arrival": "trouble",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """Show one entry: when, what, who, why; ours alone where it is internal."""

    at: datetime
    text: str
    who: str
    more: str
    is_internal: bool
    letter_id: int | None
    mark: str


def entries(history: tuple[Told, ...]) -> list[Entry]:
    """Return the history as people read it, in the order it came."""
    return [_entry(told) for told in history]


def _entry(told: Told) -> Entry:
    sentence, under = _SENTENCES.get(told.name, (told.name, ""))
    facts = _said(told)
    text = str(sentence) % facts
    return Entry(
        at=told.at,
        text=text,
        who=_who(told),
        more=_under(told, under),
        is_internal=told.is_internal,
        letter_id=told.letter_id,
        mark=_mark(told),
    )


def _under(told: Told, under: str) -> str:
    """Return the reason of a fact; our own sentences in the reader's language."""
    text = str(told.facts.get(under, "")) if under else ""
    if under == "amount":
        return str(money.stored(text) or "")
    return _(text) if text else ""


class _Facts(dict[str, str]):
    """Be the values of a fact; one that it lacks is left open."""

    def __missing__(self, name: str) -> str:
        return "–"


def _said(told: Told) -> _Facts:
    said = _Facts({name: str(value) for name, value in told.facts.items()})
    kind = _KINDS.get(told.name.partition(".")[0])
    if kind and "kind" in said:
        said[kind] = words.named(kind, said["kind"])
        said["trouble"] = said["arrival"] = said[kind].lower()
    if "direction" in said:
        said["leg"] = words.named("leg", said["direction"]).lower()
        said["parcel"] = words.named("parcel", said.get("state", "")).lower()
    for name, dictionary in _NAMED.items():
        if name in said:
            said[dictionary] = words.named(dictionary, said[name])
    if told.name.startswith("claim.") and "status" in said:
        said["claim_status"] = words.named("claim", said["status"]).lower()
    if "step" in said:
        said["step"] = words.named("step", said["step"]).lower()
    _say_dates(said)
    return said


def _say_dates(said: _Facts) -> None:
    for name in _DAYS:
        if name in said:
            said[name] = date_format(date.fromisoformat(said[name]), "j M Y")
    for name in _MOMENTS:
        if name in said:
            moment = localtime(datetime.fromisoformat(said[name]))
            said[name] = date_format(moment, "j M, H:i")


def _who(told: Told) -> str:
    if told.letter_id is None:
        # "Carrier" or "Returnwell" where no person did it.
        return _(told.by) if told.by else ""
    state = {
        "sent": _("sent to %(address)s"),
        "failed": _("not sent to %(address)s"),
        "for_digest": _("waits for the letter of the day of %(address)s"),
        "in_digest": _("told in the letter of the day to %(address)s"),
        "left": _("not sent: %(address)s reads it on the page"),
    }.get(str(told.facts["state"]), _("waits to be sent to %(address)s"))
    return state % {"address": told.by}


def _mark(told: Told) -> str:
    if told.letter_id is not None:
        return "mail"
    return {"customer": "people", "carrier": "truck", "staff": "inbox"}.get(
        told.by_kind, "gear"
    )
