"""Real processes, killed and racing: a label is bought once and never lost."""

import pytest

BUYING = (
    "label.after_quote",
    "label.before_send",
    "label.after_send",
    "label.after_answer",
    "label.before_document",
    "label.after_document",
    "label.after_kept",
)
GIVING_BACK = ("label.before_void", "label.after_void")


pytestmark = [pytest.mark.slow, pytest.mark.fleet]


class TestAWorkerKilled:
    @pytest.fixture(scope="class")
    @classmethod
    def told(cls, play, own_database):
        """Kill five workers at each point, each with an order in hand, and mend it."""
        lines = play(own_database, "kills", *BUYING, *GIVING_BACK)
        pairs = zip(lines[::2], lines[1::2], strict=True)
        return dict(zip(BUYING + GIVING_BACK, pairs, strict=True))

    @pytest.mark.parametrize("point", BUYING)
    def test_while_buying_neither_loses_a_label_nor_buys_two(self, told, point):
        died, verdict = told[point]

        assert died["deaths"] == [137] * 5
        assert verdict == {
            "point": point,
            "states": ["purchased"] * 5,
            "paid": [1] * 5,
            "problems": [],
        }

    @pytest.mark.parametrize("point", GIVING_BACK)
    def test_while_giving_back_leaves_no_label_paid(self, told, point):
        died, verdict = told[point]

        assert died["deaths"] == [137] * 5
        assert verdict == {
            "point": point,
            "states": ["voided"] * 5,
            "paid": [0] * 5,
            "problems": [],
        }


class TestManyAtOnce:
    @pytest.fixture(scope="class")
    @classmethod
    def told(cls, play, own_database):
        """Let many processes want the same thing at the same time."""
        return play(own_database, "races")

    def test_who_ask_for_one_parcel_s_label_get_one_order(self, told):
        orders = [line["purchase"] for line in told if "purchase" in line]

        assert len(orders) == 10
        assert len(set(orders)) == 1

    def test_who_hold_one_order_buy_one_label(self, told):
        (verdict,) = [line for line in told if line.get("point") == "workers"]

        assert verdict["paid"][-1] == 1
        assert verdict["problems"] == []

    def test_who_share_a_budget_stay_within_it(self, told):
        outcomes = [line["outcome"] for line in told if "outcome" in line]
        (verdict,) = [line for line in told if line.get("point") == "buyers"]

        assert sorted(outcomes) == ["Declined"] * 7 + ["Purchased"] * 5
        assert verdict["problems"] == []

    def test_all_come_to_their_end(self, told):
        deaths = [line["deaths"] for line in told if "deaths" in line]
        assert deaths == [[0] * 10, [0] * 6, [0] * 12]
