"""What the sandbox charges, how it numbers, whom it reaches."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shipping.carriers.base import QuoteRequest
from shipping.carriers.sandbox import rates
from shipping.carriers.sandbox.books import check_digit, tracking_number_of
from shipping.carriers.sandbox.carrier import SandboxCarrier
from shipping.carriers.sandbox.front import SandboxFront
from shipping.carriers.statuses import state_of
from shipping.errors import UnknownParcel
from shipping.words import Address, BoxSize, ParcelState
from tests.shipping.builders import BOX, CUSTOMER, DESK, NOON, who


def ask(size=BOX, recipient=DESK, attempt=1):
    request = QuoteRequest("ABC.1", attempt, CUSTOMER, recipient, size, True, "R")
    return rates.quote(request, SandboxFront().capabilities(request.route), at=NOON)


class TestRates:
    def test_are_the_same_every_time(self):
        assert ask() == ask()

    def test_offer_three_services_the_faster_the_dearer(self):
        offers = {rate.service: rate for rate in ask().rates}

        assert [(name, rate.days) for name, rate in offers.items()] == [
            ("sbx_saver", 5),
            ("sbx_ground", 3),
            ("sbx_express", 1),
        ]
        prices = [rate.cost_cents for rate in offers.values()]
        assert prices == sorted(prices)
        assert [rate.service for rate in offers.values() if rate.best_value] == [
            "sbx_ground"
        ]

    def test_are_good_for_seven_days_and_one_attempt(self):
        first, second = ask().rates[0], ask(attempt=2).rates[0]

        assert first.expires_at == NOON + timedelta(days=7)
        assert first.rate_id != second.rate_id

    @given(st.integers(1, 70_000), st.integers(1, 70_000))
    def test_never_charge_less_for_more_weight(self, one, other):
        light, heavy = sorted((one, other))
        cheap, dear = (
            ask(BoxSize(grams, 100, 100, 100)).rates[1].cost_cents
            for grams in (light, heavy)
        )
        assert cheap <= dear

    def test_charge_for_a_large_light_box_as_if_it_were_heavy(self):
        small = ask(BoxSize(500, 100, 100, 100)).rates[1].cost_cents
        large = ask(BoxSize(500, 600, 600, 600)).rates[1].cost_cents
        assert large > small

    def test_are_the_same_there_and_back(self):
        assert rates.zone(CUSTOMER, DESK) == rates.zone(DESK, CUSTOMER)
        assert 1 <= rates.zone(CUSTOMER, DESK) <= 8

    def test_take_longer_and_cost_more_across_a_border(self):
        abroad = Address("Ann", "1 Rue", "Paris", "75001", "FR")
        assert ask(recipient=abroad).rates[1].days == 5


class TestAddresses:
    @pytest.mark.parametrize(
        "place",
        [
            who(postal_code="00001"),
            who(name=""),
            Address("Ann", "", "Austin", "73301", "US"),
            Address("Ann", "1 Main", "", "73301", "US"),
            Address("Ann", "1 Main", "Austin", "73301", "Atlantis"),
        ],
    )
    def test_that_can_t_be_reached_are_named_with_what_is_missing(self, place):
        verdict = SandboxCarrier().check_address(place, at=NOON)
        assert not verdict.reachable
        assert verdict.problem.endswith(".")

    def test_with_a_company_need_no_person(self):
        place = Address("", "1 Main", "Austin", "73301", "US", company="Acme")
        assert SandboxCarrier().check_address(place, at=NOON).reachable


class TestTrackingNumbers:
    @given(st.text())
    def test_have_fifteen_digits_and_a_check_digit(self, seed):
        number = tracking_number_of(seed)

        assert number.startswith("SBX")
        assert len(number) == 19
        assert int(number[-1]) == check_digit(number[3:-1])

    @given(st.text(), st.integers(3, 17), st.integers(1, 9))
    def test_do_not_survive_one_wrong_digit(self, seed, place, off):
        number = tracking_number_of(seed)
        wrong = str((int(number[place]) + off) % 10)
        garbled = number[:place] + wrong + number[place + 1 :]
        assert int(garbled[-1]) != check_digit(garbled[3:-1])

    @pytest.mark.django_db
    def test_never_sold_are_unknown(self):
        with pytest.raises(UnknownParcel):
            SandboxCarrier().track("SBX1", handed_over_at=None, at=NOON)


class TestStatuses:
    def test_we_have_never_heard_are_for_a_person_to_read(self):
        assert state_of("teleported") is ParcelState.EXCEPTION
