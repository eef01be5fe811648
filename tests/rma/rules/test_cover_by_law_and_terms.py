"""Starts, parts, law, agreements, lineage: every reason, and until when."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rma.rules import agreements, law, lineage
from rma.rules.agreements import AgreementTerms
from rma.rules.entitlement import CoverTerms, cover
from rma.rules.lineage import AfterTerms
from rma.rules.starts import (
    Days,
    NotATerm,
    StartRule,
    read_parts,
    start_by,
    write_parts,
)
from rma.rules.unit_facts import UnitFacts, guarantee_end, warranty_end
from rma.rules.words import Basis, Reason, Verdict

SHIPPED = date(2026, 1, 5)
TERMS = CoverTerms(doa_days=30, return_days=10, transit_days=30)
DE = law.figures_for("DE", SHIPPED)


def unit(**values: object) -> UnitFacts:
    given_values = {
        "shipped_on": SHIPPED,
        "invoiced_on": None,
        "warranty_until": None,
        "warranty_months": 12,
    }
    return UnitFacts(**(given_values | values))


def terms(**values: object) -> CoverTerms:
    given_values = {"doa_days": 30, "return_days": 10, "transit_days": 30}
    return CoverTerms(**(given_values | values))


def codes(found) -> list[str]:
    return [why.code for why in found.reasons]


class TestStarts:
    @pytest.mark.parametrize("rule", StartRule)
    @pytest.mark.parametrize("known", list(product([True, False], repeat=5)))
    def test_the_named_day_counts_or_the_next_that_is_ours(self, rule, known):
        names = [each.value for each in StartRule]
        all_days = {
            name: SHIPPED + timedelta(days=place)
            for place, (name, is_known) in enumerate(zip(names, known, strict=True))
            if is_known
        }
        found = start_by(rule, Days(**all_days))
        if rule.value in all_days:
            assert found == all_days[rule.value]
        # Neither installing nor making it starts a period by accident.
        ours = {"shipped", "delivered", "invoiced"} & set(all_days)
        assert (found is not None) == bool(ours or rule.value in all_days)

    def test_an_accepted_receipt_wins_over_every_other_day(self):
        proved = unit(proved_on=date(2026, 6, 1), starts=StartRule.MANUFACTURED)
        assert warranty_end(proved) == date(2027, 6, 1)
        own = unit(proved_on=date(2026, 6, 1), warranty_until=date(2026, 7, 1))
        assert warranty_end(own) == date(2027, 6, 1)

    def test_parts_are_written_in_one_way(self):
        assert read_parts(" hard disk 12,fan 24 ") == (("fan", 24), ("hard disk", 12))
        assert (
            write_parts(read_parts("hard  disk 12, fan 24")) == "fan 24, hard disk 12"
        )

    @pytest.mark.parametrize("text", ["fan", "12", "fan -3", "fan 1000", "fan ²"])
    def test_what_is_no_term_is_refused(self, text):
        with pytest.raises(NotATerm):
            read_parts(text)


class TestParts:
    SHORT = unit(warranty_months=24, parts=(("disk", 6), ("fan", 36)))

    @pytest.mark.parametrize(
        ("on", "part", "verdict", "code"),
        [
            (date(2026, 7, 5), "", Verdict.COVERED, "in_warranty"),
            (date(2026, 7, 6), "", Verdict.PARTLY, "part_over"),
            (date(2026, 7, 6), "disk", Verdict.NOT_COVERED, "part_over"),
            (date(2026, 7, 6), "lens", Verdict.COVERED, "in_warranty"),
            (date(2028, 1, 6), "", Verdict.PARTLY, "part_covered"),
            (date(2028, 1, 6), "Fan", Verdict.COVERED, "part_covered"),
            (date(2028, 1, 6), "disk", Verdict.NOT_COVERED, "warranty_over"),
            (date(2029, 1, 6), "", Verdict.NOT_COVERED, "warranty_over"),
        ],
    )
    def test_each_part_has_its_own_last_day(self, on, part, verdict, code):
        found = cover(self.SHORT, TERMS, on=on, reason=Reason.DEFECTIVE, part=part)
        assert found.verdict is verdict
        assert code in codes(found)

    def test_the_law_knows_no_parts(self):
        on = date(2026, 8, 1)
        found = cover(self.SHORT, terms(law=DE), on=on, reason=Reason.DEFECTIVE)
        assert found.verdict is Verdict.COVERED


class TestLaw:
    @pytest.mark.parametrize(
        ("country", "on", "withdrawal", "months", "burden", "after"),
        [
            ("DE", date(2026, 7, 30), 14, 24, 12, 0),
            ("DE", date(2026, 7, 31), 14, 24, 12, 12),
            ("de", date(2021, 12, 31), 14, 24, 6, 0),
            ("FR", date(2023, 1, 1), 14, 24, 24, 6),
            ("ES", date(2023, 1, 1), 14, 36, 24, 0),
            ("SE", date(2026, 8, 1), 14, 36, 24, 12),
            ("SE", date(2022, 4, 30), 14, 36, 6, 0),
            ("SE", date(2022, 5, 1), 14, 36, 24, 0),
            ("FR", date(2021, 6, 1), 14, 24, 24, 0),
            ("PT", date(2023, 1, 1), 14, 36, 24, 6),
            ("IE", date(2022, 11, 28), 14, 24, 12, 0),
            ("IE", date(2022, 11, 29), 14, 72, 12, 0),
            ("GB", date(2026, 1, 1), 14, 72, 6, 0),
            ("US", date(2026, 1, 1), 0, 0, 0, 0),
        ],
    )
    def test_the_figures_of_the_day_of_the_purchase_count(
        self, country, on, withdrawal, months, burden, after
    ):
        row = law.figures_for(country, on)
        assert row.withdrawal_days == withdrawal
        assert row.guarantee_months == months
        assert row.burden_months == burden
        assert row.after_repair_months == after
        assert row.source

    @pytest.mark.parametrize(
        ("country", "on", "basis"),
        [
            ("GB", date(2026, 2, 7), Basis.LAW),
            ("GB", date(2026, 2, 8), Basis.WARRANTY),
            ("IE", date(2026, 2, 7), Basis.LAW),
            ("DE", date(2026, 2, 7), Basis.WARRANTY),
        ],
    )
    def test_what_is_faulty_may_be_rejected_for_some_days(self, country, on, basis):
        bought = unit(delivered_on=date(2026, 1, 8))
        figures = law.figures_for(country, SHIPPED)
        found = cover(bought, terms(law=figures), on=on, reason=Reason.DEFECTIVE)
        assert found.basis is basis

    def test_a_country_without_figures_has_none(self):
        assert law.figures_for("JP", SHIPPED) is None
        assert law.figures_for("", SHIPPED) is None
        assert law.figures_for("DE", date(2010, 1, 1)) is None

    def test_rows_of_a_place_never_count_from_the_same_day(self):
        days = [(row.place, row.counts_from) for row in law.TABLE]
        assert len(days) == len(set(days))

    @pytest.mark.parametrize(
        ("delivered", "on", "basis"),
        [
            (date(2026, 1, 8), date(2026, 1, 22), Basis.LAW),
            (date(2026, 1, 8), date(2026, 1, 23), None),
            # Where nobody knows when it arrived, a week for the road is added.
            (None, date(2026, 1, 26), Basis.LAW),
            (None, date(2026, 1, 27), None),
        ],
    )
    def test_withdrawal_counts_from_delivery(self, delivered, on, basis):
        bought = unit(delivered_on=delivered)
        found = cover(bought, terms(law=DE), on=on, reason=Reason.UNWANTED)
        assert found.basis is basis

    def test_a_replacement_gives_no_second_time_to_change_ones_mind(self):
        new = unit(shipped_on=date(2026, 5, 1), first_sold_on=SHIPPED)
        on = date(2026, 5, 3)
        found = cover(new, terms(law=DE), on=on, reason=Reason.UNWANTED)
        assert found.verdict is Verdict.NOT_COVERED

    def test_the_guarantee_stands_apart_from_the_warranty(self):
        on = date(2026, 6, 1)
        both = cover(unit(), terms(law=DE), on=on, reason=Reason.DEFECTIVE)
        assert both.basis is Basis.WARRANTY
        assert {"in_warranty", "legal_guarantee"} <= set(codes(both))
        later = cover(
            unit(), terms(law=DE), on=date(2027, 6, 1), reason=Reason.DEFECTIVE
        )
        assert (later.verdict, later.basis) == (Verdict.COVERED, Basis.LAW)
        assert later.until == date(2028, 1, 5)

    @given(
        st.dates(date(2026, 1, 5), date(2034, 1, 1)),
        st.none() | st.sampled_from(Reason),
        st.sampled_from(["DE", "GB", "US", "FR", "JP"]),
    )
    def test_law_never_takes_anything_away(self, on, reason, country):
        without = cover(unit(), TERMS, on=on, reason=reason)
        figures = law.figures_for(country, SHIPPED)
        with_law = cover(unit(), terms(law=figures), on=on, reason=reason)
        if without.verdict is Verdict.COVERED:
            assert with_law.verdict is Verdict.COVERED


class TestAgreements:
    GOLD = AgreementTerms("A-1", date(2028, 1, 1), True, True, frozenset({7}))

    def test_speak_of_the_units_they_name_while_they_run(self):
        everything = AgreementTerms("A-2", date(2027, 1, 1), True, False)
        found = agreements.speaking_of([everything, self.GOLD], 7, date(2026, 1, 1))
        assert [each.number for each in found] == ["A-1", "A-2"]
        assert agreements.speaking_of([self.GOLD], 8, date(2026, 1, 1)) == ()
        assert agreements.speaking_of([self.GOLD], 7, date(2028, 1, 2)) == ()

    def test_cover_what_the_warranty_does_not(self):
        on = date(2027, 6, 1)
        found = cover(unit(), terms(agreements=(self.GOLD,)), on=on, reason=None)
        assert (found.basis, found.until) == (Basis.CONTRACT, date(2028, 1, 1))
        assert [why.who for why in found.reasons] == ["A-1"]


class TestLineage:
    @given(
        st.none() | st.dates(date(2026, 1, 1), date(2030, 1, 1)),
        st.integers(0, 400),
        st.dates(date(2026, 1, 1), date(2028, 1, 1)),
    )
    def test_a_replacement_has_the_rest_or_so_many_days(self, rest, days, left_on):
        end = lineage.of_replacement(rest, AfterTerms(days, 0), left_on=left_on)
        assert end >= left_on + timedelta(days=days)
        assert rest is None or end >= rest
        assert end in (rest, left_on + timedelta(days=days))

    def test_where_the_law_says_so_a_repair_adds_a_year_to_the_guarantee(self):
        figures = law.figures_for("DE", date(2026, 8, 3))
        sold = unit(shipped_on=date(2026, 8, 3), warranty_months=24)
        by_law = guarantee_end(sold, figures)
        longer = lineage.of_repair(
            warranty_end(sold),
            AfterTerms(90, 90),
            figures,
            guarantee_until=by_law,
            left_on=date(2027, 3, 1),
        )
        assert (longer.until, longer.basis) == (date(2029, 8, 3), Basis.LAW)

    def test_a_repair_never_shortens_what_is_left(self):
        rest = date(2028, 1, 1)
        terms_ = AfterTerms(90, 90)
        left = date(2026, 3, 1)
        assert (
            lineage.of_repair(rest, terms_, None, guarantee_until=None, left_on=left)
            is None
        )
