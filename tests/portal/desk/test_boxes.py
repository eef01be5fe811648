"""Boxes and destinations at the desk, and boxes on the customer's own page."""

import pytest
from django.test import Client

from rma.messages import links
from rma.models import Destination
from rma.queries import boxes
from shipping import ordering
from shipping.words import ParcelState
from tests.rma.builders import a_case, a_unit, broken, later


@pytest.fixture
def case():
    a_unit("SN-1")
    a_unit("SN-2")
    return a_case(broken("SN-1"), broken("SN-2"))


@pytest.fixture
def reader(case):
    """Return a browser that opened the link of the return's letter."""
    client = Client()
    client.get("/" + links.tracking_url(case).split("/", 3)[3])
    return client


def one_of(case, serial):
    return {f"line-{case.lines.get(serial=serial).pk}": "1"}


class TestAtTheDesk:
    def test_a_box_is_added_and_taken_back(self, support, case):
        page = f"/desk/returns/{case.number}"

        added = support.post(f"{page}/boxes/add", one_of(case, "SN-2"))
        shown = support.get(page).content.decode()

        assert added.status_code == 302
        assert shown.count("Remove this box") == 2
        _first, second = boxes.of_case(case)
        support.post(f"{page}/boxes/{second.pk}/remove")
        assert len(boxes.of_case(case)) == 1

    def test_an_empty_box_is_refused_and_nothing_typed_is_lost(self, support, case):
        answer = support.post(f"/desk/returns/{case.number}/boxes/add", {})

        assert answer.status_code == 422
        assert "Say which units go into the new box." in answer.content.decode()

    def test_what_left_is_said_so(self, support, case):
        (only,) = boxes.of_case(case)
        ordering.note(parcel=only, state=ParcelState.MOVING, at=later(minutes=1))

        address = f"/desk/returns/{case.number}/boxes/{only.pk}/remove"
        answer = support.post(address)

        assert answer.status_code == 422
        assert "The carrier has this box already" in answer.content.decode()

    def test_another_return_s_box_is_no_page(self, support, case):
        a_unit("SN-3")
        (foreign,) = boxes.of_case(a_case(broken("SN-3")))

        address = f"/desk/returns/{case.number}/boxes/{foreign.pk}/remove"

        assert support.post(address).status_code == 404

    def test_without_the_right_there_is_no_way(self, warranty, customer, case):
        address = f"/desk/returns/{case.number}/boxes/add"

        assert warranty.get(address).status_code == 403
        assert customer.get(address).status_code == 404


class TestForCustomers:
    def test_a_box_is_added_on_the_page_of_the_return(self, reader, case):
        answer = reader.post(f"/r/{case.number}/boxes/add", one_of(case, "SN-2"))

        assert answer.status_code == 302
        assert "Box 2" in reader.get(f"/r/{case.number}/").content.decode()

    def test_a_stranger_s_browser_finds_nothing(self, case):
        assert Client().get(f"/r/{case.number}/boxes/add").status_code == 404
        assert Client().get(f"/r/{case.number}/boxes/share").status_code == 404

    def test_boxes_of_returns_one_may_not_see_are_not_offered(self, reader, case):
        a_unit("SN-3")
        other = a_case(broken("SN-3"))

        shown = reader.get(f"/r/{case.number}/boxes/share").content.decode()

        assert other.number not in shown
        assert "No other box goes the same way" in shown


class TestDestinations:
    def test_one_is_written_and_listed(self, admin):
        told = {
            "name": "Brno", "position": "1", "is_active": "on", "kind": "partner",
            "why": "Repaired in Brno.", "street1": "Ulice 1", "city": "Brno",
            "country": "cz", "countries": "de; at",
        }  # fmt: skip

        assert admin.post("/desk/settings/destinations/new", told).status_code == 302
        row = Destination.objects.get()
        assert (row.country, row.countries) == ("CZ", "DE, AT")
        shown = admin.get("/desk/settings/destinations/").content.decode()
        assert "Repaired in Brno." in shown

    def test_what_is_missing_is_said_at_its_field(self, admin, support):
        told = {"name": "x", "position": "1", "kind": "partner", "why": "y", "sku": "?"}

        answer = admin.post("/desk/settings/destinations/new", told)

        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Type the address parcels go to." in page
        assert "No article has this number." in page
        assert support.get("/desk/settings/destinations/").status_code == 403

    def test_without_any_the_page_says_where_things_go(self, admin):
        shown = admin.get("/desk/settings/destinations/").content.decode()

        assert "No destination yet" in shown
