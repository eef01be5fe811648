"""A carrier asked to come for the parcels: booked, changed, called off in time."""

import pytest

from outbox.faults import Fault
from outbox.models import Job
from rma.actions import cancelling, handing_over, labelling
from rma.queries import hand_over
from rma.rules import slots
from rma.rules.words import HandOver
from shipping import booking as asking
from shipping.carriers.answers import PickupBooked
from shipping.models import PickupBooking
from shipping.words import PickupState
from tests.rma.actions.test_handing_over import a_slot, bought, changed
from tests.rma.builders import CLERK, NOON, a_case, later
from tests.shipping.builders import fault

pytestmark = pytest.mark.django_db


class TestPickups:
    @pytest.mark.django_db(transaction=True)
    def test_are_booked_once_the_label_is_there(self):
        case = a_case()
        changed(case, HandOver.PICKUP, slot=a_slot(case).code)
        booking = PickupBooking.objects.get()
        assert Job.objects.filter(kind="pickup.book").count() == 1
        assert asking.book(booking_id=booking.pk, at=NOON) is not None

        bought(case)
        assert asking.book(booking_id=booking.pk, at=NOON) is None
        handing_over.report_pickup(booking_id=booking.pk, by=CLERK, at=NOON)

        booking.refresh_from_db()
        assert booking.standing is PickupState.CONFIRMED
        assert booking.confirmation
        assert case.events.filter(name="pickup.confirmed").count() == 1

    @pytest.mark.django_db(transaction=True)
    def test_a_confirmed_one_that_is_changed_has_somebody_call_the_carrier(self):
        case = a_case()
        first, *_rest, last = slots.slots(case.site.calendar, NOON)
        changed(case, HandOver.PICKUP, slot=first.code)
        bought(case)
        asking.book(booking_id=PickupBooking.objects.get().pk, at=NOON)

        changed(case, HandOver.PICKUP, slot=last.code, at=later(hours=1))

        assert case.events.filter(name="pickup.to-call-off", is_internal=True).exists()
        assert hand_over.pickup_of(case).begins_at == last.begins_at

    @pytest.mark.django_db(transaction=True)
    @pytest.mark.parametrize("ending", ["cancel", "expire", "give the label back"])
    def test_nobody_comes_for_what_does_not_leave(self, ending):
        case = a_case()
        changed(case, HandOver.PICKUP, slot=a_slot(case).code)
        label = bought(case)
        booking = PickupBooking.objects.get()
        asking.book(booking_id=booking.pk, at=NOON)

        if ending == "cancel":
            cancelling.cancel_return(case=case.ref, reason="", by=CLERK, at=NOON)
        elif ending == "expire":
            cancelling.expire_return(case=case.ref, by=CLERK, at=NOON)
        else:
            labelling.give_label_back(purchase_id=label.pk, by=CLERK, at=NOON)

        booking.refresh_from_db()
        assert booking.standing is PickupState.CANCELLED
        told = case.events.get(name="pickup.to-call-off")
        assert told.facts["confirmation"] == booking.confirmation != ""

    def test_one_never_asked_for_is_let_go_without_a_word(self):
        case = a_case()
        changed(case, HandOver.PICKUP, slot=a_slot(case).code)
        cancelling.cancel_return(case=case.ref, reason="", by=CLERK, at=NOON)
        booking = PickupBooking.objects.get()
        assert booking.standing is PickupState.CANCELLED
        assert not case.events.filter(name="pickup.to-call-off").exists()
        assert asking.book(booking_id=booking.pk, at=NOON) is None

    @pytest.mark.django_db(transaction=True)
    def test_one_called_off_while_we_asked_keeps_the_number_to_call_with(self):
        case = a_case()
        changed(case, HandOver.PICKUP, slot=a_slot(case).code)
        bought(case)
        booking = PickupBooking.objects.get()
        with fault("pickup.after_send"), pytest.raises(Fault):
            asking.book(booking_id=booking.pk, at=NOON)
        booking.refresh_from_db()
        cancelling.cancel_return(case=case.ref, reason="", by=CLERK, at=NOON)

        said = PickupBooked("P1", "WTC-7", booking.begins_at, booking.ends_at)
        asking._take(booking, said)

        booking.refresh_from_db()
        assert booking.standing is PickupState.CANCELLED
        assert booking.confirmation == "WTC-7"

    def test_one_asked_for_and_not_answered_is_never_asked_again(self):
        case = a_case()
        changed(case, HandOver.PICKUP, slot=a_slot(case).code)
        booking = PickupBooking.objects.get()
        booking.move(among=(PickupState.WANTED,), to=PickupState.SENDING, sent_at=NOON)
        assert asking.book(booking_id=booking.pk, at=later(hours=1)) is None
        booking.refresh_from_db()
        assert booking.standing is PickupState.UNCLEAR

    def test_a_slot_that_is_none_is_refused(self):
        with pytest.raises(handing_over.SlotGone):
            changed(a_case(), HandOver.PICKUP, slot="2026-03-14-am")
