"""Dates looked after every minute: owners warned, customers told before one passes."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from outbox.handlers import every, handler
from outbox.post import Posting, post_many
from outbox.words import DONE, Lease, Outcome
from rma.actions import promising
from rma.models import CaseLine, Promise, Site
from rma.rules import promises
from rma.rules.actors import SYSTEM
from rma.rules.promises import Care
from rma.rules.words import OPEN_STATUSES, Party, Step

_AT_ONCE = 500


@every(timedelta(minutes=1), "promises")
def keep_promises(*, lease: Lease, at: datetime) -> Outcome:
    """Post what each promise asks for at this moment; the most urgent first."""
    with transaction.atomic():
        for site in Site.objects.order_by("id"):
            post_many(_cares(site, at))
    return DONE


@handler("promise.care")
def care_for_promise(*, promise_id: int, lease: Lease, at: datetime) -> Outcome:
    """Do what one promise asks for, once."""
    promising.look_after(promise_id=promise_id, by=SYSTEM, at=at, lease=lease)
    return DONE


def _cares(site: Site, at: datetime) -> Iterator[Posting]:
    calendar = site.calendar
    for promise in _near(site, at)[:_AT_ONCE]:
        watch = promise.watch(is_swap=bool(vars(promise)["is_swap"]))
        care = promises.care_for(watch, calendar, at)
        if care is not Care.NOTHING:
            # A promise asks for each care once a due time; a moved one asks anew.
            key = f"promise.care:{promise.pk}:{promise.due_at:%Y%m%dT%H%M%S}:{care}"
            yield Posting("promise.care", key, {"promise_id": promise.pk})


def _near(site: Site, at: datetime) -> QuerySet[Promise]:
    """Return the open promises that may ask for something, by their due time."""
    calendar = site.calendar
    today = calendar.local_day(at)

    def ahead(working_days: int) -> datetime:
        return calendar.end_of(calendar.after(today, working_days + 1))

    warned = Q(warned_at=None, due_at__lte=ahead(promises.WARN_WORKING_DAYS)) & ~Q(
        who=Party.CUSTOMER
    )
    reminded = Q(
        who=Party.CUSTOMER,
        told_at=None,
        due_at__lte=ahead(promises.REMIND_WORKING_DAYS),
    )
    late = Q(due_at__lte=at) | (
        Q(due_at__lte=at + promises.TELL_BEFORE) & ~Q(who=Party.CUSTOMER)
    )
    last_day = Q(
        who=Party.CUSTOMER, step=Step.HAND_OVER, due_at__lte=calendar.end_of(today)
    )
    swaps = CaseLine.objects.filter(case=OuterRef("case"), is_advance=True)
    near = Promise.objects.open().filter(
        warned | reminded | last_day | late,
        case__site=site,
        case__status__in=OPEN_STATUSES,
    )
    # A loaner's day is looked after with the loaner: watch_loans.
    near = near.exclude(step=Step.RETURN_LOANER).annotate(is_swap=Exists(swaps))
    return near.order_by("due_at", "id")
