"""
Carriers asked to fetch parcels: once, then confirmed, refused, or not known.

No carrier lets us look a booking up. What is unclear is never asked again: a person
calls the carrier.
"""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from outbox.faults import faultpoint
from shipping import carriers
from shipping.carriers.answers import NotSent, PickupAnswer, PickupBooked, Refused
from shipping.carriers.base import PickupOrder
from shipping.models import LabelPurchase, Parcel, PickupBooking
from shipping.words import Address, Direction, ParcelState, PickupState, PurchaseState

_SOON = timedelta(seconds=10)
_LATER = timedelta(minutes=5)
_NOBODY_ANSWERS = timedelta(minutes=15)


def book(*, booking_id: int, at: datetime) -> timedelta | None:
    """
    Ask the carrier to come, once, when all labels are there; None: it is settled.

    Otherwise returns after how long to look again.
    """
    booking = PickupBooking.objects.get(pk=booking_id)
    if booking.standing is PickupState.SENDING:
        if booking.sent_at and at - booking.sent_at < _NOBODY_ANSWERS:
            return _LATER
        _doubt(booking)
        return None
    if booking.standing is not PickupState.WANTED:
        return None
    if booking.has_passed(at):
        _refuse(booking, _("The labels were not ready in time. Choose another day."))
        return None
    bought = _labels(booking)
    if bought is None:
        return _SOON if at - booking.created_at < _LATER else _LATER
    first = bought[0]
    if any(each.account != first.account for each in bought):
        _refuse(booking, _("The boxes travel with several carriers. Write to us."))
        return None
    sent = booking.move(
        among=(PickupState.WANTED,),
        to=PickupState.SENDING,
        carrier=first.carrier,
        mover=first.parcel.mover,
        sent_at=at,
    )
    if not sent:
        return _LATER
    faultpoint("pickup.before_send")
    answer = carriers.named(first.carrier).book_pickup(_order(booking, bought), at=at)
    faultpoint("pickup.after_send")
    return _take(booking, answer)


def _labels(booking: PickupBooking) -> list[LabelPurchase] | None:
    """Return the labels of all boxes to be fetched; None while one is missing."""
    boxes = Parcel.objects.filter(
        shipment__reference=booking.reference,
        shipment__direction=Direction.IN,
        shipment__cancelled_at=None,
        state__in=[ParcelState.PLANNED, ParcelState.LABEL_READY],
    )
    bought = LabelPurchase.objects.filter(
        parcel__in=boxes, state=PurchaseState.PURCHASED
    ).select_related("parcel")
    found = list(bought.order_by("id"))
    return found if found and len(found) == boxes.count() else None


def _order(booking: PickupBooking, bought: list[LabelPurchase]) -> PickupOrder:
    return PickupOrder(
        mover=booking.mover,
        account=bought[0].account,
        place=Address.from_dict(booking.place),
        provider_ids=tuple(each.provider_id for each in bought),
        begins_at=booking.begins_at,
        ends_at=booking.ends_at,
        where=booking.where,
        instructions=booking.instructions,
    )


def _take(booking: PickupBooking, answer: PickupAnswer) -> timedelta | None:
    match answer:
        case PickupBooked():
            _confirm(booking, answer)
        case Refused():
            _refuse(booking, answer.problem)
        case NotSent():
            booking.move(
                among=(PickupState.SENDING,), to=PickupState.WANTED, sent_at=None
            )
            return answer.retry_after or _LATER
        case _:
            _doubt(booking)
    return None


def _confirm(booking: PickupBooking, answer: PickupBooked) -> None:
    told = {
        "provider_id": answer.provider_id[:64] or "-",
        "confirmation": answer.confirmation[:64],
        "begins_at": answer.begins_at,
        "ends_at": max(answer.ends_at, answer.begins_at + timedelta(minutes=1)),
        "cancel_by": answer.cancel_by,
    }
    if not booking.move(among=(PickupState.SENDING,), to=PickupState.CONFIRMED, **told):
        # Called off while we asked: whoever calls the carrier needs its number.
        booking.move(among=(PickupState.CANCELLED,), to=PickupState.CANCELLED, **told)


def _refuse(booking: PickupBooking, problem: str) -> None:
    booking.move(
        among=(PickupState.WANTED, PickupState.SENDING),
        to=PickupState.REFUSED,
        problem=problem[:300],
    )


def _doubt(booking: PickupBooking) -> None:
    booking.move(among=(PickupState.SENDING,), to=PickupState.UNCLEAR)
