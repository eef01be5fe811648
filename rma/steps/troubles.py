"""A parcel looked into: a trouble found, grown worse, or gone by itself."""

from datetime import datetime

from django.db.models import Q

from rma.models import Case, CaseLine, ParcelTrouble, Receipt
from rma.rules import troubles
from rma.rules.facts import Fact
from rma.rules.mishaps import (
    ArrivalExplained,
    ArrivalMissed,
    TroubleEnded,
    TroubleFound,
)
from rma.rules.troubles import Ending, Sight, TroubleKind
from rma.rules.words import HandOver, Party, Step
from rma.steps import settling
from shipping.models import Parcel
from shipping.words import OURSELVES, Direction, ParcelState


def look_into(case: Case, parcel: Parcel, *, at: datetime, by: str) -> list[Fact]:
    """Return what is new about a parcel's trouble; mostly nothing is."""
    row = ParcelTrouble.objects.open().filter(parcel=parcel).first()
    is_followed = case.is_open and parcel.shipment.cancelled_at is None
    if not is_followed:
        return [end(case, row, Ending.SETTLED, at=at, by=by)] if row else []
    sight = sight_of(case, parcel)
    kind = troubles.kind_of(sight, case.site.calendar, at)
    if row is not None:
        return _grown(case, row, kind, sight, at=at, by=by)
    if kind is None or _was_ended(parcel, kind):
        return []
    return [_found(case, parcel, kind, at)]


def sight_of(case: Case, parcel: Parcel) -> Sight:
    """Return what is known about a parcel."""
    ended = ParcelTrouble.objects.filter(parcel=parcel).exclude(ended_at=None)
    last = ended.order_by("-ended_at").first()
    looked_at = last.ended_at if last and last.ended_at else parcel.state_at
    return Sight(
        direction=parcel.shipment.direction,
        state=parcel.state,
        code=_code(parcel),
        news_at=max(parcel.state_at, looked_at),
        expected_on=parcel.expected_on,
        delivered_at=parcel.delivered_at,
        is_received=_is_received(case, parcel),
        is_followed=_is_followed(case, parcel),
    )


def end(
    case: Case,
    row: ParcelTrouble,
    ending: Ending,
    *,
    at: datetime,
    by: str,
    note: str = "",
    claim_number: str = "",
) -> Fact:
    """Write how a trouble ended; the promise about it is kept with the last one."""
    row.ended_at, row.ending, row.ended_by = at, ending.value, by[:120]
    row.note, row.claim_number = note, claim_number[:60]
    row.save()
    if not ParcelTrouble.objects.open().filter(case=case).exists():
        settling.keep(case, Step.MEND, at=at)
    fact = TroubleEnded if troubles.is_told(row.sort) else ArrivalExplained
    return fact(
        kind=row.kind,
        direction=row.direction,
        ending=ending.value,
        tracking_number=row.parcel.tracking_number,
        note=note,
    )


def _found(case: Case, parcel: Parcel, kind: TroubleKind, at: datetime) -> Fact:
    due_at = troubles.act_by(kind, case.site.calendar, at)
    ParcelTrouble.objects.create(
        case=case,
        parcel=parcel,
        kind=kind,
        direction=parcel.shipment.direction,
        owner=case.owner,
        due_at=due_at,
        found_at=at,
    )
    return _told(case, parcel, kind, due_at)


def _told(case: Case, parcel: Parcel, kind: TroubleKind, due_at: datetime) -> Fact:
    is_told = troubles.is_told(kind)
    if is_told:
        settling.promise_next(case, Step.MEND, Party.US, due_at)
    fact = TroubleFound if is_told else ArrivalMissed
    return fact(
        kind=kind.value,
        direction=parcel.shipment.direction,
        tracking_number=parcel.tracking_number,
        due_at=due_at.isoformat(),
    )


def _grown(
    case: Case,
    row: ParcelTrouble,
    kind: TroubleKind | None,
    sight: Sight,
    *,
    at: datetime,
    by: str,
) -> list[Fact]:
    if kind is None:
        if not troubles.is_over(row.sort, sight):
            return []
        return [end(case, row, Ending.FOUND, at=at, by=by)]
    if not troubles.is_graver(kind, row.sort):
        return []
    row.kind = kind
    row.save()
    return [_told(case, row.parcel, kind, row.due_at)]


def _was_ended(parcel: Parcel, kind: TroubleKind) -> bool:
    """Whether a person ended this very trouble, and nothing has happened since."""
    before = ParcelTrouble.objects.filter(parcel=parcel, kind=kind)
    if kind is TroubleKind.STALLED:
        return False  # The silence is counted anew from the end of the last one.
    since = parcel.delivered_at if kind is TroubleKind.NOT_SEEN else parcel.state_at
    return before.filter(found_at__gte=since).exists()


def _is_followed(case: Case, parcel: Parcel) -> bool:
    """Whether silence means something: our label, or a carrier that spoke before."""
    is_ours = case.hand_over != HandOver.OWN_CARRIER
    is_out = parcel.shipment.direction != Direction.IN
    return is_ours or is_out or any(row.carrier != OURSELVES for row in parcel.heard())


def _code(parcel: Parcel) -> str:
    if parcel.standing is not ParcelState.RETURNED_TO_SENDER:
        return ""
    turned = parcel.movements.filter(state=parcel.state).order_by("occurred_at", "id")
    last = turned.last()
    return last.code if last else ""


def _is_received(case: Case, parcel: Parcel) -> bool:
    """Whether our dock has it, as its receipts say; without names it was all."""
    if parcel.shipment.direction != Direction.IN:
        return False
    ours = Q(parcel=parcel) | Q(parcel=None)
    if Receipt.objects.filter(ours, case=case).exists():
        return True
    lines = [line for line in CaseLine.objects.of(case) if line.approved]
    return bool(lines) and all(line.sums.expected == 0 for line in lines)
