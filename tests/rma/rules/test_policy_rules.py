"""Fates, sold-to, denials, evidence, freight, data: all reasons, never only a no."""

from datetime import date
from itertools import product

import pytest

from rma.rules import eligibility, erasure, evidence, freight, sold_to
from rma.rules.denials import Denial
from rma.rules.eligibility import Fate, Limits, Request
from rma.rules.entitlement import Because, Coverage
from rma.rules.erasure import DataLine, Erasure
from rma.rules.evidence import Evidence
from rma.rules.freight import FreightTerms
from rma.rules.money import Money
from rma.rules.sold_to import Buyer, EndCustomers, SoldTo
from rma.rules.words import Basis, Decision, Party, Reason, Verdict, Wish
from rma.rules.worst_case import Cause, Exposure, worst_case

TODAY = date(2026, 3, 10)
FREE, FEE = Money(0, "EUR"), Money(690, "EUR")


def covered(verdict: Verdict, basis: Basis | None = None) -> Coverage:
    return Coverage(verdict, basis, TODAY, (Because("why", "Because."),))


FINE = covered(Verdict.COVERED, Basis.WARRANTY)
OVER = covered(Verdict.NOT_COVERED)


def ruled(cover: Coverage = FINE, limits: Limits | None = None, **values: object):
    asked = {"reason": Reason.DEFECTIVE, "coverage": cover, "on": TODAY} | values
    return eligibility.rule_on(Request(**asked), limits or Limits(None))


class TestFate:
    @pytest.mark.parametrize(
        ("fate", "decision"),
        [
            (Fate.BLOCK, Decision.REFUSED),
            (Fate.FLAG, Decision.APPROVED),
            (Fate.OFFER, Decision.NEEDS_REVIEW),
        ],
    )
    @pytest.mark.parametrize("reason", [Reason.DEFECTIVE, Reason.UNWANTED])
    def test_is_what_the_policy_says(self, fate, decision, reason):
        limits = Limits(None, uncovered=fate, too_late=fate, what_to_do="Call us.")
        ruling = ruled(OVER, limits, reason=reason)
        assert ruling.decision is decision
        assert ruling.reasons
        named = [why.who for why in ruling.reasons if why.code == "what_to_do"]
        assert named == (["Call us."] if fate is Fate.BLOCK else [])

    @pytest.mark.parametrize("fate", Fate)
    def test_what_is_not_known_is_never_refused_unseen(self, fate):
        ruling = ruled(covered(Verdict.UNKNOWN), Limits(None, uncovered=fate))
        assert ruling.decision is Decision.NEEDS_REVIEW


class TestEveryCombination:
    def test_gives_reasons_unless_it_is_simply_approved(self):
        """Cover, buyer, denial, evidence, reason, fate: all of them together."""
        covers = [FINE, OVER, *(covered(v) for v in (Verdict.PARTLY, Verdict.UNKNOWN))]
        missing = [(), (Evidence.PHOTO, Evidence.NAMEPLATE)]
        for cover, who, denied, lacks, reason, fate in product(
            covers, SoldTo, [None, *Denial], missing, Reason, Fate
        ):
            ruling = ruled(
                cover,
                Limits(None, uncovered=fate, too_late=fate),
                sold_to=who,
                denied=denied,
                evidence_missing=lacks,
                reason=reason,
            )
            codes = {why.code for why in ruling.reasons}
            assert ruling.decision is Decision.APPROVED or codes
            assert all(why.text for why in ruling.reasons)
            # Nothing hides anything else.
            assert denied is None or f"denied_{denied}" in codes
            assert {f"{each}_missing" for each in lacks} <= codes
            if who in (SoldTo.ANOTHER, SoldTo.RESELLER_HELPS, SoldTo.NOT_BY_US):
                assert ruling.decision is not Decision.APPROVED
            if denied:
                assert ruling.decision is not Decision.APPROVED


class TestSoldTo:
    @pytest.mark.parametrize(
        ("way", "seen"),
        [
            (EndCustomers.NONE, SoldTo.ANOTHER),
            (EndCustomers.TO_THEM, SoldTo.RESELLER_HELPS),
            (EndCustomers.TO_US, SoldTo.RESELLER_SENDS),
        ],
    )
    def test_a_resellers_customer_is_never_sent_away_blindly(self, way, seen):
        shop = Buyer(1, way, "Foto Huber, 030 1234")
        assert sold_to.look(shop, 2) is seen
        assert sold_to.look(shop, 1) is SoldTo.ASKER
        assert sold_to.may_be_seen(shop, 2) == (way is not EndCustomers.NONE)
        ruling = ruled(sold_to=seen, sold_by=shop.shown_as)
        told = [why.who for why in ruling.reasons]
        assert told == ([""] if way is EndCustomers.NONE else [shop.shown_as])

    def test_without_a_buyer_a_receipt_is_asked_for_once(self):
        assert sold_to.look(None, 5) is SoldTo.NOT_BY_US
        first = ruled(sold_to=SoldTo.NOT_BY_US)
        assert [why.code for why in first.reasons] == ["proof_wanted"]
        again = ruled(sold_to=SoldTo.NOT_BY_US, has_proof=True)
        assert again.decision is Decision.APPROVED

    def test_who_has_no_known_serial_reads_who_else_can_help(self):
        ruling = ruled(is_known_unit=False, who_helps="Acme, help.acme.example")
        assert [why.who for why in ruling.reasons] == ["", "Acme, help.acme.example"]


class TestEvidence:
    TABLE = {"damaged_in_transit": ["photo", "nameplate"], "defective": ["description"]}

    def test_is_asked_by_the_fault(self):
        asked = evidence.asked_for(self.TABLE, Reason.DAMAGED_IN_TRANSIT)
        assert asked == (Evidence.PHOTO, Evidence.NAMEPLATE)
        assert evidence.asked_for(self.TABLE, Reason.UNWANTED) == ()
        lacks = evidence.missing(asked, {"photo"}, has_words=False)
        assert lacks == (Evidence.NAMEPLATE,)

    def test_own_words_count_as_a_description(self):
        asked = evidence.asked_for(self.TABLE, Reason.DEFECTIVE)
        assert evidence.missing(asked, (), has_words=True) == ()
        assert evidence.missing(asked, (), has_words=False) == (Evidence.DESCRIPTION,)


class TestFreight:
    TERMS = FreightTerms(Party.CUSTOMER, Party.CUSTOMER, Party.CUSTOMER, FEE)

    @pytest.mark.parametrize("reason", [None, *Reason])
    @pytest.mark.parametrize("verdict", Verdict)
    def test_what_we_or_the_maker_did_wrong_never_costs_the_customer(
        self, reason, verdict
    ):
        paid = freight.fee_for(self.TERMS, reason=reason, verdict=verdict)
        ours = reason in (
            Reason.WRONG_ITEM,
            Reason.MISSING_PARTS,
            Reason.DAMAGED_IN_TRANSIT,
            Reason.RECALL,
        )
        assert paid == (None if ours else FEE)

    def test_one_label_is_paid_once_beside_the_dearest_cause(self):
        line = Exposure(
            reason=Reason.UNWANTED,
            wish=Wish.REFUND,
            verdict=Verdict.COVERED,
            value=Money(10000, "EUR"),
            no_fault_fee=FREE,
            paid_repair=FREE,
            restocking_percent=15,
            freight=FEE,
        )
        most = worst_case([line, line], "EUR")
        assert most.amounts == (Money(2 * 1500 + 690, "EUR"),)
        assert most.causes == (Cause.RESTOCKING, Cause.FREIGHT)

    def test_who_gives_it_back_by_law_pays_no_restocking_fee(self):
        line = Exposure(
            reason=Reason.UNWANTED,
            wish=Wish.REFUND,
            verdict=Verdict.COVERED,
            value=Money(10000, "EUR"),
            no_fault_fee=FREE,
            paid_repair=FREE,
            restocking_percent=15,
            basis=Basis.LAW,
        )
        assert worst_case([line], "EUR").amounts == (FREE,)


class TestData:
    @pytest.mark.parametrize("holds", [True, False])
    @pytest.mark.parametrize("advance", [True, False])
    @pytest.mark.parametrize("said", ["", *Erasure])
    def test_the_label_waits_only_for_what_is_owed(self, holds, advance, said):
        line = DataLine(holds, advance, said)
        waits = erasure.label_waits([line])
        assert waits == (holds and not advance and not said)

    def test_a_policy_may_want_the_disk(self):
        assert Erasure.KEPT_DISK in erasure.choices(may_keep_disk=True)
        assert Erasure.KEPT_DISK not in erasure.choices(may_keep_disk=False)

    @pytest.mark.parametrize("category", ["drives", "Drive", "memory cards"])
    def test_who_sends_a_disk_cannot_keep_it(self, category):
        may = erasure.choices(may_keep_disk=True, category=category)
        assert Erasure.KEPT_DISK not in may
        assert Erasure.KEPT_DISK in erasure.choices(
            may_keep_disk=True, category="recorders"
        )
