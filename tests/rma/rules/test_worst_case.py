"""The worst case: the dearest cause of each line, summed, in one sentence."""

import pytest

from rma.rules.money import Money
from rma.rules.words import Reason, Verdict, Wish
from rma.rules.worst_case import Exposure, worst_case


def exposure(**facts):
    usual = {
        "reason": Reason.DEFECTIVE,
        "wish": Wish.REPLACEMENT,
        "verdict": Verdict.COVERED,
        "value": Money(21400, "EUR"),
        "no_fault_fee": Money(0, "EUR"),
        "paid_repair": Money(9500, "EUR"),
        "restocking_percent": 0,
    }
    return Exposure(**usual | facts)


def said(*lines):
    return worst_case(lines, "EUR").sentence(str)


FEE = {"no_fault_fee": Money(3500, "EUR")}
SWAP = {"wish": Wish.ADVANCE_REPLACEMENT}
PAID = {"verdict": Verdict.NOT_COVERED, "wish": Wish.REPAIR}
UNWANTED = {"reason": Reason.UNWANTED, "wish": Wish.REFUND}
MOST = "The most this can cost you is "


class TestWorstCase:
    @pytest.mark.parametrize(
        ("facts", "sentence"),
        [
            ({}, "0.00 EUR, whatever we find."),
            (FEE, "35.00 EUR, if we find no fault."),
            (FEE | {"reason": Reason.WRONG_ITEM}, "0.00 EUR, whatever we find."),
            (SWAP, "214.00 EUR, if the old unit does not come back."),
            (SWAP | FEE, "214.00 EUR, if the old unit does not come back."),
            (PAID, "95.00 EUR, if you agree to the repair."),
            (
                {"verdict": Verdict.UNKNOWN, "value": None},
                "0.00 EUR, until you agree in writing to a price.",
            ),
            (UNWANTED, "0.00 EUR, whatever we find."),
            (
                UNWANTED | {"restocking_percent": 10},
                "21.40 EUR, if we take it back for the restocking fee.",
            ),
        ],
    )
    def test_says_it_in_one_sentence(self, facts, sentence):
        assert said(exposure(**facts)) == MOST + sentence

    def test_adds_lines_up_and_names_each_cause_once(self):
        lines = exposure(**FEE), exposure(**FEE), exposure(**SWAP)
        causes = "we find no fault and the old unit does not come back"
        assert said(*lines) == f"{MOST}284.00 EUR, if {causes}."

    def test_keeps_currencies_apart(self):
        dollars = {"no_fault_fee": Money(1000, "USD")}
        lines = exposure(**FEE), exposure(**dollars)
        assert said(*lines) == f"{MOST}35.00 EUR and 10.00 USD, if we find no fault."
