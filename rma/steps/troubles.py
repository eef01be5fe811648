"""A parcel looked into: a trouble found, grown worse, or gone by itself."""

from datetime import datetime

from django.db.models import Q

from outbox import post
from rma.models import Case, CaseLine, Loan, Packed, ParcelTrouble, Receipt
from rma.rules import troubles
from rma.rules.facts import Fact
from rma.rules.mishaps import (
    ArrivalExplained,
    ArrivalMissed,
    TroubleEnded,
    TroubleFound,
)
from rma.rules.troubles import Ending, Sight, Town, TroubleKind
from rma.rules.words import HandOver, Party, Step
from rma.steps import settling
from shipping.models import Parcel
from shipping.words import OURSELVES, Direction, ParcelState


def look_into(case: Case, parcel: Parcel, *, at: datetime, by: str) -> list[Fact]:
    """Return what is new about a parcel's trouble; mostly nothing is."""
    row = ParcelTrouble.objects.open().filter(parcel=parcel).first()
    sight = sight_of(case, parcel)
    kind = troubles.kind_of(sight, case.site.calendar, at)
    # A return may end by a delivery that was none.
    is_followed = case.is_open or kind is TroubleKind.ELSEWHERE
    if not is_followed or parcel.shipment.cancelled_at is not None:
        return [end(case, row, Ending.SETTLED, at=at, by=by)] if row else []
    if row is not None:
        return _grown(case, row, kind, sight, at=at, by=by)
    if kind is None or _was_ended(parcel, kind):
        return []
    return [_found(case, parcel, kind, at)]


def sight_of(case: Case, parcel: Parcel) -> Sight:
    """Return what is known about a parcel."""
    ended = ParcelTrouble.objects.filter(parcel=parcel).exclude(ended_at=None)
    last = ended.order_by("-ended_at").first()
    news_at = _news_at(parcel)
    looked_at = last.ended_at if last and last.ended_at else news_at
    return Sight(
        direction=parcel.shipment.direction,
        state=parcel.state,
        code=_code(parcel),
        news_at=max(news_at, looked_at),
        expected_on=parcel.expected_on,
        delivered_at=parcel.delivered_at,
        is_received=_is_received(case, parcel),
        is_followed=_is_followed(case, parcel),
        delivered_to=_delivered_to(parcel),
        ends=tuple(
            Town(end.city, end.postal_code)
            for end in (
                parcel.shipment.sender_address,
                parcel.shipment.recipient_address,
            )
        ),
        planned_at=parcel.shipment.created_at,
    )


def _news_at(parcel: Parcel) -> datetime:
    """Return when a parcel was last heard of; that it is late we say ourselves."""
    if parcel.standing is not ParcelState.DELAYED:
        return parcel.state_at
    heard = [row.occurred_at for row in parcel.heard() if not row.is_our_worry]
    return max(heard, default=parcel.shipment.created_at)


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
    _tell_riders(row)
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


def news_for_rider(case: Case, row: ParcelTrouble, *, at: datetime) -> list[Fact]:
    """Return what a return that rides in the box has not heard of its trouble yet."""
    if not case.is_open or not troubles.is_told(row.sort):
        return []
    number = row.parcel.tracking_number
    told = case.events.filter(at__gte=row.found_at, facts__tracking_number=number)
    found = told.filter(name=TroubleFound.name)
    if row.ended_at is None:
        if found.filter(facts__kind=row.kind).exists():
            return []
        return [_told(case, row.parcel, row.sort, row.due_at)]
    if not found.exists() or told.filter(name=TroubleEnded.name).exists():
        return []
    settling.keep(case, Step.MEND, at=at)
    return [
        TroubleEnded(
            kind=row.kind,
            direction=row.direction,
            ending=row.ending,
            tracking_number=number,
            note=row.note,
        )
    ]


def _tell_riders(row: ParcelTrouble) -> None:
    """Have the returns told that share the box; each is locked by itself."""
    riding = Packed.objects.filter(parcel=row.parcel_id).exclude(line__case=row.case_id)
    if riding.exists():
        key = f"trouble.tell:{row.pk}:{row.kind}:{row.ending}"
        post.post("trouble.tell", key, trouble_id=row.pk)


def _found(case: Case, parcel: Parcel, kind: TroubleKind, at: datetime) -> Fact:
    due_at = troubles.act_by(kind, case.site.calendar, at)
    row = ParcelTrouble.objects.create(
        case=case,
        parcel=parcel,
        kind=kind,
        direction=parcel.shipment.direction,
        owner=case.owner,
        due_at=due_at,
        found_at=at,
    )
    _tell_riders(row)
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
    _tell_riders(row)
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


def _delivered_to(parcel: Parcel) -> str:
    """Return where the carrier says it delivered, unless we saw it ourselves."""
    if parcel.standing is not ParcelState.DELIVERED:
        return ""
    told = [row for row in parcel.heard() if row.state == ParcelState.DELIVERED]
    if any(row.carrier == OURSELVES for row in told):
        return ""
    return next((row.place for row in reversed(told) if row.place), "")


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
    lent = Loan.objects.filter(back=parcel.shipment_id).first()
    if lent is not None:
        return lent.back_at is not None
    ours = Q(parcel=parcel) | Q(parcel=None)
    if Receipt.objects.filter(ours, case=case).exists():
        return True
    lines = [line for line in CaseLine.objects.of(case) if line.approved]
    return bool(lines) and all(line.sums.expected == 0 for line in lines)
