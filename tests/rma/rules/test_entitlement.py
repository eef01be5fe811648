"""What we owe, why, and until when."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rma.rules.entitlement import Because, CoverTerms, cover
from rma.rules.starts import months_after
from rma.rules.unit_facts import UnitFacts, warranty_end
from rma.rules.words import Basis, Reason, Verdict

TERMS = CoverTerms(doa_days=30, return_days=14, transit_days=30)
SOLD = date(2026, 1, 31)


def unit(**values: object) -> UnitFacts:
    given_values = {
        "shipped_on": SOLD,
        "invoiced_on": None,
        "warranty_until": None,
        "warranty_months": 24,
    }
    return UnitFacts(**(given_values | values))


class TestMonthsAfter:
    @pytest.mark.parametrize(
        ("start", "months", "end"),
        [
            (date(2026, 1, 31), 1, date(2026, 2, 28)),
            (date(2024, 1, 31), 1, date(2024, 2, 29)),
            (date(2026, 8, 31), 1, date(2026, 9, 30)),
            (date(2026, 12, 15), 1, date(2027, 1, 15)),
            (date(2024, 2, 29), 12, date(2025, 2, 28)),
        ],
    )
    def test_is_the_same_day_or_the_months_last(self, start, months, end):
        assert months_after(start, months) == end

    @given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(0, 240))
    def test_more_months_never_end_earlier(self, start, months):
        assert months_after(start, months) <= months_after(start, months + 1)


class TestWarrantyEnd:
    def test_the_units_own_date_wins_over_its_products_months(self):
        own = date(2030, 5, 5)
        assert warranty_end(unit(warranty_until=own)) == own

    def test_counts_from_the_invoice_where_there_is_one(self):
        billed = unit(invoiced_on=date(2026, 2, 10))
        assert warranty_end(billed) == date(2028, 2, 10)

    def test_is_unknown_without_any_start(self):
        nothing = unit(shipped_on=None)
        assert warranty_end(nothing) is None
        found = cover(nothing, TERMS, on=SOLD, reason=None)
        assert found.verdict is Verdict.UNKNOWN


class TestCover:
    @pytest.mark.parametrize(
        ("on", "reason", "verdict", "basis"),
        [
            (date(2026, 2, 10), None, Verdict.COVERED, Basis.WARRANTY),
            (date(2028, 1, 31), Reason.DEFECTIVE, Verdict.COVERED, Basis.WARRANTY),
            (date(2028, 2, 1), Reason.DEFECTIVE, Verdict.NOT_COVERED, None),
            (date(2026, 3, 2), Reason.DOA, Verdict.COVERED, Basis.DOA),
            (date(2026, 3, 3), Reason.DOA, Verdict.COVERED, Basis.WARRANTY),
            (date(2026, 2, 14), Reason.UNWANTED, Verdict.COVERED, Basis.CONTRACT),
            (date(2026, 2, 15), Reason.UNWANTED, Verdict.NOT_COVERED, None),
            (date(2026, 3, 1), Reason.WRONG_ITEM, Verdict.COVERED, Basis.CONTRACT),
            (date(2026, 2, 10), Reason.RECALL, Verdict.COVERED, Basis.WARRANTY),
            (date(2040, 1, 1), Reason.RECALL, Verdict.UNKNOWN, None),
        ],
    )
    def test_follows_the_day_and_the_reason(self, on, reason, verdict, basis):
        found = cover(unit(), TERMS, on=on, reason=reason)
        assert (found.verdict, found.basis) == (verdict, basis)
        assert found.reasons

    def test_an_unknown_unit_is_unknown_and_says_so(self):
        found = cover(None, TERMS, on=SOLD, reason=Reason.DEFECTIVE)
        assert found.verdict is Verdict.UNKNOWN
        assert [reason.code for reason in found.reasons] == ["serial_unknown"]

    @given(
        st.dates(date(2020, 1, 1), date(2035, 1, 1)),
        st.none() | st.sampled_from(Reason),
        st.none() | st.dates(date(2020, 1, 1), date(2035, 1, 1)),
    )
    def test_always_gives_a_reason_and_a_basis_when_covered(self, on, reason, until):
        found = cover(unit(warranty_until=until), TERMS, on=on, reason=reason)
        assert found.reasons
        assert (found.verdict is Verdict.COVERED) == (found.basis is not None)


class TestBecause:
    def test_ends_its_sentence_with_the_name_it_speaks_of(self):
        because = Because("sold_on", "It was sold by a reseller:", who="North Shop")
        assert " ".join(because.words) == "It was sold by a reseller: North Shop."
        ended = Because("what_to_do", "What you can do:", who="Write to us.")
        assert ended.words[-1] == "Write to us."
        assert Because("other", "Not covered.").words == ("Not covered.",)
