"""Parcels of the sandbox on their way, by the clock and by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shipping import checks, following, ordering, rehearsing
from shipping.carriers.sandbox.journey import journey
from shipping.errors import UnknownParcel
from shipping.models import Parcel, SandboxLabel
from shipping.tracking import fold
from shipping.words import Address, Direction, ParcelState
from tests.shipping.builders import CUSTOMER, DESK, NOON, bought, order, who


def later(**length):
    return NOON + timedelta(**length)


def outbound(**wishes):
    return bought(sender=DESK, recipient=CUSTOMER, direction=Direction.OUT, **wishes)


def follow(purchase, at):
    return following.follow(parcel_id=purchase.parcel_id, at=at)


@pytest.mark.django_db
class TestAParcelComingIn:
    def test_waits_four_hours_and_is_there_after_the_days_of_its_service(self):
        purchase = bought()

        states = [
            follow(purchase, later(hours=hours)).progress.state
            for hours in (0, 3, 4, 9, 66, 69, 74)
        ]
        assert [state.value for state in states] == [
            "label_ready",
            "label_ready",
            "handed_over",
            "moving",
            "moving",
            "out_for_delivery",
            "delivered",
        ]
        parcel = Parcel.objects.get()
        assert parcel.delivered_at == later(hours=74)
        assert parcel.handed_over_at == later(hours=4)
        assert checks.find_all(later(days=9)) == []

    def test_is_told_once_however_often_we_ask(self):
        purchase = bought()
        first = follow(purchase, later(hours=5))
        again = follow(purchase, later(hours=5))

        assert [movement.code for movement in first.new] == [
            "information_received",
            "package_accepted",
        ]
        assert (again.new, again.moved) == ((), False)
        assert again.progress == first.progress

    def test_is_told_alike_whether_we_asked_often_or_once(self):
        often, once = bought(), bought()
        for hours in range(0, 100, 3):
            follow(often, later(hours=hours))
        follow(once, later(hours=99))

        often, once = (
            fold(
                row.as_movement()
                for row in Parcel.objects.get(pk=each.parcel_id).movements.all()
            )
            for each in (often, once)
        )
        assert often == once

    def test_has_an_estimate_that_is_never_shown_once_it_is_past(self):
        purchase = bought()
        follow(purchase, later(hours=5))

        parcel = Parcel.objects.get()
        assert parcel.expected_from(date(2026, 3, 3)) == date(2026, 3, 5)
        assert parcel.expected_from(date(2026, 3, 6)) is None

    def test_without_a_label_has_no_news(self):
        purchase = order()
        assert follow(purchase, NOON).new == ()


@pytest.mark.django_db
class TestAParcelGoingOut:
    def test_stays_until_we_hand_it_over(self):
        purchase = outbound()
        assert follow(purchase, later(days=9)).progress.state == "label_ready"

        parcel = Parcel.objects.get()
        ordering.note(parcel=parcel, state=ParcelState.HANDED_OVER, at=later(days=9))
        assert follow(purchase, later(days=14)).progress.state == "delivered"

    def test_whose_label_is_void_does_not_move(self):
        purchase = outbound()
        SandboxLabel.objects.update(voided_at=NOON)
        assert follow(purchase, later(days=9)).new == ()


@pytest.mark.django_db
class TestAdvance:
    def test_moves_it_one_step_at_a_time_to_the_door(self):
        purchase = outbound()
        states = []
        for hour in range(1, 7):
            at = later(hours=hour)
            number = purchase.tracking_number
            rehearsing.advance(tracking_number=number, at=at)
            states.append(follow(purchase, at).progress.state.value)

        assert states == [
            "handed_over",
            "moving",
            "moving",
            "out_for_delivery",
            "delivered",
            "delivered",
        ]
        assert Parcel.objects.get().handed_over_at == later(hours=1)

    def test_refuses_a_number_nobody_knows(self):
        with pytest.raises(UnknownParcel):
            rehearsing.advance(tracking_number="SBX0", at=NOON)


@pytest.mark.django_db
class TestTrouble:
    @pytest.mark.parametrize(
        ("name", "state"),
        [("SBX LOST", "lost"), ("SBX DAMAGED", "damaged"), ("SBX DELAYED", "delayed")],
    )
    def test_is_told_when_it_was_asked_for(self, name, state):
        purchase = bought(sender=who(name))

        told = {
            follow(purchase, later(hours=hours)).progress.state.value
            for hours in range(0, 400, 8)
        }
        assert state in told

    def test_of_a_late_parcel_comes_with_a_new_estimate(self):
        purchase = bought(sender=who("SBX DELAYED"))
        progress = follow(purchase, later(hours=30)).progress
        assert progress.expected_on == date(2026, 3, 7)


class TestJourney:
    @given(
        st.lists(st.integers(0, 200), max_size=9),
        st.none() | st.integers(0, 50),
        st.integers(1, 7),
    )
    def test_never_goes_back_in_time(self, presses, handed_over, days):
        steps = journey(
            purchased_at=NOON,
            handed_over_at=None if handed_over is None else later(hours=handed_over),
            days=days,
            forced_at=[later(hours=hours) for hours in presses],
        )
        times = [step.at for step in steps]
        assert times == sorted(times)
        assert times[0] == NOON

    @given(st.lists(st.integers(0, 200), max_size=9), st.integers(0, 200))
    def test_is_not_rewritten_by_a_press_that_comes_later(self, presses, press):
        def happened(moments):
            steps = journey(
                purchased_at=NOON,
                handed_over_at=later(hours=4),
                days=3,
                forced_at=[later(hours=hours) for hours in moments],
            )
            return [step for step in steps if step.at < later(hours=press)]

        before = [moment for moment in presses if moment < press]
        assert happened(before) == happened([*before, press])


class TestAddress:
    def test_comes_back_from_json_as_it_went(self):
        assert Address.from_dict({**CUSTOMER.as_dict(), "other": 1}) == CUSTOMER
