"""Units that a person lets stay with their owner."""

import pytest

from rma.actions import approval
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
