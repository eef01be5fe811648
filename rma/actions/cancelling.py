"""Calling a return off, letting it expire, and taking it up again."""

from datetime import datetime

from outbox import post
from rma.actions.use_case import Once, use_case
from rma.models import Case, CaseLine, CaseRef, Dispatch, Kit, Packed, VendorClaim
from rma.rules.actors import Actor
from rma.rules.facts import CaseCancelled, CaseExpired, CaseReopened
from rma.rules.words import N_, CaseStatus, ClaimStatus, Decision
from rma.steps import (
    beginning,
    calling_off,
    here_already,
    kits,
    lending,
    opening,
    retelling,
    settling,
)
from shipping import ordering
from shipping.errors import LeftAlready
from shipping.models import Shipment
from shipping.words import NOT_YET_HANDED_OVER

_NOT_LEFT = {state.value for state in NOT_YET_HANDED_OVER} | {""}


class TooLate(Exception):
    """Something is already on its way or here; carries what, in plain words."""


class NotEnded(Exception):
    """The case is still open, or closed in a way that cannot be taken up again."""


@use_case
def cancel_return(
    *,
    case: CaseRef,
    reason: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """
    Cancel a return whose parcel has not left; label and pickup are called off.

    Raises TooLate once a parcel is on its way, a unit here, or a swap sent.
    Cancelling a cancelled return changes nothing.
    """
    locked = Case.objects.locked(case)
    if locked.status == CaseStatus.CANCELLED:
        return locked
    lines = CaseLine.objects.of(locked)
    _refuse_if_begun(locked, lines)
    _end_all(locked, lines, reason or "Cancelled", at, by)
    facts = (CaseCancelled(reason=reason), *calling_off.call_off_pickup(locked))
    locked.record(*facts, lines=settling.sums_of(lines), at=at, by=by)
    return locked


@use_case
def expire_return(*, case: CaseRef, by: Actor, at: datetime) -> Case:
    """Let a return expire whose parcel never left; raises TooLate if it did."""
    locked = Case.objects.locked(case)
    if not locked.is_open:
        return locked
    lines = CaseLine.objects.of(locked)
    _refuse_if_begun(locked, lines)
    locked.is_expired = True
    _end_all(locked, lines, N_("Nothing arrived in time"), at, by)
    facts = (CaseExpired(), *calling_off.call_off_pickup(locked))
    locked.record(*facts, lines=settling.sums_of(lines), at=at, by=by)
    return locked


def _refuse_if_begun(case: Case, lines: list[CaseLine]) -> None:
    if not case.is_open:
        raise TooLate("closed")
    if any(line.received for line in lines):
        raise TooLate("received")
    if any(_is_begun(line) for line in lines):
        raise TooLate("resolved")
    if case.inbound_state not in _NOT_LEFT:
        raise TooLate("on_the_way")


def _is_begun(line: CaseLine) -> bool:
    return bool(line.is_sent_ahead or line.resolved or line.short_closed)


def _end_all(
    case: Case, lines: list[CaseLine], why: str, at: datetime, by: Actor
) -> None:
    for line in lines:
        if line.ended_at is None:
            line.decide(Decision.CANCELLED, why=why, at=at, by=by)
    Dispatch.objects.to_ship().filter(line__case=case).update(cancelled_at=at)
    VendorClaim.objects.open().filter(line__case=case).update(
        status=ClaimStatus.WITHDRAWN, why=why
    )
    for line in lines:
        if line.is_advance:
            line.advance.cancelled_at = at
            line.advance.save()
    lending.call_off_all(case, reason=why, at=at, by=by)
    settling.withdraw(case, why=why)
    for shipment in Shipment.objects.filter(
        reference=case.number, cancelled_at__isnull=True
    ):
        if kits.holds(shipment):
            _let_kit_go(shipment, at)
            continue
        ordering.cancel_shipment(shipment=shipment, at=at)
        _warn_riders(case, shipment, at)
    retelling.ask_hosts_of(case, at=at)
    Packed.objects.filter(line__case=case).delete()
    case.label_status = "void" if case.label_status else ""
    case.inbound_state = ""
    Kit.objects.standing().filter(case=case).update(cancelled_at=at)
    case.kit_state = ""


def _let_kit_go(shipment: Shipment, at: datetime) -> None:
    """Keep an empty box here, or else let it travel on and be of no use."""
    try:
        ordering.cancel_shipment(shipment=shipment, at=at)
    except LeftAlready:
        ordering.give_up(shipment=shipment, at=at)


def _warn_riders(case: Case, shipment: Shipment, at: datetime) -> None:
    """Have a box of its own made for each return that travelled in one of these."""
    others = Packed.objects.filter(parcel__shipment=shipment).exclude(line__case=case)
    pairs = others.values_list("line__case_id", "parcel_id").distinct()
    post.post_many(
        post.Posting(
            "box.lost",
            f"box.lost:{rider}:{parcel}",
            {"case_id": rider, "parcel_id": parcel},
        )
        for rider, parcel in pairs
    )


@use_case
def reopen_return(
    *,
    case: CaseRef,
    reason: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """
    Take a cancelled, expired or rejected return up again, for a person to decide.

    Raises NotEnded for one that is open, or closed with something done, and
    opening.AlreadyOpen where a unit is on another return by now.
    """
    again = (CaseStatus.CANCELLED, CaseStatus.EXPIRED, CaseStatus.REJECTED)
    locked = Case.objects.locked(case)
    if locked.status not in again:
        raise NotEnded
    lines = CaseLine.objects.of(locked)
    opening.refuse_if_out(*lines)
    for line in lines:
        line.reopen()
    VendorClaim.objects.filter(line__case=locked, status=ClaimStatus.WITHDRAWN).update(
        status=ClaimStatus.PROSPECTIVE, why=""
    )
    locked.is_expired = False
    locked.label_status = ""
    here_already.note(locked)
    beginning.plan_case(locked, lines, at)
    fact = CaseReopened(reason=reason)
    locked.record(fact, lines=settling.sums_of(lines), at=at, by=by)
    return locked
