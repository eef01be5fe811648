"""Units that stay with their owner, from the request to the end, never stuck."""

from datetime import timedelta

import pytest

from rma.actions import approval, promising, proving, receiving, staying
from rma.jobs import expire_returns, fill_claims
from rma.models import (
    Case,
    CaseLine,
    CreditRequest,
    Dispatch,
    Event,
    Policy,
    Promise,
    StayProof,
    Upload,
    VendorClaim,
)
from rma.rules.actors import SYSTEM, Actor, ActorKind
from rma.rules.staying import Proof, Stay
from rma.rules.uploads import Problem, Sent, UploadKind
from rma.rules.words import Decision, Reason, Wish
from rma.steps.counting import Arrival
from shipping.models import Shipment
from tests.rma import builders
from tests.rma.builders import CLERK, NOON, a_unit, broken, later, the_line

pytestmark = pytest.mark.django_db
JO = Actor(ActorKind.CUSTOMER, "Jo Weber")
PIXEL = b"\x89PNG\r\n\x1a\n"
SHOWN = {
    Proof.PHOTO: (Sent("bits.png", PIXEL + b"1"),),
    Proof.SERIAL_CUT: (Sent("plate.png", PIXEL + b"2"),),
}
DESTROY = {
    "stay": "destroyed",
    "up_to": 50000,
    "proofs": ["photo", "serial_cut", "declaration"],
}


def allow(*rules: dict[str, object]) -> None:
    builders.a_maker(part_return="no")
    Policy.objects.update(stays=list(rules))


def a_case(wish: Wish = Wish.CREDIT, stays: Stay | None = Stay.DESTROYED) -> Case:
    a_unit(paid_cents=21400, currency="EUR")
    return builders.a_case(broken(wish=wish, stays=stays, reason=Reason.DOA))


def hand_in(case: Case, **more: object) -> Case:
    given = {"files": SHOWN, "is_declared": True, "by": JO, "at": NOON}
    return staying.hand_in_stay_proof(case=case.ref, position=1, **(given | more))


def redrawn(case: Case, **values: object) -> None:
    shown = {"state": "ready", "file": "uploads/x.jpg"}
    Upload.objects.filter(case=case).update(**(values or shown))


def states(case: Case) -> dict[str, str]:
    return dict(Promise.objects.filter(case=case).values_list("step", "state"))


class TestDestroyedInTheField:
    def test_no_label_no_parcel_but_a_plan_that_begins_with_the_proof(self):
        allow(DESTROY)
        case = a_case(Wish.REPLACEMENT)
        line = the_line(case)
        assert (line.stays, line.decision) == ("destroyed", Decision.APPROVED)
        assert (case.situation, case.label_status) == ("proof_owed", "")
        assert not Shipment.objects.exists()
        plan = list(case.promises.values_list("step", "who"))
        assert plan == [
            ("prove", "customer"),
            ("check_proof", "us"),
            ("resolve", "us"),
            ("deliver", "carrier"),
        ]

    def test_accepted_it_is_put_right_and_the_claim_can_be_filed(self):
        allow(DESTROY)
        case = hand_in(a_case())
        assert case.situation == "proof_waiting"
        proof = StayProof.objects.get()
        assert "destroyed this unit" in proof.words
        case = staying.decide_stay_proof(
            proof_id=proof.pk, is_accepted=True, reason="", by=CLERK, at=NOON
        )
        assert case.status == "closed"
        assert CreditRequest.objects.get().amount_cents == 21400
        assert VendorClaim.objects.get().status == "ready"
        ((_title, packet),) = fill_claims.packets(case, NOON)
        told = [fact.value for fact in packet.unit]
        assert told[-1].startswith("Destroyed in the field")
        assert set(states(case).values()) == {"kept"}
        with pytest.raises(staying.StayProofDecided):
            staying.decide_stay_proof(
                proof_id=proof.pk, is_accepted=True, reason="", by=CLERK, at=NOON
            )

    def test_sent_back_with_a_word_it_may_be_handed_in_again(self):
        allow(DESTROY)
        case = hand_in(a_case())
        deny = {"proof_id": StayProof.objects.get().pk, "is_accepted": False}
        with pytest.raises(proving.WhyMissing):
            staying.decide_stay_proof(reason=" ", by=CLERK, at=NOON, **deny)
        case = staying.decide_stay_proof(reason="Blurred.", by=CLERK, at=NOON, **deny)
        assert case.situation == "proof_owed"
        assert states(case)["prove"] == "open"
        case = hand_in(case, at=later(hours=1))
        assert case.situation == "proof_waiting"
        assert StayProof.objects.count() == 2

    def test_what_is_missing_is_named_and_nothing_is_kept(self):
        allow(DESTROY)
        case = a_case()
        with pytest.raises(staying.ProofIncomplete) as told:
            hand_in(case, files={Proof.PHOTO: SHOWN[Proof.PHOTO]}, is_declared=False)
        assert told.value.missing == (Proof.SERIAL_CUT, Proof.DECLARATION)
        assert not Upload.objects.exists()
        hand_in(case)
        with pytest.raises(staying.StayProofWaiting):
            hand_in(case)

    def test_waived_for_a_reason(self):
        allow(DESTROY)
        case = a_case()
        line = the_line(case)
        case = staying.waive_stay_proof(
            case=case.ref, line_id=line.pk, reason="Long known.", by=CLERK, at=NOON
        )
        assert case.status == "closed"
        with pytest.raises(staying.StaysNoMore):
            staying.waive_stay_proof(
                case=case.ref, line_id=line.pk, reason="Again.", by=CLERK, at=NOON
            )


class TestTakenByRule:
    def test_a_complete_proof_waits_for_no_person_once_it_was_drawn_again(self):
        allow(DESTROY | {"is_unseen": True})
        case = hand_in(a_case())
        line_id = the_line(case).pk
        staying.look_at_stay_proof(line_id=line_id, by=SYSTEM, at=NOON)
        assert not CreditRequest.objects.exists()
        redrawn(case)
        for _ in range(2):
            staying.look_at_stay_proof(line_id=line_id, by=SYSTEM, at=NOON)
        assert CreditRequest.objects.count() == 1
        assert StayProof.objects.get().state == "accepted"

    def test_a_picture_that_cannot_be_opened_is_asked_for_again(self):
        allow(DESTROY)
        case = hand_in(a_case())
        redrawn(case, state="refused", problem=Problem.DAMAGED.value)
        staying.look_at_stay_proof(line_id=the_line(case).pk, by=SYSTEM, at=NOON)
        case.refresh_from_db()
        assert case.situation == "proof_owed"
        assert "could not be opened" in StayProof.objects.get().why

    def test_without_the_word_unseen_a_person_looks(self):
        allow(DESTROY)
        case = hand_in(a_case())
        redrawn(case)
        staying.look_at_stay_proof(line_id=the_line(case).pk, by=SYSTEM, at=NOON)
        assert StayProof.objects.waiting().exists()


class TestKept:
    def test_without_a_proof_it_is_put_right_at_once_and_once(self):
        allow({"stay": "kept"})
        case = a_case(Wish.REPLACEMENT, Stay.KEPT)
        assert case.situation == "stays"
        for _ in range(2):
            staying.settle_stay(line_id=the_line(case).pk, by=SYSTEM, at=NOON)
        case.refresh_from_db()
        assert Dispatch.objects.count() == 1
        assert case.situation == "replacement_packed"

    def test_what_cannot_be_paid_back_waits_for_a_person_with_a_day(self):
        allow({"stay": "kept"})
        case = a_case(Wish.CREDIT, Stay.KEPT)
        CaseLine.objects.update(unit=None, product=None)
        staying.settle_stay(line_id=the_line(case).pk, by=SYSTEM, at=NOON)
        case.refresh_from_db()
        assert case.is_open
        assert states(case)["resolve"] == "open"
        assert Event.objects.filter(case=case, name="note.written").exists()


class TestNotAsTheRuleSays:
    def test_a_stay_that_no_rule_offers_is_looked_at_by_a_person(self):
        allow(DESTROY | {"up_to": 100})
        line = the_line(a_case())
        assert (line.stays, line.decision) == ("", Decision.NEEDS_REVIEW)
        assert "no_stay" in [why["code"] for why in line.ruling]

    def test_a_part_its_maker_wants_back_has_to_come(self):
        builders.a_maker(part_return="yes")
        Policy.objects.update(stays=[DESTROY])
        line = the_line(a_case())
        assert (line.stays, line.decision) == ("", Decision.NEEDS_REVIEW)


class TestNeverStuck:
    def test_it_may_be_sent_instead_with_a_label_and_dates(self):
        allow(DESTROY)
        case = a_case()
        case = staying.send_it_instead(case=case.ref, position=1, by=JO, at=NOON)
        assert (case.situation, case.label_status) == ("label_pending", "pending")
        assert the_line(case).stays == ""
        assert Shipment.objects.count() == 1
        open_steps = {step for step, state in states(case).items() if state == "open"}
        assert open_steps == {"label", "hand_over", "arrive", "inspect", "resolve"}
        with pytest.raises(staying.StaysNoMore):
            staying.send_it_instead(case=case.ref, position=1, by=JO, at=NOON)

    def test_a_unit_that_comes_all_the_same_is_taken_in(self):
        allow(DESTROY)
        case = a_case()
        case = receiving.receive_units(
            case=case.ref, arrivals=(Arrival(serial="SN-1"),), by=CLERK, at=NOON
        )
        assert the_line(case).received == 1
        assert case.situation == "being_checked"

    def test_a_proof_that_never_comes_is_let_go_and_may_still_come(self):
        allow(DESTROY)
        case = a_case()
        promise = Promise.objects.get(step="prove")
        late = promise.due_at + timedelta(days=3)
        Promise.objects.filter(pk=promise.pk).update(told_at=NOON)
        promising.look_after(promise_id=promise.pk, by=SYSTEM, at=late)
        assert states(case) == {
            "prove": "broken",
            "check_proof": "withdrawn",
            "resolve": "withdrawn",
        }
        case = hand_in(case, at=late)
        open_steps = Promise.objects.open().filter(case=case)
        assert set(open_steps.values_list("step", flat=True)) == {
            "check_proof",
            "resolve",
        }

    def test_it_does_not_expire_while_we_look(self):
        allow(DESTROY)
        case = a_case()
        assert expire_returns._waiting(case.pk, str(expire_returns.expires_on(case)))
        hand_in(case)
        day = str(expire_returns.expires_on(case))
        assert expire_returns._waiting(case.pk, day) is None


def test_one_of_two_stays_and_the_other_has_its_label():
    allow(DESTROY)
    a_unit(paid_cents=21400, currency="EUR")
    a_unit("SN-2", paid_cents=21400, currency="EUR")
    case = builders.a_case(
        broken(wish=Wish.CREDIT, stays=Stay.DESTROYED), broken("SN-2", wish=Wish.CREDIT)
    )
    assert case.label_status == "pending"
    assert case.situation == "proof_owed"
    steps = set(case.promises.values_list("step", flat=True))
    assert {"prove", "check_proof", "label", "hand_over", "resolve"} <= steps
    hand_in(case)
    case.refresh_from_db()
    assert case.situation == "label_pending"
    assert UploadKind.DESTRUCTION in Upload.objects.values_list("kind", flat=True)


def test_reviewed_first_it_stays_once_it_is_approved():
    allow(DESTROY)
    Policy.objects.update(auto_approve_cents=1)
    case = a_case()
    assert (case.situation, case.proof_state) == ("in_review", "")
    wanted = approval.LineDecision(the_line(case).pk, Decision.APPROVED)
    case = approval.decide_lines(case=case.ref, decisions=(wanted,), by=CLERK, at=NOON)
    assert case.situation == "proof_owed"
