"""What comes back every hour or day: swaps, unused returns, claims, old rows."""

from datetime import date, timedelta

import pytest

from rma.actions import advancing, labelling
from rma.models import Draft, IdempotencyKey, User, VendorClaim
from rma.rules.words import CaseStatus, ClaimStatus, Wish
from shipping.models import LabelPurchase
from tests.rma.jobs import world
from tests.rma.jobs.mailbox import text_of
from tests.rma.jobs.world import NOON, later

pytestmark = pytest.mark.django_db


def swap_delivered():
    """Return a case whose new unit is with the customer since Wednesday the 4th."""
    case = world.open_return(wish=Wish.ADVANCE_REPLACEMENT)
    world.drain(NOON)
    world.ship(case, later(hours=1))
    world.drain(later(hours=1))
    world.keep_at_home()
    world.carry(case, "out", later(days=1))
    return case, case.lines.get().advance.due_back_on


class TestSwaps:
    def test_are_reminded_of_five_and_two_working_days_before_and_on_the_day(
        self, mailbox
    ):
        case, due_on = swap_delivered()
        assert due_on == date(2026, 3, 18)
        for day in (7, 8, 9, 12, 13, 14, 15):
            world.tick(later(days=day))
        world.tick(later(days=15, hours=5))

        sent = case.messages.filter(letter="advance_reminder").order_by("id")
        days = [message.created_at.date() for message in sent]
        assert days == [date(2026, 3, 11), date(2026, 3, 16), date(2026, 3, 18)]
        assert "hand_over_reminder" not in mailbox.names

    @pytest.mark.slow
    def test_that_are_overdue_stand_on_the_desk_and_nothing_is_charged(self, mailbox):
        case, _due_on = swap_delivered()
        for day in (15, 16, 17):
            world.tick(later(days=day))

        case.refresh_from_db()
        assert (case.is_overdue, case.situation) == (True, "send_back_overdue")
        assert mailbox.names.count("overdue") == 1
        assert "Nothing is charged now" in text_of(mailbox.letter("overdue"))

    def test_on_their_way_back_are_left_alone(self, mailbox):
        case, _due_on = swap_delivered()
        world.hand_over(case, later(days=2))
        for day in (8, 13, 15, 16):
            world.tick(later(days=day))
        assert not {"advance_reminder", "overdue"} & set(mailbox.names)

    def test_get_more_time_in_writing(self, mailbox):
        case, due_on = swap_delivered()
        advancing.extend_due_back(
            case=case.ref,
            due_on=due_on + timedelta(days=7),
            reason="You are away.",
            by=world.STAFF,
            at=later(days=3),
        )
        world.drain(later(days=3))
        assert "25 March 2026" in mailbox.letter("extended")["Subject"]


class TestUnusedLabels:
    def test_are_reminded_of_once_given_back_and_ordered_anew_on_request(self, mailbox):
        case = world.open_return()
        world.drain(NOON)
        world.keep_at_home()
        LabelPurchase.objects.update(void_by=later(days=10).date())
        for day in (2, 4, 5, 9, 10, 11):
            world.tick(later(days=day))

        case.refresh_from_db()
        assert (case.is_open, case.label_status) == (True, "void")
        assert LabelPurchase.objects.get().state == "voided"
        assert mailbox.names.count("label_reminder") == 1
        assert mailbox.names.count("label_expired") == 1
        labelling.order_again(
            case=case.ref,
            parcel_id=LabelPurchase.objects.get().parcel_id,
            by=world.STAFF,
            at=later(days=11),
        )
        world.drain(later(days=11))
        case.refresh_from_db()
        assert case.label_status == "ready"

    def test_that_were_handed_over_stay_as_they_are(self, mailbox):
        case = world.open_return()
        world.drain(NOON)
        world.move_parcel(case, "in", later(days=1))
        LabelPurchase.objects.update(void_by=later(days=5).date())
        for day in (2, 6):
            world.tick(later(days=day))
        assert LabelPurchase.objects.get().state == "purchased"
        assert "label_reminder" not in mailbox.names


class TestUnusedReturns:
    def test_are_reminded_of_once_and_end_with_their_label(self, mailbox):
        case = world.open_return()
        world.drain(NOON)
        world.keep_at_home()
        for day in (11, 14, 25, 26, 30, 31, 32):
            world.tick(later(days=day))

        case.refresh_from_db()
        assert case.status == CaseStatus.EXPIRED
        assert mailbox.names.count("expiry_reminder") == 1
        assert mailbox.names.count("expired") == 1
        assert LabelPurchase.objects.get().state == "voided"

    def test_stay_open_where_the_parcel_has_left(self):
        case = world.open_return()
        world.drain(NOON)
        world.move_parcel(case, "in", later(days=20))
        for day in (21, 27, 33, 39):
            world.tick(later(days=day))
        case.refresh_from_db()
        assert case.is_open

    def test_stay_open_where_the_new_unit_is_still_ours_to_ship(self):
        case = world.open_return(wish=Wish.ADVANCE_REPLACEMENT)
        for day in (2, 27, 33, 39):
            world.tick(later(days=day))
        case.refresh_from_db()
        assert case.is_open


class TestClaims:
    def test_are_warned_of_three_times_and_lapse(self, mailbox):
        User.objects.create_user("kim@us.example", name="Kim", role="warranty")
        case = world.open_return()
        VendorClaim.objects.update(file_by=date(2026, 3, 25))
        for day in (7, 8, 9, 15, 16, 20, 22, 23):
            world.tick(later(days=day))

        warned = case.messages.filter(letter="staff_claim").order_by("id")
        assert {message.to for message in warned} == {"kim@us.example"}
        days = [message.created_at.date().day for message in warned]
        assert days == [11, 18, 23]
        assert VendorClaim.objects.get().status == ClaimStatus.LAPSED

    def test_that_were_filed_are_left_alone(self, mailbox):
        world.open_return()
        VendorClaim.objects.update(file_by=date(2026, 3, 5), status="denied")
        for day in (1, 3, 4):
            world.tick(later(days=day))
        assert "staff_claim" not in mailbox.names
        assert VendorClaim.objects.get().status == ClaimStatus.DENIED


class TestTidy:
    def test_forgets_old_drafts_and_old_requests_only(self):
        for age in (1, 89, 91):
            Draft.objects.create(
                secret_hash=str(age), created_at=NOON, changed_at=later(days=-age)
            )
        for age in (1, 31):
            IdempotencyKey.objects.create(
                principal="p",
                key=str(age),
                body_hash="x",
                subject="rma.case",
                subject_id=1,
                at=later(days=-age),
            )
        world.tick(NOON)
        assert set(Draft.objects.values_list("secret_hash", flat=True)) == {"1", "89"}
        assert list(IdempotencyKey.objects.values_list("key", flat=True)) == ["1"]
