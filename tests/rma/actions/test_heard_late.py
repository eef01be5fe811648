"""News of a parcel that comes late: a step counts from when it happened."""

from datetime import timedelta

import pytest

from rma.actions import dispatching, tracking
from rma.models import AdvanceReplacement, Case, Dispatch, Promise
from rma.rules.actors import SYSTEM
from rma.rules.words import PromiseState, Step, Wish
from shipping import ordering
from shipping.models import Parcel
from shipping.words import Direction, ParcelState
from tests.rma import builders
from tests.rma.builders import CLERK, a_unit, broken, later

pytestmark = pytest.mark.django_db


def told_late(
    case: Case, *seen: tuple[ParcelState, int], days: int, out: bool = False
) -> None:
    """Let a parcel have moved on some days, and the case hear of all of it later."""
    direction = Direction.OUT if out else Direction.IN
    mine = Parcel.objects.filter(
        shipment__reference=case.number, shipment__direction=direction
    )
    parcel = mine.get()
    for state, day in seen:
        ordering.note(parcel=parcel, state=state, at=later(days=day))
    tracking.follow_parcel(parcel_id=parcel.pk, by=SYSTEM, at=later(days=days))
    case.refresh_from_db()


def promised(case: Case, step: Step) -> Promise:
    return case.promises.filter(step=step).latest("id")


def test_each_step_is_kept_at_the_moment_its_carrier_saw_it():
    case = builders.a_case()
    told_late(case, (ParcelState.HANDED_OVER, 2), (ParcelState.DELIVERED, 4), days=6)
    assert promised(case, Step.HAND_OVER).kept_at == later(days=2)
    assert promised(case, Step.ARRIVE).kept_at == later(days=4)


def test_a_promise_given_up_too_early_was_kept_after_all():
    case = builders.a_case()
    promise = promised(case, Step.HAND_OVER)
    Promise.objects.filter(pk=promise.pk).update(state=PromiseState.BROKEN)
    days = (promise.due_at - later()).days
    told_late(case, (ParcelState.HANDED_OVER, days - 1), days=days + 3)
    promise.refresh_from_db()
    assert promise.state == PromiseState.KEPT
    assert promise.kept_at == later(days=days - 1)


def test_what_happened_after_its_day_stays_broken():
    case = builders.a_case()
    promise = promised(case, Step.HAND_OVER)
    Promise.objects.filter(pk=promise.pk).update(state=PromiseState.BROKEN)
    days = (promise.due_at - later()).days
    told_late(case, (ParcelState.HANDED_OVER, days + 2), days=days + 3)
    promise.refresh_from_db()
    assert promise.state == PromiseState.BROKEN


def test_our_late_news_takes_no_day_of_the_way_back():
    a_unit()
    case = builders.a_case(broken(wish=Wish.ADVANCE_REPLACEMENT))
    dispatching.ship_unit(
        case=case.ref,
        dispatch_id=Dispatch.objects.get().pk,
        serials=("SN-2",),
        return_label_inside=True,
        by=CLERK,
        at=later(hours=1),
    )
    told_late(case, (ParcelState.DELIVERED, 2), days=5, out=True)
    assert Dispatch.objects.get().delivered_at == later(days=2)
    swap = AdvanceReplacement.objects.get()
    terms, calendar = case.policy.advance_terms, case.site.calendar
    first = calendar.local_day(later(days=5))
    assert swap.delivered_at == later(days=2)
    assert swap.due_back_on == calendar.after(first, terms.return_days)
    assert swap.due_back_on >= first + timedelta(days=terms.return_days)
