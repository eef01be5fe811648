"""The plan of a return whose driver is booked: the booked hour is the day it leaves."""

from dataclasses import replace
from datetime import datetime

from rma.models import Case
from rma.queries import dossier
from rma.queries.dossier import Dossier, StepView
from rma.queries.tracking_page import TrackingPage
from rma.rules.words import N_, HandOver, Step
from shipping.models import PickupBooking
from shipping.models.pickup_booking import STANDING

_WORDS = N_("You give the parcel to the driver")


def standing_of(number: str) -> PickupBooking | None:
    """Return the pickup that is asked for or agreed for a return."""
    rows = PickupBooking.objects.filter(reference=number, state__in=STANDING)
    return rows.first()


def waits_for_an_hour(case: Case) -> bool:
    """Whether a driver is to come and nobody chose yet when: nobody is on the way."""
    return case.hand_over == HandOver.PICKUP and standing_of(case.number) is None


def dossier_as_booked(case: Case, at: datetime) -> Dossier:
    """Return a case whose plan names the hour of a driver that is booked."""
    found = dossier.dossier_of(case)
    if case.hand_over != HandOver.PICKUP:
        return found
    return replace(found, plan=plan_as_booked(found.plan, standing_of(case.number), at))


def page_as_booked(page: TrackingPage, at: datetime) -> TrackingPage:
    """Return a page whose plan names the booked hour, while the driver may come."""
    plan = plan_as_booked(page.dossier.plan, page.beside.pickup, at)
    return replace(page, dossier=replace(page.dossier, plan=plan))


def plan_as_booked(
    plan: tuple[StepView, ...], pickup: PickupBooking | None, at: datetime
) -> tuple[StepView, ...]:
    """
    Return a plan that says by when it lies ready, then until when the driver comes.

    Once that hour is over, the last day to hand it over counts again.
    """
    if pickup is None or pickup.state not in STANDING or at >= pickup.ends_at:
        return plan
    due_at = pickup.begins_at if at < pickup.begins_at else pickup.ends_at
    steps = (
        replace(step, due_at=due_at, is_moved=False, words=_WORDS)
        if step.step == Step.HAND_OVER and step.state == "open"
        else step
        for step in plan
    )
    # By its date; what is done stays where it stands, before what is to come.
    return tuple(sorted(steps, key=lambda step: step.kept_at or step.due_at))
