"""Parcels in trouble at the desk: listed, taken, asked about, dated, ended."""

import pytest

from outbox.models import Job
from rma.actions import mending
from rma.models import ParcelTrouble
from rma.rules.actors import SYSTEM
from rma.rules.troubles import Ending
from shipping.models import Parcel
from shipping.words import Direction, ParcelState
from tests.portal.desk.conftest import once, said_by, text
from tests.rma.builders import later, move


@pytest.fixture
def lost(approved):
    """A return whose parcel the carrier cannot find."""
    move(approved, Direction.IN, ParcelState.LOST, later())
    parcel = Parcel.objects.get(shipment__reference=approved.number)
    mending.look_into_parcel(parcel_id=parcel.pk, by=SYSTEM, at=later())
    return ParcelTrouble.objects.get()


def where(row, act=""):
    return f"/desk/exceptions/{row.pk}{act}"


class TestTheList:
    def test_shows_what_is_open_and_leads_to_it(self, warehouse, lost):
        page = text(warehouse.get("/desk/exceptions/"))
        assert where(lost) in page
        assert "Lost" in page
        home = text(warehouse.get("/desk/"))
        assert "Parcels in trouble" in home

    def test_says_that_nothing_matches_and_takes_nonsense(self, support, lost):
        page = text(support.get("/desk/exceptions/?state=ended"))
        assert "Nothing matches" in page
        odd = "/desk/exceptions/?state=%00&kind=zz&after=x~y"
        assert support.get(odd).status_code == 200

    def test_is_empty_in_words(self, support):
        assert 'class="empty"' in text(support.get("/desk/exceptions/"))

    def test_is_no_page_for_customers(self, customer, lost):
        assert customer.get("/desk/exceptions/").status_code == 404
        assert customer.get(where(lost)).status_code == 404


class TestOneOfThem:
    def test_says_what_to_do_next_and_how_it_may_end(self, support, lost):
        page = text(support.get(where(lost)))
        assert "Claim it at the carrier" in page
        assert "?ending=new_label" in page
        assert "?ending=sent_again" not in page

    def test_is_taken_and_given_back(self, support, lost):
        support.post(where(lost, "/take"))
        lost.refresh_from_db()
        assert lost.owner == support.user
        assert where(lost) in text(support.get("/desk/exceptions/?state=mine"))
        support.post(where(lost, "/take"))
        lost.refresh_from_db()
        assert lost.owner is None

    def test_has_the_carrier_asked_once_a_minute(self, support, lost):
        for _press in range(3):
            support.post(where(lost, "/ask"))
        assert Job.objects.filter(kind="parcel.look").count() == 1

    def test_gets_another_day_that_lies_ahead(self, support, lost):
        asked = {"due_on": "2020-01-01", "plan": "We search.", "once": once()}
        page = support.post(where(lost, "/plan"), asked)
        assert page.status_code == 422
        assert "We search." in text(page)
        later_on = asked | {"due_on": "2026-03-20", "once": once()}
        assert support.post(where(lost, "/plan"), later_on).status_code == 302
        lost.refresh_from_db()
        assert lost.plan == "We search."

    def test_ends_once_however_often_it_is_sent(self, support, lost):
        asked = {"ending": "new_label", "note": "Gone.", "once": once()}
        for _press in range(2):
            page = support.post(where(lost, "/end"), asked, follow=True)
        assert said_by(page) == ["Ended; the customer is told."]
        assert Parcel.objects.count() == 2

    def test_a_claim_needs_its_number_and_loses_nothing_typed(self, support, lost):
        asked = {"ending": "claimed", "note": "They search.", "once": once()}
        page = support.post(where(lost, "/end"), asked)
        assert page.status_code == 422
        assert "Type the number" in text(page)
        assert "They search." in text(page)

    def test_can_not_end_in_a_way_that_is_not_offered(self, support, lost):
        asked = {"ending": "sent_again", "once": once()}
        assert support.post(where(lost, "/end"), asked).status_code == 422

    def test_credited_leads_to_where_the_amount_is_chosen(self, support, lost):
        asked = {"ending": "credited", "once": once()}
        answer = support.post(where(lost, "/end"), asked)
        assert answer.url.endswith("/lines/1/resolve")

    def test_that_has_ended_says_so(self, support, lost):
        mending.end_trouble(
            trouble_id=lost.pk, ending=Ending.FOUND, note="", by=SYSTEM, at=later()
        )
        page = support.post(where(lost, "/take"), follow=True)
        assert "It has ended already." in said_by(page)
        asked = {"ending": "found", "once": once()}
        assert support.post(where(lost, "/end"), asked).status_code == 422

    def test_changes_only_by_post_and_by_those_who_may(self, support, warranty, lost):
        assert support.get(where(lost, "/take")).status_code == 405
        assert support.get("/desk/exceptions/999").status_code == 404
