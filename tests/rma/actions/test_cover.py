"""Receipts, agreements, serials to look at, data and lineage, through the use cases."""

from datetime import date, timedelta

import pytest

from rma.actions import covering, dispatching, proving, receiving, resolving
from rma.models import (
    Agreement,
    AgreementUnit,
    CaseLine,
    DeniedSerial,
    Dispatch,
    Policy,
    PurchaseProof,
    Unit,
    WarrantyTerms,
)
from rma.rules.actors import Actor, ActorKind
from rma.rules.denials import Denial
from rma.rules.words import Basis, Decision, ResolutionKind, Verdict, Wish
from tests.rma import builders
from tests.rma.builders import CLERK, NOON, a_case, a_unit, an_account, broken, the_line

pytestmark = pytest.mark.django_db
JO = Actor(ActorKind.CUSTOMER, "Jo Weber")
OLD = {"shipped_on": date(2023, 1, 2)}


def an_agreement(*serials: str, **values: object) -> Agreement:
    said = {
        "number": "A-1",
        "name": "Gold",
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2027, 1, 1),
        "covers_all": not serials,
        "repairs_free": True,
    }
    return covering.keep_agreement(
        account_id=an_account().pk,
        values=said | values,
        serials=serials,
        by=CLERK,
        at=NOON,
    )


class TestReceipts:
    def test_an_accepted_receipt_moves_the_start_and_the_cover_of_the_line(self):
        a_unit(**OLD)
        case = a_case(broken())
        assert the_line(case).verdict == Verdict.NOT_COVERED
        proving.hand_in_proof(
            case=case.ref,
            position=1,
            bought_on=date(2025, 11, 3),
            seller="Foto Huber",
            by=JO,
            at=NOON,
        )
        proof = PurchaseProof.objects.waiting().get()
        proving.decide_proof(
            proof_id=proof.pk,
            is_accepted=True,
            bought_on=date(2025, 11, 3),
            reason="",
            by=CLERK,
            at=NOON,
        )
        line = the_line(case)
        assert (line.verdict, line.basis) == (Verdict.COVERED, Basis.WARRANTY)
        assert line.covered_until == date(2027, 11, 3)
        assert "proof_accepted" in [why["code"] for why in line.reasons]
        # What it gets, a person still decides.
        assert line.decision == Decision.NEEDS_REVIEW
        assert case.events.filter(name="proof.accepted").exists()

    def test_waits_once_is_decided_once_and_refused_with_a_reason(self):
        case = a_case()
        hand_in = {
            "case": case.ref,
            "position": 1,
            "bought_on": NOON.date(),
            "seller": "",
            "by": JO,
            "at": NOON,
        }
        with pytest.raises(proving.NoSuchDay):
            proving.hand_in_proof(
                **(hand_in | {"bought_on": NOON.date() + timedelta(days=1)})
            )
        proving.hand_in_proof(**hand_in)
        with pytest.raises(proving.ProofIsWaiting):
            proving.hand_in_proof(**hand_in)
        decide = {
            "proof_id": PurchaseProof.objects.get().pk,
            "is_accepted": False,
            "bought_on": NOON.date(),
            "reason": "",
            "by": CLERK,
            "at": NOON,
        }
        with pytest.raises(proving.WhyMissing):
            proving.decide_proof(**decide)
        proving.decide_proof(**(decide | {"reason": "Another serial is on it."}))
        with pytest.raises(proving.ProofDecided):
            proving.decide_proof(**decide)
        assert Unit.objects.get().proved_on is None

    def test_a_unit_we_never_sold_is_kept_for_its_warranty(self):
        builders.a_product()
        case = a_case(broken("FOREIGN-1", sku="CAM-1"))
        proving.hand_in_proof(
            case=case.ref,
            position=1,
            bought_on=date(2025, 11, 3),
            seller="Foto Huber",
            by=JO,
            at=NOON,
        )
        proving.decide_proof(
            proof_id=PurchaseProof.objects.get().pk,
            is_accepted=True,
            bought_on=date(2025, 11, 3),
            reason="",
            by=CLERK,
            at=NOON,
        )
        unit = Unit.objects.get(serial="FOREIGN-1")
        assert (unit.account, unit.seller) == (None, "Foto Huber")
        assert the_line(case).verdict == Verdict.COVERED


class TestAgreements:
    def test_cover_a_unit_out_of_warranty_and_swap_it_first(self):
        Policy.objects.update(advance_offered=False)
        a_unit(**OLD)
        an_agreement("SN-1", swaps_first=True)
        line = the_line(a_case(broken(wish=Wish.ADVANCE_REPLACEMENT)))
        assert (line.basis, line.is_advance) == (Basis.CONTRACT, True)
        assert line.covered_until == date(2027, 1, 1)

    def test_go_on_with_the_replacement(self):
        a_unit()
        an_agreement("SN-1")
        case = a_case(broken())
        ship_replacement(case, "SN-2")
        named = AgreementUnit.objects.filter(left_on=None)
        assert [row.unit.serial for row in named] == ["SN-2"]

    def test_name_only_units_of_their_account(self):
        a_unit("SN-9", account=an_account("C-2"))
        with pytest.raises(covering.UnitsNotTheirs):
            an_agreement("SN-9")
        assert not Agreement.objects.exists()


class TestLineage:
    def test_a_replacement_has_at_least_the_days_of_the_policy(self):
        # Its warranty ends in three weeks; ninety days are longer.
        a_unit(shipped_on=date(2024, 4, 1))
        case = a_case(broken())
        ship_replacement(case, "SN-2")
        new = Unit.objects.get(serial="SN-2")
        assert new.warranty_until == new.shipped_on + timedelta(days=90)
        assert new.first_sold_on == date(2024, 4, 1)

    def test_what_the_product_says_today_changes_no_unit_sold_before(self):
        unit = a_unit()
        unit.terms = WarrantyTerms.objects.create(
            product=unit.product, warranty_months=24, warranty_starts="shipped"
        )
        unit.save()
        unit.product.warranty_months = 1
        unit.product.save()
        assert the_line(a_case(broken())).verdict == Verdict.COVERED


def ship_replacement(case, serial: str) -> None:
    line = CaseLine.objects.get(case=case)
    receiving.receive_units(
        case=case.ref,
        arrivals=(receiving.Arrival(line_id=line.pk),),
        by=CLERK,
        at=NOON,
    )
    resolving.resolve_units(
        case=case.ref,
        line_id=line.pk,
        kind=ResolutionKind.REPLACEMENT,
        by=CLERK,
        at=NOON,
    )
    dispatching.ship_unit(
        case=case.ref,
        dispatch_id=Dispatch.objects.get().pk,
        serials=(serial,),
        by=CLERK,
        at=NOON,
    )


class TestSerialsToLookAt:
    @pytest.mark.parametrize("serial", ["SN-1", "GONE-1"])
    def test_are_never_granted_unseen_known_or_not(self, serial):
        a_unit()
        covering.deny_serial(
            serial=serial.lower(), kind=Denial.STOLEN, note="", by=CLERK, at=NOON
        )
        line = the_line(a_case(broken(serial)))
        assert line.decision == Decision.NEEDS_REVIEW
        assert "denied_stolen" in [why["code"] for why in line.ruling]

    def test_are_taken_off_for_a_reason_and_may_come_on_again(self):
        add = {
            "serial": "X-1",
            "kind": Denial.LOST,
            "note": "",
            "by": CLERK,
            "at": NOON,
        }
        row = covering.deny_serial(**add)
        with pytest.raises(covering.OnTheList):
            covering.deny_serial(**add)
        with pytest.raises(covering.NoWhy):
            covering.lift_denial(denied_id=row.pk, reason=" ", by=CLERK, at=NOON)
        covering.lift_denial(denied_id=row.pk, reason="Found.", by=CLERK, at=NOON)
        covering.deny_serial(**add)
        assert DeniedSerial.objects.count() == 2
