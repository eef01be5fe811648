"""Loaners: promised once a day, out and back, and never mixed up with the return."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from rma.actions import (
    cancelling,
    dispatching,
    lending,
    pooling,
    tracking,
    watching_loans,
)
from rma.jobs.watch_loans import owed_by
from rma.models import Dispatch, Event, Loan, LoanDay, Loaner, Message, Site
from rma.queries import boxes, invariants, loans, scan_look, tracking_page
from rma.rules.actors import SYSTEM
from rma.rules.loans import LoanState
from rma.rules.words import Grade
from rma.steps.lending import LoanerTaken
from shipping import ordering
from shipping.models import Parcel, Shipment
from shipping.words import ParcelState
from tests.rma import builders
from tests.rma.builders import CLERK, NOON, later, the_line
from tests.rma.jobs import world

pytestmark = pytest.mark.django_db
DUE = date(2026, 4, 7)


def a_loaner(tag="L-1", **values):
    return pooling.add_loaner(
        product=builders.a_product(),
        tag=tag,
        serial=f"LN-{tag}",
        site=Site.objects.default(),
        grade=Grade.A,
        note="With its plug.",
        by=CLERK,
        at=NOON,
        **values,
    )


def lent(serial="SN-1", loaner=None, *, case=None, due_on=DUE, at=NOON):
    if case is None:
        builders.a_unit(serial)
        case = builders.a_case(builders.broken(serial))
    loaner = loaner or a_loaner()
    return lending.lend(
        case=case.ref,
        line_id=the_line(case).pk,
        loaner_id=loaner.pk,
        due_on=due_on,
        by=CLERK,
        at=at,
    )


def packed(case, *, at=None):
    dispatch = Dispatch.objects.get(line__case=case, kind="loaner")
    return dispatching.ship_unit(
        case=case.ref,
        dispatch_id=dispatch.pk,
        serials=(dispatch.serial,),
        return_label_inside=True,
        by=CLERK,
        at=at or later(hours=2),
    )


def move(shipment, state, at):
    """Let the box of a leg move, and the case hear of it."""
    parcel = Parcel.objects.get(shipment=shipment)
    ordering.note(parcel=parcel, state=state, at=at)
    tracking.follow_parcel(parcel_id=parcel.pk, by=SYSTEM, at=at)


def taken_back(case, *, grade=Grade.A, at=None):
    return lending.take_back(
        case=case.ref,
        loan_id=Loan.objects.get(line__case=case).pk,
        grade=grade,
        note="",
        by=CLERK,
        at=at or later(days=9),
    )


class TestPromising:
    def test_takes_each_day_until_it_is_back_and_looked_at(self):
        case = lent()
        days = LoanDay.objects.order_by("day").values_list("day", flat=True)
        assert days[0] == date(2026, 3, 10)
        # Three working days on the road and one at the bench, Easter left out.
        assert list(days)[-1] == date(2026, 4, 13)
        assert list(days)[-1] >= DUE + timedelta(days=4)
        assert Event.objects.get(case=case, name="loan.promised").facts["loaner"]

    def test_no_day_is_had_twice(self):
        loaner = a_loaner()
        lent("SN-1", loaner)
        with pytest.raises(LoanerTaken):
            lent("SN-2", loaner)
        assert Loan.objects.count() == 1
        assert Dispatch.objects.count() == 1

    def test_the_database_itself_refuses_a_day_or_a_second_customer(self):
        packed(lent())
        loan = Loan.objects.get()
        day = LoanDay.objects.all()[0]
        with pytest.raises(IntegrityError), transaction.atomic():
            LoanDay.objects.create(loaner=loan.loaner, loan=loan, day=day.day)
        builders.a_unit("SN-2")
        other = builders.a_case(builders.broken("SN-2"))
        dispatch = Dispatch.objects.create(
            line=the_line(other), kind="loaner", due_at=NOON
        )
        back = Shipment.objects.create(
            reference=other.number,
            direction="in",
            sender=loan.back.sender,
            recipient=loan.back.recipient,
            created_at=NOON,
        )
        with pytest.raises(IntegrityError), transaction.atomic():
            Loan.objects.create(
                loaner=loan.loaner,
                line=the_line(other),
                starts_on=DUE,
                due_on=DUE,
                original_due_on=DUE,
                reserved_at=NOON,
                reserved_by="C",
                dispatch=dispatch,
                back=back,
                out_at=NOON,
            )

    def test_offers_the_same_article_first_and_nothing_that_is_out(self):
        other = a_loaner("L-2")
        packed(lent("SN-1", a_loaner("L-1")))
        builders.a_unit("SN-2")
        case = builders.a_case(builders.broken("SN-2"))
        free = loans.free_for(case, the_line(case), date(2026, 3, 10), DUE)
        assert free == [other]

    def test_refuses_nonsense(self):
        with pytest.raises(lending.NoSuchDays):
            lent(due_on=date(2026, 3, 10))
        with pytest.raises(pooling.LoanerKnown):
            a_loaner("l-1")

    def test_a_return_called_off_frees_its_loaner(self):
        case = lent()
        cancelling.cancel_return(case=case.ref, reason="", by=CLERK, at=later(hours=1))
        assert not LoanDay.objects.exists()
        assert not Dispatch.objects.to_ship().exists()
        assert Loan.objects.get().state_on(DUE) is LoanState.CALLED_OFF


class TestOutAndBack:
    def test_leaves_with_its_serial_and_its_return_label_inside(self):
        case = lent()
        dispatch = Dispatch.objects.get()
        named = {"case": case.ref, "dispatch_id": dispatch.pk, "by": CLERK}
        with pytest.raises(dispatching.LabelNotInside):
            dispatching.ship_unit(**named, serials=("LN-L-1",), at=later(hours=2))
        with pytest.raises(dispatching.SerialMismatch):
            dispatching.ship_unit(
                **named,
                serials=("SN-1",),
                return_label_inside=True,
                at=later(hours=2),
            )
        packed(case)
        loan = Loan.objects.get()
        assert (loan.out_grade, loan.state_on(DUE)) == ("A", LoanState.PACKED)
        back = Parcel.objects.get(shipment=loan.back)
        assert back.inside == Dispatch.objects.get().box_code

    def test_its_boxes_are_none_of_the_returns_own(self):
        case = packed(lent())
        world.drain(later(hours=3))
        case.refresh_from_db()
        assert case.label_status == "ready"
        assert case.outbound_state == ""
        assert len(boxes.of_case(case)) == 1
        loan = Loan.objects.get()
        move(loan.dispatch.shipment, ParcelState.DELIVERED, later(days=3))
        move(loan.back, ParcelState.HANDED_OVER, later(days=5))
        case.refresh_from_db()
        assert case.inbound_state == "label_ready"
        assert case.situation == "label_ready"
        page = tracking_page.tracking_page(case)
        assert page.to_you == ()
        assert len(page.inbound) == 1
        loan.refresh_from_db()
        assert loan.delivered_at
        assert loan.returning_at
        letters = set(Message.objects.values_list("letter", flat=True))
        assert {"loaner_promised", "loaner_out"} <= letters
        assert not letters & {"on_the_way", "delivered", "shipped"}
        assert invariants.find_all(later(days=6)) == []

    def test_comes_back_with_its_condition_compared_and_its_days_free(self):
        case = packed(lent())
        taken_back(case, grade=Grade.C)
        told = Event.objects.get(name="loan.ended").facts
        assert (told["was"], told["grade"]) == ("A", "C")
        assert Loaner.objects.get().grade == "C"
        assert not LoanDay.objects.filter(day__gt=date(2026, 3, 19)).exists()
        with pytest.raises(lending.LoanOver):
            taken_back(case)

    def test_stays_longer_unless_somebody_else_has_the_days(self):
        loaner = a_loaner()
        case = packed(lent("SN-1", loaner))
        taken_back(case)
        second = packed(lent("SN-2", loaner, at=later(days=10)), at=later(days=10))
        loan = Loan.objects.running().get()
        named = {"case": second.ref, "loan_id": loan.pk, "reason": "x", "by": CLERK}
        with pytest.raises(lending.DueEarlier):
            lending.extend_loan(**named, due_on=DUE, at=later(days=11))
        lending.extend_loan(**named, due_on=date(2026, 4, 20), at=later(days=11))
        loan.refresh_from_db()
        assert (loan.due_on, loan.original_due_on) == (date(2026, 4, 20), DUE)
        with pytest.raises(pooling.StillLent):
            pooling.retire_loaner(
                loaner_id=loaner.pk, reason="Old", by=CLERK, at=later(days=12)
            )


class TestScanned:
    def test_out_it_is_asked_to_be_taken_back_by_tag_serial_or_return_label(self):
        case = packed(lent())
        world.drain(later(hours=3))
        loan = Loan.objects.select_related("loaner").get()
        label = Parcel.objects.get(shipment=loan.back).tracking_number
        for text in (loan.loaner.code, "ln-l-1", label):
            look = scan_look.look_up(text)
            assert (look.verdict, look.kind) == ("ASK", "loaner"), text
            assert (look.number, look.thing) == (case.number, "")

    def test_at_home_it_is_put_away(self):
        look = scan_look.look_up(a_loaner().code)
        assert (look.kind, look.number) == ("loaner", None)


class TestWatching:
    def test_reminds_before_the_day_and_says_once_that_it_is_late(self):
        packed(lent())
        loan = Loan.objects.select_related("line__case__site").get()
        assert owed_by(loan, later(days=1)) == []
        soon = later(days=27)  # Monday 6 April is Easter: two working days before.
        (owed,) = owed_by(loan, soon)
        assert owed.kind == "loan.remind"
        late = later(days=30)
        (owed,) = owed_by(loan, late)
        assert owed.kind == "loan.overdue"
        for _hour in range(2):
            watching_loans.mark_loan_overdue(loan_id=loan.pk, by=SYSTEM, at=late)
        assert Event.objects.filter(name="loan.overdue").count() == 1
        loan.refresh_from_db()
        assert loan.state_on(date(2026, 4, 9)) is LoanState.OVERDUE
        assert owed_by(loan, late) == []
