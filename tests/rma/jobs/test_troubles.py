"""A parcel in trouble, from the carrier's word to its end, told once at each turn."""

import pytest

from rma.actions import mending
from rma.models import ParcelTrouble
from rma.queries import invariants
from rma.rules.troubles import Ending
from rma.rules.words import Wish
from shipping.models import LabelPurchase, Parcel
from shipping.words import OURSELVES, Movement, ParcelState
from tests.rma.jobs import world
from tests.rma.jobs.mailbox import text_of
from tests.rma.jobs.world import NOON, STAFF, later

pytestmark = pytest.mark.django_db


def parcel_of(case, direction="in"):
    ways = Parcel.objects.filter(
        shipment__reference=case.number, shipment__direction=direction
    )
    return ways.latest("id")


def hear(case, state, at, direction="in", code="", text=""):
    """Let the carrier say something about a parcel."""
    parcel = parcel_of(case, direction)
    movement = Movement("sandbox", parcel.tracking_number, state, at, text, code=code)
    parcel.take_in([movement], at=at)
    look(case, at, direction)


def look(case, at, direction="in"):
    parcel_id = parcel_of(case, direction).pk
    world.tracking.follow_parcel(parcel_id=parcel_id, by=STAFF, at=at)
    mending.look_into_parcel(parcel_id=parcel_id, by=STAFF, at=at)
    world.drain(at)
    case.refresh_from_db()


def end(case, ending, at, **more):
    row = ParcelTrouble.objects.open().get(case=case)
    mending.end_trouble(
        trouble_id=row.pk, ending=ending, note="Told by phone.", by=STAFF, at=at, **more
    )
    world.drain(at)
    case.refresh_from_db()
    row.refresh_from_db()
    return row


def sent_in():
    case = world.open_return()
    world.drain(NOON)
    world.keep_at_home()
    hear(case, ParcelState.MOVING, later(hours=5))
    return case


def sent_out(wish=Wish.REPLACEMENT):
    """Return a return whose replacement is on its way to the customer."""
    case = world.open_return(wish=wish)
    world.drain(NOON)
    world.keep_at_home()
    if wish is Wish.REPLACEMENT:
        world.receive(case, later(hours=1))
        world.inspect(case, later(hours=1))
        world.resolve(case, later(hours=1))
    world.ship(case, later(hours=2))
    world.drain(later(hours=2))
    hear(case, ParcelState.MOVING, later(hours=5), "out")
    return case


class TestALostParcel:
    def test_is_somebodys_task_with_a_day_and_a_letter(self, mailbox):
        case = sent_in()
        hear(case, ParcelState.LOST, later(days=2))

        row = ParcelTrouble.objects.get()
        assert (row.kind, row.direction, row.ended_at) == ("lost", "in", None)
        assert case.promises.get(step="mend").due_at == row.due_at
        assert mailbox.names[-2:] == ["parcel_trouble", "staff_parcel"]
        letter = mailbox.letter("parcel_trouble")
        assert "cannot find your parcel" in letter["Subject"]
        assert f"{row.due_at:%-d %B %Y}" in text_of(letter)

    def test_is_told_once_however_often_we_look(self, mailbox):
        case = sent_in()
        for hour in range(3):
            hear(case, ParcelState.LOST, later(days=2))
            look(case, later(days=2, hours=hour))
        assert mailbox.names.count("parcel_trouble") == 1
        assert ParcelTrouble.objects.count() == 1

    def test_that_turns_up_ends_its_trouble_by_itself(self, mailbox):
        case = sent_in()
        hear(case, ParcelState.LOST, later(days=2))
        hear(case, ParcelState.DELIVERED, later(days=3))

        row = ParcelTrouble.objects.get()
        assert (row.ending, case.promises.get(step="mend").state) == ("found", "kept")
        assert "parcel_mended" in mailbox.names

    def test_gets_a_new_label_and_the_old_way_is_given_up(self, mailbox):
        case = sent_in()
        first = parcel_of(case)
        hear(case, ParcelState.LOST, later(days=2))
        end(case, Ending.NEW_LABEL, later(days=2, hours=1))

        second = parcel_of(case)
        assert second.pk != first.pk
        assert second.tracking_number
        assert (case.label_status, case.inbound_state) == ("ready", "label_ready")
        assert first.shipment.__class__.objects.get(pk=first.shipment_id).cancelled_at
        assert LabelPurchase.objects.filter(state="purchased").count() == 2
        assert invariants.find_all(later(days=3)) == []

    def test_that_a_person_ended_is_not_found_again_by_the_next_look(self):
        case = sent_in()
        hear(case, ParcelState.LOST, later(days=2))
        end(case, Ending.CLAIMED, later(days=2, hours=1), claim_number="C-77")
        look(case, later(days=2, hours=9))

        row = ParcelTrouble.objects.get()
        assert (row.claim_number, row.ended_by) == ("C-77", STAFF.label)

    def test_can_be_credited_without_being_here(self, mailbox):
        case = sent_in()
        hear(case, ParcelState.LOST, later(days=2))
        end(case, Ending.CREDITED, later(days=2, hours=1))
        world.resolve(case, later(days=2, hours=2), kind="credit")
        world.drain(later(days=2, hours=2))
        assert world.again(case).status == "closed"


class TestASilentParcel:
    def test_is_found_by_the_hourly_look_and_ends_when_it_moves(self, mailbox):
        case = sent_in()
        world.tick(later(days=2))
        assert not ParcelTrouble.objects.exists()
        world.tick(later(days=6))
        assert ParcelTrouble.objects.get().kind == "stalled"
        hear(case, ParcelState.MOVING, later(days=6, hours=1), text="Scanned")
        assert ParcelTrouble.objects.get().ending == "found"

    def test_may_become_a_lost_one_and_is_told_again(self, mailbox):
        case = sent_in()
        world.tick(later(days=6))
        hear(case, ParcelState.LOST, later(days=7))

        assert ParcelTrouble.objects.get().kind == "lost"
        assert mailbox.names.count("parcel_trouble") == 2


class TestADeliveryNobodyScanned:
    def test_is_a_task_of_ours_and_no_letter_and_ends_with_the_scan(self, mailbox):
        case = sent_in()
        hear(case, ParcelState.DELIVERED, later(hours=9))
        assert case.lines.get().received == 0
        world.tick(later(days=1))
        assert not ParcelTrouble.objects.exists()
        world.tick(later(days=2))

        row = ParcelTrouble.objects.get()
        assert row.kind == "not_seen"
        assert "parcel_trouble" not in mailbox.names
        assert "staff_parcel" in mailbox.names
        world.receive(case, later(days=2, hours=1))
        world.drain(later(days=2, hours=1))
        row.refresh_from_db()
        assert row.ending == "found"


class TestAParcelThatTurnedBack:
    def test_to_us_goes_to_the_customer_and_is_never_here(self, mailbox):
        case = sent_in()
        hear(case, ParcelState.RETURNED_TO_SENDER, later(days=2))
        hear(case, ParcelState.DELIVERED, later(days=4))

        parcel = parcel_of(case)
        assert (parcel.state, parcel.delivered_at) == ("returned_to_sender", None)
        assert "it comes to you again" in text_of(mailbox.letter("parcel_trouble"))
        assert "arrived" not in mailbox.names

    def test_to_us_is_here_where_our_own_dock_saw_it(self):
        case = sent_in()
        hear(case, ParcelState.RETURNED_TO_SENDER, later(days=2))
        world.receive(case, later(days=3))
        world.drain(later(days=3))

        parcel = parcel_of(case)
        assert parcel.movements.filter(carrier=OURSELVES).exists()
        assert parcel.state == "delivered"
        assert ParcelTrouble.objects.get().ending == "found"

    @pytest.mark.slow
    def test_to_the_customer_comes_back_and_leaves_again_with_the_same_serial(
        self, mailbox
    ):
        case = sent_out()
        code = "package_unclaimed"
        hear(case, ParcelState.RETURNED_TO_SENDER, later(days=2), "out", code)
        hear(case, ParcelState.DELIVERED, later(days=4), "out")

        assert ParcelTrouble.objects.get().kind == "unclaimed"
        assert not case.lines.get().dispatches.get().delivered_at
        assert "comes back to us" in " ".join(
            text_of(mailbox.letter("parcel_trouble"))
            .replace("brings it ", "comes ")
            .split()
        )
        end(case, Ending.SENT_AGAIN, later(days=5))
        world.ship(case, later(days=5), serial="NEW-0001")
        world.drain(later(days=5))
        world.carry(case, "out", later(days=6))
        assert world.again(case).status == "closed"
        assert invariants.find_all(later(days=7)) == []


class TestALostReplacement:
    def test_is_sent_again_with_another_serial(self):
        case = sent_out()
        hear(case, ParcelState.LOST, later(days=2), "out")
        end(case, Ending.SENT_AGAIN, later(days=2, hours=1))
        world.ship(case, later(days=3), serial="NEW-0002")
        world.drain(later(days=3))
        world.carry(case, "out", later(days=4))

        assert world.again(case).status == "closed"
        assert invariants.find_all(later(days=5)) == []

    @pytest.mark.slow
    def test_of_a_swap_is_sent_again_before_the_old_unit_is_due(self):
        case = sent_out(wish=Wish.ADVANCE_REPLACEMENT)
        hear(case, ParcelState.LOST, later(days=2), "out")
        end(case, Ending.SENT_AGAIN, later(days=2, hours=1))
        assert invariants.find_all(later(days=2, hours=2)) == []
        world.ship(case, later(days=3), serial="NEW-0002")
        world.drain(later(days=3))
        world.carry(case, "out", later(days=4))
        assert world.again(case).lines.get().is_ahead_delivered

    def test_can_be_credited_instead(self):
        case = sent_out()
        hear(case, ParcelState.LOST, later(days=2), "out")
        end(case, Ending.CREDITED, later(days=2, hours=1))
        world.resolve(case, later(days=3), kind="credit")
        world.drain(later(days=3))

        assert world.again(case).status == "closed"
        assert invariants.find_all(later(days=5)) == []


class TestRefusals:
    def test_an_end_must_fit_and_comes_once(self):
        case = sent_in()
        hear(case, ParcelState.LOST, later(days=2))
        row = ParcelTrouble.objects.get()
        told = {"trouble_id": row.pk, "note": "", "by": STAFF, "at": later(days=3)}
        with pytest.raises(mending.EndingNotPossible):
            mending.end_trouble(ending=Ending.SENT_AGAIN, **told)
        with pytest.raises(mending.ClaimNumberMissing):
            mending.end_trouble(ending=Ending.CLAIMED, **told)
        mending.end_trouble(ending=Ending.FOUND, **told)
        with pytest.raises(mending.TroubleOver):
            mending.end_trouble(ending=Ending.FOUND, **told)

    def test_a_new_day_lies_ahead_and_is_told(self, mailbox):
        case = sent_in()
        hear(case, ParcelState.LOST, later(days=2))
        row = ParcelTrouble.objects.get()
        told = {"trouble_id": row.pk, "plan": "We search the depot.", "by": STAFF}
        with pytest.raises(mending.DayPassed):
            mending.plan_trouble(due_at=later(days=1), at=later(days=2), **told)
        mending.plan_trouble(due_at=later(days=9), at=later(days=2), **told)
        world.drain(later(days=2))
        assert "We search the depot." in text_of(mailbox.letter("promise_moved"))

    def test_a_return_called_off_needs_no_parcel(self):
        case = sent_in()
        hear(case, ParcelState.LOST, later(days=2))
        world.resolve(case, later(days=3), kind="credit")
        world.tick(later(days=3))
        assert ParcelTrouble.objects.get().ending == "settled"
