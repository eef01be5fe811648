"""Who puts a failed unit right: the first rule that speaks of it, or the default."""

import pytest

from rma.rules.maker_repairs import Fallback, Rule, Subject, Way, fallback_for
from rma.rules.money import Money

OURS = Rule(Way.WE_DECIDE, Fallback.REPLACEMENT)
THEIRS = Rule(Way.MAKER_REPAIRS, Fallback.CREDIT)
CAMERA = Subject(7, "Camera", Money(20000, "EUR"))


def theirs(**only):
    """Return a rule that leaves some units to the maker."""
    return Rule(Way.MAKER_REPAIRS, Fallback.REPLACEMENT, **only)


class TestWhoActsFirst:
    def test_without_a_rule_the_makers_default_counts(self):
        assert fallback_for(CAMERA, (), OURS) is None
        assert fallback_for(CAMERA, (), THEIRS) is Fallback.CREDIT

    @pytest.mark.parametrize(
        ("only", "speaks"),
        [
            ({"product_id": 7}, True),
            ({"product_id": 8}, False),
            ({"category": "camera"}, True),
            ({"category": "drive"}, False),
            ({"from_cents": 20000, "currency": "EUR"}, True),
            ({"from_cents": 20001, "currency": "EUR"}, False),
            ({"below_cents": 20000, "currency": "EUR"}, False),
            ({"below_cents": 20001, "currency": "EUR"}, True),
            ({"from_cents": 1, "currency": "USD"}, False),
            ({"category": "camera", "from_cents": 50000, "currency": "EUR"}, False),
        ],
    )
    def test_a_rule_speaks_of_an_article_a_category_or_a_value(self, only, speaks):
        found = fallback_for(CAMERA, (theirs(**only),), OURS)
        assert (found is Fallback.REPLACEMENT) == speaks

    def test_the_first_rule_that_speaks_counts(self):
        ours = Rule(Way.WE_DECIDE, Fallback.REPLACEMENT, product_id=7)
        assert fallback_for(CAMERA, (ours, theirs(category="camera")), THEIRS) is None
