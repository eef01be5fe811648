"""Real processes, killed and racing: a label is bought once and never lost."""

import json

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


def facts(lines):
    return [json.loads(line) for line in lines if line]


class TestAWorkerKilled:
    def test_while_buying_neither_loses_a_label_nor_buys_two(self, play):
        told = facts(play("kills", *BUYING))

        for point in BUYING:
            died, verdict = told.pop(0), told.pop(0)
            assert (point, died["deaths"]) == (point, [137] * 5)
            assert verdict == {
                "point": point,
                "states": ["purchased"] * 5,
                "paid": [1] * 5,
                "problems": [],
            }

    def test_while_giving_back_leaves_no_label_paid(self, play):
        told = facts(play("kills", *GIVING_BACK))

        for point in GIVING_BACK:
            died, verdict = told.pop(0), told.pop(0)
            assert (point, died["deaths"]) == (point, [137] * 5)
            assert verdict == {
                "point": point,
                "states": ["voided"] * 5,
                "paid": [0] * 5,
                "problems": [],
            }


class TestManyAtOnce:
    def test_who_ask_for_one_parcel_s_label_get_one_order(self, play):
        told = facts(play("orders"))

        assert told.pop() == {"deaths": [0] * 10}
        assert [each["purchase"] for each in told] == [1] * 10

    def test_who_hold_one_order_buy_one_label(self, play):
        died, verdict = facts(play("workers"))

        assert died == {"deaths": [0] * 6}
        assert (verdict["paid"], verdict["problems"]) == ([1], [])

    def test_who_share_a_budget_stay_within_it(self, play):
        *outcomes, died, verdict = facts(play("buyers", str(5 * 959)))

        assert died == {"deaths": [0] * 12}
        assert sum(each["outcome"] == "Purchased" for each in outcomes) == 5
        assert verdict["problems"] == []
