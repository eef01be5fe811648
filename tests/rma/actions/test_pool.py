"""Units that left the pool: one given up that came after all, one taken out."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from rma.actions import lending, pooling, scanning
from rma.actions.scanning import Reading
from rma.models import Event, Loan, Loaner, Product, Promise, Shelf
from rma.queries import invariants, loans, scan_look
from rma.rules import numbers
from rma.rules.words import Grade, Role, Step
from rma.steps.lending import LoanOver
from shipping.models import Parcel
from tests.rma import builders
from tests.rma.actions.test_ending_loans import browser, erased, lost, refused
from tests.rma.actions.test_lending import a_loaner, lent, packed, taken_back
from tests.rma.builders import CLERK, later

pytestmark = pytest.mark.django_db


class TestOneThatCameAfterAll:
    def test_is_named_when_it_is_scanned_by_any_of_its_codes(self):
        case = lost(refused(packed(lent())))
        loan = Loan.objects.get()
        box = Parcel.objects.get(shipment=loan.back)
        for text in (loan.loaner.code, "LN-L-1", box.code):
            look = scan_look.look_up(text)
            assert (look.verdict, look.number) == ("ASK", case.number)
            assert look.title == "A loaner that we had given up is here"
        taken_back(case, at=later(days=62))
        assert scan_look.look_up("LN-L-1").number is None
        assert scan_look.look_up(box.code).title == "This loaner is back already"

    def test_is_taken_back_and_is_in_the_pool_again(self):
        case = lost(refused(packed(lent())))
        case = taken_back(case, grade=Grade.B, at=later(days=62))
        assert case.status == "closed"
        loan, loaner = Loan.objects.get(), Loaner.objects.get()
        assert (loan.lost_at, loan.lost_why, loan.back_grade) == (None, "", "B")
        assert (loaner.retired_at, loaner.retired_why, loaner.grade) == (None, "", "B")
        names = [*Event.objects.order_by("id").values_list("name", flat=True)]
        assert names[-1] == "loan.ended"
        assert "loan.lost" in names
        assert invariants.find_all(later(days=63)) == []
        with pytest.raises(LoanOver):
            taken_back(case, at=later(days=64))
        builders.a_unit("SN-2")
        other = builders.a_case(builders.broken("SN-2"), at=later(days=70))
        lent(case=other, loaner=loaner, at=later(days=70), due_on=date(2026, 6, 1))

    def test_holds_data_until_it_is_erased_like_any_other(self):
        loaner = a_loaner()
        Product.objects.update(holds_data=True)
        builders.a_unit("SN-1")
        case = builders.a_case(builders.broken())
        case = lost(packed(lent(case=case, loaner=loaner)))
        taken_back(case, at=later(days=62))
        today = case.site.calendar.local_day(later(days=62))
        assert list(loans.pool("free", "", today).rows) == []
        erased(case, at=later(days=63))
        assert [row.tag for row in loans.pool("free", "", today).rows] == ["L-1"]

    def test_leaves_the_loaner_that_was_lent_in_its_place_alone(self):
        case = lost(packed(lent()), at=later(days=2))
        first = Loan.objects.get()
        lent(case=case, loaner=a_loaner("L-2"), at=later(days=3))
        lending.take_back(
            case=case.ref,
            loan_id=first.pk,
            grade=Grade.A,
            note="",
            by=CLERK,
            at=later(days=4),
        )
        assert Loan.objects.running().get().loaner.tag == "L-2"
        assert Promise.objects.open().filter(step=Step.RETURN_LOANER).count() == 1
        assert Loaner.objects.in_pool().count() == 2

    def test_is_taken_back_at_the_station_and_offered_at_the_desk(self):
        case = lost(refused(packed(lent())))
        loan = Loan.objects.get()
        clerk = browser(Role.WAREHOUSE)
        back = reverse("desk:loan-back", args=[case.number, loan.pk])
        for place in (
            reverse("desk:case", args=[case.number]),
            reverse("desk:loaner", args=[loan.loaner_id]),
        ):
            page = clerk.get(place).content.decode()
            assert "It came back after all" in page
            assert back in page
        sheet = reverse("station:sheet", args=[case.number])
        assert "Nobody waits for it any more." in clerk.get(sheet).content.decode()
        address = reverse("station:loan_back", args=[case.number, loan.pk])
        assert clerk.post(address, {f"loan-{loan.pk}-grade": "B"}).status_code == 302
        assert Loaner.objects.get().retired_at is None


class TestTakenOutOfThePool:
    def test_is_taken_in_again_at_the_desk(self):
        loaner = a_loaner()
        pooling.retire_loaner(
            loaner_id=loaner.pk, reason="Fan is loud.", by=CLERK, at=later(days=1)
        )
        title = "This loaner was taken out of the pool"
        assert scan_look.look_up("LN-L-1").title == title
        clerk = browser(Role.WAREHOUSE)
        page = clerk.get(reverse("desk:loaner", args=[loaner.pk])).content.decode()
        address = reverse("desk:readmit-loaner", args=[loaner.pk])
        assert address in page
        assert "Fan is loud." in clerk.get(address).content.decode()
        answer = clerk.post(address, {"grade": "B", "note": "New fan."})
        assert answer.status_code == 302
        loaner.refresh_from_db()
        assert (loaner.retired_at, loaner.retired_why) == (None, "")
        assert (loaner.grade, loaner.note) == ("B", "New fan.")
        assert scan_look.look_up("LN-L-1").title == "This is a loaner of ours"

    def test_lies_on_the_shelf_scanned_after_it(self):
        loaner = a_loaner()
        shelf = Shelf.objects.create(
            site=loaner.site, name="A1", code=numbers.checked("BCDFGHJKNPRS")
        )

        def scan(text, at):
            reading = Reading(uuid.uuid4(), text, at)
            return scanning.keep_scan(reading=reading, by=CLERK, at=at)

        scan("LN-L-1", later(minutes=1))
        told = scan(shelf.code, later(minutes=2))
        assert (told.verdict, told.answer["title"]) == ("SEEN", "It lies on A1 now")
        loaner.refresh_from_db()
        assert loaner.shelf == shelf

    def test_is_put_on_a_shelf_by_hand_too(self):
        loaner = a_loaner()
        Shelf.objects.create(site=loaner.site, name="A1", code="X")
        clerk = browser(Role.WAREHOUSE)
        told = {"item": "ln-l-1", "shelf": "a1"}
        assert clerk.post(reverse("station:put_away"), told).status_code == 302
        loaner.refresh_from_db()
        assert loaner.shelf.name == "A1"

    def test_one_given_up_is_taken_back_on_its_return_instead(self):
        lost(packed(lent()))
        loaner = Loaner.objects.get()
        with pytest.raises(pooling.StillLent):
            pooling.readmit_loaner(
                loaner_id=loaner.pk, grade=Grade.A, note="", by=CLERK, at=later(days=61)
            )
