"""Addresses, boxes and orders as these tests need them."""

import itertools
import os
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.db import transaction

from shipping import purchasing, refunding
from shipping.models import LabelRefund, SandboxLabel
from shipping.ordering import plan_and_order
from shipping.outcomes import Pending, Unknown
from shipping.wishes import NO_WISHES
from shipping.words import Address, BoxSize, Direction, Movement, PlannedBox

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DESK = Address("Returns desk", "9 Dock Road", "Newark", "07101", "US", state="NJ")
CUSTOMER = Address("Ann Lee", "1 Main Street", "Austin", "73301", "US", state="TX")
BOX = BoxSize(1200, 300, 200, 100)
LETTERS = "BCDFGHJKNPRST"
_numbers = itertools.count(1)


def code():
    """Return a parcel code that no other has."""
    number, letters = next(_numbers), ""
    while number:
        number, place = divmod(number, len(LETTERS))
        letters = LETTERS[place] + letters
    return letters.rjust(13, "X")


def who(name="Ann Lee", postal_code="73301"):
    return Address(name, "1 Main Street", "Austin", postal_code, "US", state="TX")


def order(
    sender=CUSTOMER,
    recipient=DESK,
    direction=Direction.IN,
    size=BOX,
    wishes=NO_WISHES,
    **more,
):
    """Plan a leg of one parcel and order its label."""
    box = code()
    with transaction.atomic():
        _shipment, (purchase,) = plan_and_order(
            reference=f"RMA-{box}",
            direction=direction,
            sender=sender,
            recipient=recipient,
            boxes=[PlannedBox(box, size, "Camera", wishes)],
            at=NOON,
            **more,
        )
    return purchase


def bought(**wishes):
    """Order a label and buy it."""
    purchase = order(**wishes)
    purchasing.settle(purchase_id=purchase.pk, at=NOON)
    purchase.refresh_from_db()
    return purchase


def settle_to_the_end(purchase, at=NOON):
    """Look again as often as asked to; return the last word and when it was said."""
    for _look in range(40):
        outcome = purchasing.settle(purchase_id=purchase.pk, at=at)
        if not isinstance(outcome, Unknown | Pending):
            give_surplus_back(at)
            purchase.refresh_from_db()
            return outcome, at
        at += outcome.look_again_after
    raise AssertionError(f"never settled: {outcome}")


def void_to_the_end(purchase, at=NOON):
    """Give a label back, asking again as often as told to."""
    for _look in range(40):
        outcome = purchasing.void(purchase_id=purchase.pk, at=at)
        if not isinstance(outcome, Unknown | Pending):
            give_surplus_back(at)
            purchase.refresh_from_db()
            return outcome, at
        at += outcome.look_again_after
    raise AssertionError(f"never given back: {outcome}")


def give_surplus_back(at=NOON):
    """Do what the jobs do that were posted for labels sold once too often."""
    for refund in LabelRefund.objects.filter(state__in=("wanted", "asked")):
        refunding.pursue(refund_id=refund.pk, at=at)


def paid(purchase):
    """Return the labels the sandbox has sold for an order and not taken back."""
    return list(SandboxLabel.objects.filter(ref=purchase.ref, voided_at=None))


def moved(state, hours=0.0, **more):
    at = NOON + timedelta(hours=hours)
    return Movement("sandbox", "SBX1", state, at, **more)


@contextmanager
def fault(point):
    """Let whatever passes this point fail there."""
    os.environ["OUTBOX_FAULT"] = f"{point}=raise"
    try:
        yield
    finally:
        del os.environ["OUTBOX_FAULT"]
