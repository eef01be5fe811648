"""What an event is followed by: letters to write and papers to draw."""

from datetime import datetime, timedelta

from outbox.handlers import handler
from outbox.words import DONE, Lease, Outcome
from rma.actions import conversing
from rma.documents import erasure_form, invoice
from rma.messages import compose, letters, together
from rma.messages.compose import Letter
from rma.models import Event
from rma.queries import letter_facts
from rma.queries.letter_facts import LetterFacts
from rma.rules.words import NOT_SENT

_PACKING = ("slip", "parcel_label")
# These order a box, or tell that its label is there: customs may want its invoice.
_BOXED = (
    *("case.opened", "line.approved", "label.ready", "dispatch.shipped"),
    *("loan.promised", "export.filed"),
)
# After these the terms of a swap may have been accepted anew.
_ACCEPTING = ("case.opened", "line.approved", "remedy.changed")
_DRAWN_AFTER = {
    "case.opened": _PACKING,
    "line.approved": _PACKING,
    "label.ready": _PACKING,
    "line.refused": _PACKING,
    "stay.ended": _PACKING,
    "remedy.changed": ("slip",),
    "promise.moved": ("slip",),
    "pickup.wanted": ("slip",),
    "pickup.refused": ("slip",),
    "data.declared": ("slip", erasure_form.KIND),
    "advance.due": ("agreement",),
    "claim.moved": ("claim_packet",),
    "case.closed": ("report",),
}


@handler("tell")
def tell(*, event_id: int, lease: Lease, at: datetime) -> Outcome:
    """Write the letters an event causes, and have its papers drawn anew."""
    facts = letter_facts.facts_of(event_id)
    waits = together.waiting_time(facts.event.name)
    if waits is not None:
        first = letter_facts.first_of_its_time(event_id, waits)
        conversing.gather_letters(
            event_id=event_id,
            first_id=first.pk,
            drawings=_drawings(facts),
            tell_at=first.at + waits,
            at=at,
            lease=lease,
        )
        return DONE
    conversing.write_letters(
        event_id=event_id,
        letters=(*_overtaken(facts.event), *_written((facts,))),
        drawings=_drawings(facts),
        at=at,
        lease=lease,
    )
    return DONE


@handler("tell.together")
def tell_together(*, event_id: int, lease: Lease, at: datetime) -> Outcome:
    """Write one letter about what happened alike from an event on, within minutes."""
    name = letter_facts.facts_of(event_id).event.name
    waits = together.waiting_time(name) or timedelta(0)
    groups = together.told_together(letter_facts.facts_of(event_id, waits))
    conversing.write_letters(
        event_id=event_id, letters=_written(groups), drawings=(), at=at, lease=lease
    )
    return DONE


def _overtaken(event: Event) -> tuple[Letter, ...]:
    """Return the letters that would wait longer than this one; twice is once."""
    waits = together.waiting_time(together.GATHERED[0]) or timedelta(0)
    firsts = letter_facts.overtaken(event, together.GATHERED, waits)
    return tuple(
        letter
        for first in firsts
        for letter in _written(
            together.told_together(letter_facts.facts_of(first.pk, waits))
        )
    )


def _written(groups: tuple[LetterFacts, ...]) -> tuple[Letter, ...]:
    return tuple(
        letter
        for facts in groups
        for owed in letters.owed_by(facts)
        for letter in compose.compose(owed, facts)
    )


def _drawings(facts: LetterFacts) -> tuple[str, ...]:
    """Return which papers to draw; those for the box only until it has left."""
    kinds = _DRAWN_AFTER.get(facts.event.name, ())
    is_sent = any(not line.stays for line in facts.approved)
    if facts.case.inbound_state not in NOT_SENT or not is_sent:
        kinds = tuple(kind for kind in kinds if kind not in _PACKING)
    holds_data = any(line.holds_data for line in facts.dossier.lines)
    if facts.event.name == "case.opened" and holds_data:
        kinds = (*kinds, erasure_form.KIND)
    is_declared = any(parcel.is_declared for parcel in facts.dossier.parcels)
    if facts.event.name in _BOXED and is_declared:
        kinds = (*kinds, invoice.KIND)
    if facts.event.name in _ACCEPTING and facts.accepted:
        return (*kinds, "agreement")
    return kinds
