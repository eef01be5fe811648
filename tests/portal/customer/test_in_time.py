"""The day it is needed: what counts is when it arrives; nothing in time is said."""

import pytest
from django.utils import timezone

from rma.models import Policy
from rma.queries import verdicts


@pytest.fixture
def asked(walk, shop):
    """Return the page of remedies for a day of need, counted in working days."""
    shop.unit()
    calendar = policy(shop).site.calendar

    def ask(working_days):
        day = calendar.after(shop.today, working_days)
        walk.find("SN-1")
        walk.tell(need_by=day.isoformat())
        return walk.client.get("/r/new/remedy").text

    return ask


def policy(shop):
    return verdicts.policy_for(shop.account, timezone.now())


def days_until_replaced(policy):
    return (
        policy.hand_over_days
        + policy.transit_days
        + policy.inspect_days
        + policy.replace_days
    )


class TestInTime:
    def test_is_what_has_arrived_by_then_not_what_was_shipped(self, asked, shop):
        terms = policy(shop)
        there = days_until_replaced(terms) + terms.transit_days

        shipped = asked(there - 1)
        arrived = asked(there)

        assert shipped.count("In time") < arrived.count("In time")

    def test_nothing_is_said_to_whoever_names_no_day(self, walk, shop):
        shop.unit()
        walk.find("SN-1")
        walk.tell()
        page = walk.client.get("/r/new/remedy").text

        assert "None of this is with you by" not in page
        assert "In time" not in page


class TestTooLate:
    def test_says_so_with_the_soonest_a_loaner_and_whom_to_ask(self, asked):
        Policy.objects.update(loaner_offered=True)
        page = asked(1)

        assert "None of this is with you by" in page
        assert "Soonest: " in page
        assert "We may lend you one" in page
        assert "Or ask us" in page
        assert "In time" not in page

    def test_offers_no_loaner_where_none_is_lent(self, asked):
        Policy.objects.update(loaner_offered=False)

        assert "We may lend you one" not in asked(1)
