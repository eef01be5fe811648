"""The day a loaner is due: a promise like any other, and who ends its troubles."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from rma.actions import cancelling, lending
from rma.models import Loan, Loaner, Message, ParcelTrouble, Promise, User
from rma.queries import invariants
from rma.queries.inside_labels import labels_inside
from rma.rules.words import Party, PromiseState, Role, Step
from shipping.words import ParcelState
from tests.rma import builders
from tests.rma.actions.test_lending import DUE, a_loaner, lent, move, packed, taken_back
from tests.rma.builders import CLERK, later, the_line
from tests.rma.jobs import world

pytestmark = pytest.mark.django_db


def promised(case):
    return Promise.objects.filter(case=case, step=Step.RETURN_LOANER).order_by("pk")


class TestItsPromise:
    def test_is_the_customers_and_ends_with_its_due_day(self):
        case = lent()
        row = promised(case).get()
        assert (row.who, row.state) == (Party.CUSTOMER, PromiseState.OPEN)
        assert case.site.calendar.local_day(row.due_at) == DUE

    def test_moves_with_the_reason_that_the_customer_reads(self):
        case = packed(lent())
        lending.extend_loan(
            case=case.ref,
            loan_id=Loan.objects.get().pk,
            due_on=date(2026, 4, 20),
            reason="The part is late.",
            by=CLERK,
            at=later(days=1),
        )
        row = promised(case).get()
        assert (row.why, row.is_moved) == ("The part is late.", True)
        assert case.site.calendar.local_day(row.due_at) == date(2026, 4, 20)

    def test_is_kept_once_the_carrier_has_it_or_we_have(self):
        case = packed(lent())
        world.drain(later(hours=3))
        move(Loan.objects.get().back, ParcelState.HANDED_OVER, later(days=5))
        row = promised(case).get()
        assert (row.state, row.kept_at) == (PromiseState.KEPT, later(days=5))
        taken_back(case)
        assert promised(case).get() == row
        other = packed(lent("SN-2", a_loaner("L-2")))
        taken_back(other)
        assert promised(other).get().state == PromiseState.KEPT

    def test_of_two_loaners_is_the_one_due_first(self):
        for serial in ("SN-1", "SN-2"):
            builders.a_unit(serial)
        case = builders.a_case(builders.broken("SN-1"), builders.broken("SN-2"))
        for position, due_on in ((1, DUE), (2, date(2026, 3, 30))):
            lending.lend(
                case=case.ref,
                line_id=the_line(case, position).pk,
                loaner_id=a_loaner(f"L-{position}").pk,
                due_on=due_on,
                by=CLERK,
                at=later(hours=1),
            )
        loan = Loan.objects.get(due_on=DUE)
        assert promised(case).count() == 1
        lending.call_off_loan(
            case=case.ref, loan_id=loan.pk, reason="x", by=CLERK, at=later(hours=2)
        )
        row = promised(case).get(state=PromiseState.OPEN)
        assert case.site.calendar.local_day(row.due_at) == date(2026, 3, 30)

    def test_is_withdrawn_where_it_never_left(self):
        case = lent()
        cancelling.cancel_return(case=case.ref, reason="x", by=CLERK, at=later(hours=2))
        assert promised(case).get().state == PromiseState.WITHDRAWN

    def test_outlives_its_return_while_it_is_out(self):
        case = packed(lent())
        cancelling.cancel_return(case=case.ref, reason="x", by=CLERK, at=later(days=1))
        assert promised(case).get().state == PromiseState.OPEN
        taken_back(case)
        assert promised(case).get().state == PromiseState.KEPT

    def test_brings_no_second_reminder_beside_the_loaners_own(self):
        packed(lent())
        world.drain(later(hours=3))
        world.keep_at_home()
        for day in range(25, 33):
            world.tick(later(days=day))
        told = [*Message.objects.values_list("letter", flat=True)]
        assert told.count("loaner_overdue") == 1
        assert 1 <= told.count("loaner_reminder") <= 3
        assert invariants.find_all(later(days=33)) == []


class TestTakenBack:
    def test_ends_the_trouble_its_box_was_in_and_finds_it_no_more(self):
        case = packed(lent())
        world.drain(later(hours=3))
        loan = Loan.objects.get()
        move(loan.back, ParcelState.HANDED_OVER, later(days=5))
        world.tick(later(days=20))
        trouble = ParcelTrouble.objects.get(parcel__shipment=loan.back)
        assert trouble.ended_at is None
        taken_back(case, at=later(days=21))
        trouble.refresh_from_db()
        assert (trouble.ending, trouble.ended_by) == ("found", "A. Clerk")
        world.tick(later(days=40))
        assert not ParcelTrouble.objects.open().filter(parcel=trouble.parcel).exists()


class TestItsLabels:
    @pytest.fixture
    def packer(self):
        browser = Client()
        user = User.objects.create_user("p@desk.example", role=Role.WAREHOUSE)
        browser.force_login(user)
        return browser

    def test_the_one_for_the_way_back_is_printed_where_it_is_packed(self, packer):
        case = lent()
        dispatch = Loan.objects.get().dispatch
        address = reverse("station:pack", args=[dispatch.pk])
        assert "The return label is being made." in packer.get(address).content.decode()
        world.drain(later(hours=1))
        (label,) = labels_inside([dispatch.box_code])[dispatch.box_code]
        printed = reverse("station:label", args=[case.number, label.purchase_id])
        for page in (address, reverse("station:sheet", args=[case.number])):
            assert printed in packer.get(page).content.decode()
        assert packer.get(printed).status_code == 200

    def test_its_own_is_printed_again_from_its_page(self, packer):
        loaner = a_loaner()
        page = packer.get(reverse("desk:loaner", args=[loaner.pk])).content.decode()
        address = reverse("station:loaner_label", args=[loaner.pk])
        assert address in page
        label = packer.get(address).content.decode()
        assert Loaner.objects.get().tag in label
        assert loaner.serial in label
        assert "<svg" in label
