"""Returns that nobody sends: reminded of once, then ended, their labels given back."""

from datetime import date, datetime, timedelta

from django.db import transaction

from outbox.handlers import every, handler
from outbox.post import Id, Posting, post_many
from outbox.words import DONE, Lease, Outcome
from rma.actions import cancelling, promising
from rma.models import Case, Policy
from rma.rules.actors import SYSTEM
from rma.rules.kits import NOT_THERE
from rma.rules.staying import StayState
from rma.rules.words import NOT_SENT, CaseStatus, Step

_WAITS = (CaseStatus.APPROVED, CaseStatus.NEEDS_INFO)
_OURS = (StayState.WAITING, StayState.OURS)
_REMIND = timedelta(days=5)
_AFTER_LAST_DAY = timedelta(days=7)
_AT_ONCE = 200


@every(timedelta(hours=1), "expiry")
def expire_returns(*, lease: Lease, at: datetime) -> Outcome:
    """Post a reminder or the end for each return that was never sent."""
    with transaction.atomic():
        for policy in Policy.objects.order_by("id"):
            waited = timedelta(days=policy.expiry_days) - _REMIND
            old = Case.objects.filter(
                policy=policy,
                status__in=_WAITS,
                inbound_state__in=NOT_SENT,
                opened_at__lte=at - waited,
            )
            # Where a swap waits for us, the customer's days have not begun.
            old = old.exclude(lines__is_advance=True)
            # Nor where we look at a proof, or owe what needs no parcel.
            old = old.exclude(proof_state__in=_OURS)
            # So where the box to pack it in is not there yet.
            old = old.exclude(kit_state__in=NOT_THERE)
            some = old.select_related("site", "policy").order_by("opened_at")
            post_many(_owed(case, at) for case in some[:_AT_ONCE])
    return DONE


def _owed(case: Case, at: datetime) -> Posting:
    day = expires_on(case)
    today = case.site.calendar.local_day(at)
    named: dict[str, Id] = {"case_id": case.pk, "day": day.isoformat()}
    if day < today:
        return Posting("case.expire", f"case.expire:{case.pk}:{day}", named)
    key = f"case.expire-soon:{case.pk}:{day}"
    first_day = datetime.combine(day - _REMIND, case.site.opens, tzinfo=at.tzinfo)
    return Posting("case.expire-soon", key, named, at=first_day)


def expires_on(case: Case) -> date:
    """Return the last day of a return, never soon after a day we gave ourselves."""
    calendar = case.site.calendar
    by_policy = calendar.local_day(
        case.opened_at + timedelta(days=case.policy.expiry_days)
    )
    theirs = case.promises.filter(step__in=(Step.HAND_OVER, Step.ANSWER, Step.PROVE))
    last = theirs.order_by("due_at").last()
    if last is None:
        return by_policy
    return max(by_policy, calendar.local_day(last.due_at + _AFTER_LAST_DAY))


@handler("case.expire-soon")
def remind_of_expiry(*, case_id: int, day: str, lease: Lease, at: datetime) -> Outcome:
    """Remind a customer that the return ends unused, if that still stands."""
    case = _waiting(case_id, day)
    if case is None:
        return DONE
    promising.remind_customer(
        case=case_id,
        step="expire",
        due_at=case.site.calendar.end_of(date.fromisoformat(day)),
        by=SYSTEM,
        at=at,
        lease=lease,
    )
    return DONE


@handler("case.expire")
def expire_return(*, case_id: int, day: str, lease: Lease, at: datetime) -> Outcome:
    """End a return that nobody sent, unless something moved in the meantime."""
    if _waiting(case_id, day) is None:
        return DONE
    try:
        cancelling.expire_return(case=case_id, by=SYSTEM, at=at)
    except cancelling.TooLate:
        return DONE
    return DONE


def _waiting(case_id: int, day: str) -> Case | None:
    case = Case.objects.select_related("site", "policy").get(pk=case_id)
    is_waiting = case.status in _WAITS and case.inbound_state in NOT_SENT
    is_waiting &= case.proof_state not in _OURS
    return case if is_waiting and expires_on(case).isoformat() == day else None
