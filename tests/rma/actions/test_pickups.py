"""A carrier asked to come for the parcels: booked, changed, called off in time."""

import pytest

from outbox.faults import Fault
from outbox.models import Job
from rma.actions import (
    boxing,
    calling_carriers,
    cancelling,
    handing_over,
    labelling,
)
from rma.models import Message
from rma.queries import hand_over
from rma.rules import slots
from rma.rules.words import HandOver
from shipping import booking as asking
from shipping.carriers.answers import PickupBooked
from shipping.models import PickupBooking
from shipping.words import PickupState
from tests.rma.actions.test_handing_over import a_slot, bought, changed, the_box
from tests.rma.builders import CLERK, NOON, a_case, a_unit, broken, later
from tests.rma.jobs import world
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


class TestWhatTheCarrierSaysOnTheTelephone:
    def unclear(self, case):
        changed(case, HandOver.PICKUP, slot=a_slot(case).code)
        row = PickupBooking.objects.get()
        row.move(among=(PickupState.WANTED,), to=PickupState.UNCLEAR, sent_at=NOON)
        return row

    def hear(self, row, *, comes, confirmation=""):
        calling_carriers.hear_of_pickup(
            booking_id=row.pk, comes=comes, confirmation=confirmation, by=CLERK, at=NOON
        )
        row.refresh_from_db()

    def test_is_told_to_the_customer_once(self):
        case = a_case()
        row = self.unclear(case)
        assert list(PickupBooking.objects.to_call(NOON)) == [row]

        self.hear(row, comes=True, confirmation="WTC-9")

        assert row.standing is PickupState.CONFIRMED
        told = case.events.get(name="pickup.confirmed")
        assert told.facts["confirmation"] == "WTC-9"
        assert not PickupBooking.objects.to_call(NOON).exists()
        with pytest.raises(calling_carriers.CalledAlready):
            self.hear(row, comes=False)

    def test_that_it_does_not_come_lets_the_customer_choose_again(self):
        case = a_case()
        row = self.unclear(case)
        self.hear(row, comes=False)
        assert row.standing is PickupState.REFUSED
        assert case.events.filter(name="pickup.refused").exists()
        world.drain(later(hours=1))
        letter = Message.objects.get(letter="pickup_refused")
        assert "the driver cannot come then" in letter.subject
        assert "choose another time" in letter.text

    def test_of_one_called_off_only_our_people_hear(self):
        case = a_case()
        row = self.unclear(case)
        cancelling.cancel_return(case=case.ref, reason="", by=CLERK, at=NOON)
        assert list(PickupBooking.objects.to_call(NOON)) == [row]
        self.hear(row, comes=False)
        assert row.standing is PickupState.CANCELLED
        assert not case.events.filter(name="pickup.refused").exists()
        assert not PickupBooking.objects.to_call(NOON).exists()

    def test_nobody_calls_about_a_slot_that_is_over(self):
        row = self.unclear(a_case())
        assert not PickupBooking.objects.to_call(row.ends_at).exists()


class TestSharing:
    def test_a_box_of_another_return_calls_the_own_pickup_off(self):
        host, case = a_case(), a_case(broken(a_unit("SN-2").serial))
        changed(case, HandOver.PICKUP, slot=a_slot(case).code)
        row = PickupBooking.objects.get()
        row.move(among=(PickupState.WANTED,), to=PickupState.UNCLEAR, sent_at=NOON)

        boxing.share_box(
            case=case.ref, parcel_id=the_box(host).pk, by=CLERK, at=later(hours=1)
        )

        row.refresh_from_db()
        assert row.standing is PickupState.CANCELLED
        assert case.events.filter(name="pickup.to-call-off", is_internal=True).exists()
        assert list(PickupBooking.objects.to_call(NOON)) == [row]
