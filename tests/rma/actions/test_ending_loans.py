"""What a loan leaves behind: a borrower's data, and a return that waits for it."""

import pytest
from django.test import Client
from django.urls import reverse

from rma.actions import cancelling, ending_loans, lending, pooling, resolving
from rma.models import Event, Loan, Loaner, Message, Product, Promise, User
from rma.queries import invariants, loans, scan_look
from rma.rules.disposition import ErasureMethod
from rma.rules.words import PromiseState, ResolutionKind, Role, Step
from rma.steps.lending import StillHoldsData
from tests.rma import builders
from tests.rma.actions.test_lending import DUE, a_loaner, lent, packed, taken_back
from tests.rma.builders import CLERK, later, the_line
from tests.rma.jobs import world

pytestmark = pytest.mark.django_db


def back_with_data():
    """Return a return whose loaner, which holds data, is back."""
    loaner = a_loaner()
    Product.objects.update(holds_data=True)
    builders.a_unit("SN-1")
    case = builders.a_case(builders.broken())
    return taken_back(packed(lent(case=case, loaner=loaner)))


def erased(case, method=ErasureMethod.OVERWRITTEN, note="", at=None):
    return ending_loans.erase_loaner(
        case=case.ref,
        loan_id=Loan.objects.get(line__case=case).pk,
        method=method,
        note=note,
        by=CLERK,
        at=at or later(days=10),
    )


def lost(case, reason="They moved away.", at=None):
    return ending_loans.lose_loaner(
        case=case.ref,
        loan_id=Loan.objects.get(line__case=case).pk,
        reason=reason,
        by=CLERK,
        at=at or later(days=60),
    )


def refused(case, at=None):
    """Let everything but the loaner of a return be done."""
    return resolving.resolve_units(
        case=case.ref,
        line_id=the_line(case).pk,
        quantity=1,
        kind=ResolutionKind.REFUSE,
        by=CLERK,
        at=at or later(days=1),
    )


def browser(role):
    client = Client()
    client.force_login(User.objects.create_user(f"{role}@desk.example", role=role))
    return client


class TestABorrowersData:
    def test_keeps_the_loaner_from_being_lent_until_it_is_gone(self):
        back_with_data()
        builders.a_unit("SN-2")
        other = builders.a_case(builders.broken("SN-2"))
        today = other.site.calendar.local_day(later(days=10))
        assert loans.free_for(other, the_line(other), today, DUE) == []
        assert list(loans.pool("free", "", today).rows) == []
        assert [row.tag for row in loans.pool("to_erase", "", today).rows] == ["L-1"]
        with pytest.raises(StillHoldsData):
            lent(case=other, loaner=Loaner.objects.get(), at=later(days=10))
        with pytest.raises(StillHoldsData):
            pooling.retire_loaner(
                loaner_id=Loaner.objects.get().pk,
                reason="Sold.",
                by=CLERK,
                at=later(days=10),
            )
        erased(Loan.objects.get().line.case)
        assert [row.tag for row in loans.pool("free", "", today).rows] == ["L-1"]
        lent(case=other, loaner=Loaner.objects.get(), at=later(days=10))

    def test_is_gone_by_a_method_a_hand_and_an_hour_once(self):
        case = back_with_data()
        erased(case, note="Report 7")
        loan = Loan.objects.get()
        assert (loan.erasure, loan.erased_by) == ("overwritten", "A. Clerk")
        assert (loan.erased_at, loan.erasure_note) == (later(days=10), "Report 7")
        told = Event.objects.get(name="loan.erased")
        assert (told.facts["loaner"], told.is_internal) == ("L-1", True)
        with pytest.raises(ending_loans.NothingToErase):
            erased(case)

    def test_is_waived_with_a_reason_only(self):
        case = back_with_data()
        with pytest.raises(ending_loans.Unexplained):
            erased(case, ErasureMethod.WAIVED)
        erased(case, ErasureMethod.WAIVED, "Never started.")
        assert Loan.objects.get().erasure_note == "Never started."

    def test_of_what_holds_none_nobody_is_asked(self):
        case = taken_back(packed(lent()))
        with pytest.raises(ending_loans.NothingToErase):
            erased(case)
        assert not Loan.objects.to_erase().exists()

    def test_is_seen_to_at_the_station_and_waived_by_a_lead_alone(self):
        case = back_with_data()
        clerk, loan = browser(Role.WAREHOUSE), Loan.objects.get()
        sheet = reverse("station:sheet", args=[case.number])
        assert "Erase loaner" in clerk.get(sheet).content.decode()
        address = reverse("station:wipe", args=[case.number, loan.pk])
        words = {f"wipe-{loan.pk}-method": "waived", f"wipe-{loan.pk}-note": "x"}
        answer = clerk.post(address, words)
        assert answer.status_code == 422
        assert "Only a lead may waive it." in answer.content.decode()
        assert browser(Role.LEAD).post(address, words).status_code == 302
        loan.refresh_from_db()
        assert loan.erasure == "waived"
        assert "Erase loaner" not in clerk.get(sheet).content.decode()

    def test_is_named_when_the_loaner_is_scanned_before(self):
        case = back_with_data()
        for text in (Loaner.objects.get().code, "LN-L-1"):
            look = scan_look.look_up(text)
            assert (look.verdict, look.number) == ("ASK", case.number)
            assert "record its erasure" in look.next
        erased(case)
        assert scan_look.look_up("LN-L-1").number is None

    def test_is_no_affair_of_who_had_it(self):
        case = back_with_data()
        (view,) = loans.loans_of(case, DUE)
        assert (view.state, view.is_data_owed) == ("back", True)


class TestAReturnWithItsLoanerOut:
    def test_waits_for_it_and_ends_with_it(self):
        case = refused(packed(lent()))
        assert (case.status, case.situation) == ("resolved", "loaner_out")
        assert not Event.objects.filter(name="case.closed").exists()
        assert invariants.find_all(later(days=2)) == []
        case = taken_back(case)
        assert case.status == "closed"
        assert Event.objects.filter(name="case.closed").count() == 1
        assert invariants.find_all(later(days=10)) == []

    def test_of_a_loaner_that_never_left_waits_for_nothing(self):
        case = lent()
        loan = Loan.objects.get()
        lending.call_off_loan(
            case=case.ref, loan_id=loan.pk, reason="x", by=CLERK, at=later(hours=1)
        )
        assert refused(case).status == "closed"

    @pytest.mark.slow
    def test_reminds_and_tells_that_it_is_overdue_all_the_same(self):
        packed_case = packed(lent())
        world.drain(later(hours=3))
        refused(packed_case)
        world.keep_at_home()
        for day in range(25, 33):
            world.tick(later(days=day))
        told = [*Message.objects.values_list("letter", flat=True)]
        assert told.count("loaner_overdue") == 1
        assert "loaner_reminder" in told
        assert "closed" not in told

    def test_called_off_by_its_customer_stays_so_and_is_chased(self):
        case = packed(lent())
        case = cancelling.cancel_return(
            case=case.ref, reason="x", by=CLERK, at=later(days=1)
        )
        assert case.status == "cancelled"
        assert Loan.objects.out().exists()
        open_steps = Promise.objects.open().values_list("step", flat=True)
        assert list(open_steps) == [Step.RETURN_LOANER]

    def test_ends_once_a_lead_says_that_it_will_not_come_back(self):
        case = refused(packed(lent()))
        with pytest.raises(ending_loans.Unexplained):
            lost(case, "  ")
        case = lost(case)
        assert case.status == "closed"
        loaner = Loaner.objects.get()
        assert (loaner.retired_why, loaner.retired_at) == (
            "They moved away.",
            later(days=60),
        )
        promise = Promise.objects.get(case=case, step=Step.RETURN_LOANER)
        assert promise.state == PromiseState.WITHDRAWN
        assert loans.loans_of(case, DUE) == ()
        assert invariants.find_all(later(days=61)) == []

    def test_is_given_up_by_a_lead_alone(self):
        case = packed(lent())
        address = reverse("desk:loan-lost", args=[case.number, Loan.objects.get().pk])
        assert browser(Role.SUPPORT).get(address).status_code in (403, 404)
        lead = browser(Role.LEAD)
        assert (
            address
            in lead.get(reverse("desk:case", args=[case.number])).content.decode()
        )
        assert lead.post(address, {"reason": ""}).status_code == 422
        assert lead.post(address, {"reason": "They moved."}).status_code == 302
        assert Loan.objects.get().lost_why == "They moved."

    def test_another_may_be_lent_for_the_line_after_one_was_lost(self):
        case = lost(packed(lent()), at=later(days=2))
        lent(case=case, loaner=a_loaner("L-2"), at=later(days=3))
        assert Loan.objects.running().get().loaner.tag == "L-2"
