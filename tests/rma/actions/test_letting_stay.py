"""Units that a person lets stay with their owner."""

import pytest

from rma.actions import approval, cancelling, staying
from rma.models import Policy, StayProof
from rma.queries import invariants
from rma.rules.staying import Proof, Stay
from rma.rules.words import Reason, Wish
from tests.rma import builders
from tests.rma.builders import CLERK, NOON, a_unit, broken, the_line

pytestmark = pytest.mark.django_db


def test_a_person_may_let_it_stay_where_no_rule_does():
    a_unit(paid_cents=21400, currency="EUR")
    wish = broken(wish=Wish.CREDIT, reason=Reason.OTHER)
    case = builders.a_case(wish)
    let = {"line_id": the_line(case).pk, "stay": Stay.DESTROYED, "by": CLERK}
    let |= {"proofs": (Proof.PHOTO,), "at": NOON}
    with pytest.raises(approval.ReasonMissing):
        approval.let_it_stay(case=case.ref, reason=" ", **let)
    case = approval.let_it_stay(case=case.ref, reason="Freight is dearer.", **let)
    assert case.situation == "proof_owed"
    with pytest.raises(approval.AlreadyDecided):
        approval.let_it_stay(case=case.ref, reason="Again.", **let)


def test_a_repair_cannot_stay():
    a_unit()
    case = builders.a_case(broken(wish=Wish.REPAIR, reason=Reason.OTHER))
    with pytest.raises(approval.CannotStay):
        approval.let_it_stay(
            case=case.ref,
            line_id=the_line(case).pk,
            stay=Stay.KEPT,
            proofs=(),
            reason="Cheap.",
            by=CLERK,
            at=NOON,
        )


class TestTheBooks:
    def test_hold_at_every_step_of_a_unit_that_stays(self):
        builders.a_maker(part_return="no")
        Policy.objects.update(stays=[{"stay": "destroyed", "proofs": ["declaration"]}])
        a_unit(paid_cents=21400, currency="EUR")
        case = builders.a_case(broken(wish=Wish.CREDIT, stays=Stay.DESTROYED))
        assert invariants.find_all(NOON) == []
        hand_in = {"position": 1, "files": {}, "is_declared": True, "by": CLERK}
        staying.hand_in_stay_proof(case=case.ref, at=NOON, **hand_in)
        assert invariants.find_all(NOON) == []
        staying.decide_stay_proof(
            proof_id=StayProof.objects.get().pk,
            is_accepted=True,
            reason="",
            by=CLERK,
            at=NOON,
        )
        case.refresh_from_db()
        assert case.status == "closed"
        assert invariants.find_all(NOON) == []

    def test_a_proof_of_a_return_called_off_waits_for_nobody(self):
        builders.a_maker(part_return="no")
        Policy.objects.update(stays=[{"stay": "destroyed", "proofs": ["declaration"]}])
        a_unit()
        case = builders.a_case(broken(wish=Wish.CREDIT, stays=Stay.DESTROYED))
        hand_in = {"position": 1, "files": {}, "is_declared": True, "by": CLERK}
        staying.hand_in_stay_proof(case=case.ref, at=NOON, **hand_in)
        cancelling.cancel_return(case=case.ref, reason="", by=CLERK, at=NOON)
        assert not StayProof.objects.waiting().exists()
        assert invariants.find_all(NOON) == []
