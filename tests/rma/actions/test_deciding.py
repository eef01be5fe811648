"""Deciding, asking, overriding, cancelling, taking up again."""

import pytest

from rma.actions import approval, cancelling, intake, receiving
from rma.actions.approval import LineDecision
from rma.models import Case, Promise, VendorClaim
from rma.rules.actors import SYSTEM
from rma.rules.words import Decision, Reason, Wish
from rma.steps import misnaming, opening, settling, taking_in
from rma.steps.counting import Arrival
from shipping.models import LabelPurchase, Shipment
from shipping.words import ParcelState
from tests.rma import builders
from tests.rma.builders import CLERK, NOON, later

pytestmark = pytest.mark.django_db


def reviewed() -> Case:
    """Return a case that waits for a person: its warranty ended long ago."""
    builders.a_unit("SN-9", shipped_on=NOON.date().replace(year=2020))
    return builders.a_case(builders.broken("SN-9"))


def labels(case: Case) -> list[str]:
    """Return how the labels of a case stand."""
    found = LabelPurchase.objects.filter(parcel__shipment__reference=case.number)
    return list(found.values_list("state", flat=True))


class TestOpenReturn:
    def test_orders_a_label_and_a_claim_for_a_covered_unit(self):
        case = builders.a_case()
        assert labels(case) == ["intent"]
        claim = VendorClaim.objects.get(line__case=case)
        assert (claim.status, claim.asked_cents) == ("prospective", 15000)
        assert claim.file_by.isoformat() == "2026-06-08"

    def test_lets_a_person_look_where_the_policy_will_not_decide(self):
        case = reviewed()
        assert (case.status, labels(case)) == ("submitted", [])
        assert [promise.step for promise in case.promises.all()] == ["decide"]
        assert not VendorClaim.objects.exists()

    def test_refuses_a_unit_that_is_on_an_open_return(self):
        builders.a_case()
        with pytest.raises(opening.AlreadyOpen) as refusal:
            builders.a_case(builders.broken("sn1"))
        assert (refusal.value.serial, refusal.value.place) == ("sn1", 0)
        assert Case.objects.count() == 1

    def test_refuses_the_same_serial_twice_in_one_request(self):
        builders.a_unit()
        with pytest.raises(opening.AlreadyOpen) as refusal:
            builders.a_case(builders.broken(), builders.broken("SN 1"))
        assert refusal.value.place == 1

    def test_a_strangers_unit_is_one_we_do_not_know(self):
        other = builders.an_account("C-2", name="Stranger")
        builders.a_unit("SN-7", account=other)
        case = builders.a_case(builders.broken("SN-7"))
        line = builders.the_line(case)
        assert (line.unit, line.verdict, line.decision) == (
            None,
            "unknown",
            "needs_review",
        )

    def test_a_guests_replacement_to_a_new_address_is_looked_at(self):
        builders.a_unit()
        case = builders.a_case(
            builders.broken(),
            account_id=None,
            ship_from=builders.Address(
                name="Jo",
                street1="Elsewhere 5",
                city="Bonn",
                postal_code="53111",
                country="DE",
            ),
        )
        assert builders.the_line(case).decision == "needs_review"

    def test_a_guests_replacement_to_the_address_on_file_is_approved(self):
        builders.a_unit()
        case = builders.a_case(builders.broken(), account_id=None)
        assert builders.the_line(case).decision == "approved"
        assert case.account.number == "C-1"

    def test_names_an_article_that_does_not_exist(self):
        line = builders.broken("", sku="NO-SUCH", quantity=2)
        with pytest.raises(misnaming.UnknownProduct) as refusal:
            builders.a_case(line)
        assert refusal.value.sku == "NO-SUCH"
        assert not Case.objects.exists()

    def test_a_parcel_the_customer_sends_needs_no_label(self):
        builders.a_unit()
        case = builders.a_case(builders.broken(), hand_over=builders.OWN_CARRIER)
        assert (labels(case), case.situation) == ([], "own_carrier")
        assert Shipment.objects.filter(reference=case.number).count() == 1

    def test_a_swap_that_is_not_allowed_is_looked_at_with_the_reason(self):
        builders.a_unit(product=builders.a_product("CAM-2", advance_replacement=False))
        case = builders.a_case(builders.broken(wish=Wish.ADVANCE_REPLACEMENT))
        line = builders.the_line(case)
        assert (line.decision, line.is_advance) == ("needs_review", False)
        assert "not kept for swaps" in line.decision_why


class TestDecideLines:
    def test_approval_orders_the_label_and_dates_the_plan(self):
        case = reviewed()
        line = builders.the_line(case)
        approval.decide_lines(
            case=case.ref,
            decisions=(LineDecision(line.pk, Decision.APPROVED),),
            by=CLERK,
            at=later(hours=2),
        )
        case.refresh_from_db()
        assert (case.status, labels(case)) == ("approved", ["intent"])
        assert Promise.objects.get(case=case, step="decide").state == "kept"
        event = case.events.last()
        assert (event.name, event.by, event.at) == (
            "line.approved",
            "A. Clerk",
            later(hours=2),
        )

    def test_a_refusal_needs_a_reason_and_changes_nothing_without(self):
        case = reviewed()
        refused = LineDecision(builders.the_line(case).pk, Decision.REFUSED, "  ")
        with pytest.raises(approval.ReasonMissing):
            approval.decide_lines(
                case=case.ref, decisions=(refused,), by=CLERK, at=NOON
            )
        assert builders.the_line(case).decision == "needs_review"

    def test_a_decided_line_is_not_decided_again(self):
        case = builders.a_case()
        again = LineDecision(builders.the_line(case).pk, Decision.REFUSED, "No")
        with pytest.raises(approval.AlreadyDecided):
            approval.decide_lines(case=case.ref, decisions=(again,), by=CLERK, at=NOON)

    def test_a_line_of_another_case_is_no_line_of_this_one(self):
        first = builders.a_case()
        second = reviewed()
        foreign = LineDecision(builders.the_line(second).pk, Decision.APPROVED)
        with pytest.raises(settling.NoSuchLine):
            approval.decide_lines(
                case=first.ref, decisions=(foreign,), by=CLERK, at=NOON
            )

    def test_a_refusal_may_be_overridden_with_a_reason_that_stays(self):
        builders.a_unit(shipped_on=NOON.date().replace(year=2025))
        case = builders.a_case(
            builders.broken(reason=Reason.UNWANTED, wish=Wish.CREDIT)
        )
        assert case.status == "rejected"
        approval.override_policy(
            case=case.ref,
            line_id=builders.the_line(case).pk,
            decision=Decision.APPROVED,
            reason="A good customer for ten years.",
            by=CLERK,
            at=later(hours=1),
        )
        case.refresh_from_db()
        assert case.status == "approved"
        overridden = case.events.get(name="policy.overridden")
        assert overridden.facts["reason"] == "A good customer for ten years."
        assert overridden.is_internal


class TestQuestions:
    def test_the_ball_goes_to_the_customer_and_comes_back(self):
        case = reviewed()
        line = builders.the_line(case)
        approval.ask_for_information(
            case=case.ref,
            line_id=line.pk,
            question="Which lamp is red?",
            by=CLERK,
            at=later(hours=1),
        )
        case.refresh_from_db()
        assert (case.status, case.situation) == ("needs_info", "needs_info")

        approval.give_information(
            case=case.ref, answer="The left one.", by=SYSTEM, at=later(hours=2)
        )
        case.refresh_from_db()
        assert case.status == "submitted"
        assert builders.the_line(case).answer == "The left one."
        states = dict(case.promises.values_list("step", "state"))
        assert states == {"answer": "kept", "decide": "open"}

    def test_an_answer_nobody_asked_for_is_refused(self):
        case = builders.a_case()
        with pytest.raises(approval.NothingAskedYet):
            approval.give_information(case=case.ref, answer="Hi", by=SYSTEM, at=NOON)


class TestCancelReturn:
    def test_gives_the_label_back_and_withdraws_what_was_promised(self):
        case = builders.a_case()
        cancelling.cancel_return(
            case=case.ref, reason="It works again.", by=CLERK, at=later(hours=1)
        )
        case.refresh_from_db()
        assert (case.status, labels(case)) == ("cancelled", ["voided"])
        assert set(case.promises.values_list("state", flat=True)) == {"withdrawn"}
        assert VendorClaim.objects.get(line__case=case).status == "withdrawn"
        # The unit may be returned again.
        assert builders.a_case(builders.broken("SN-1")).status == "approved"

    def test_twice_is_once(self):
        case = builders.a_case()
        for _ in range(2):
            cancelling.cancel_return(case=case.ref, reason="", by=CLERK, at=NOON)
        assert case.events.filter(name="case.cancelled").count() == 1

    @pytest.mark.parametrize("state", [ParcelState.MOVING, ParcelState.DELIVERED])
    def test_is_too_late_once_the_parcel_left(self, state):
        case = builders.a_case()
        Case.objects.filter(pk=case.pk).update(inbound_state=state)
        with pytest.raises(cancelling.TooLate):
            cancelling.cancel_return(case=case.ref, reason="", by=CLERK, at=NOON)
        case.refresh_from_db()
        assert case.status == "approved"

    def test_is_too_late_once_a_unit_is_here(self):
        case = builders.a_case()
        receiving.receive_units(
            case=case.ref, arrivals=(Arrival(serial="SN-1"),), by=CLERK, at=NOON
        )
        with pytest.raises(cancelling.TooLate):
            cancelling.cancel_return(case=case.ref, reason="", by=CLERK, at=NOON)

    def test_a_cancelled_return_is_taken_up_again_for_a_person_to_decide(self):
        case = builders.a_case()
        cancelling.cancel_return(case=case.ref, reason="", by=CLERK, at=NOON)
        cancelling.reopen_return(
            case=case.ref, reason="They called.", by=CLERK, at=later(hours=1)
        )
        case.refresh_from_db()
        assert (case.status, case.closed_at) == ("submitted", None)
        line = builders.the_line(case)
        approval.decide_lines(
            case=case.ref,
            decisions=(LineDecision(line.pk, Decision.APPROVED),),
            by=CLERK,
            at=later(hours=2),
        )
        assert sorted(labels(case)) == ["intent", "voided"]
        assert VendorClaim.objects.get(line__case=case).status == "prospective"

    def test_an_open_case_cannot_be_reopened(self):
        case = builders.a_case()
        with pytest.raises(cancelling.NotEnded):
            cancelling.reopen_return(case=case.ref, reason="?", by=CLERK, at=NOON)

    def test_nothing_sent_in_time_lets_the_return_expire(self):
        case = builders.a_case()
        cancelling.expire_return(case=case.ref, by=SYSTEM, at=later(days=40))
        case.refresh_from_db()
        assert (case.status, case.situation) == ("expired", "expired")


def test_without_lines_nothing_is_opened():
    with pytest.raises(taking_in.NothingAsked):
        intake.open_return(request=builders.asking(), by=SYSTEM, at=NOON)
    assert not Case.objects.exists()
