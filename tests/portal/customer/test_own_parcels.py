"""Numbers typed by the customer on the page of their return."""

import pytest
from django.test import Client

from rma.messages import links
from rma.queries import own_parcels
from tests.portal.customer.walk import drain
from tests.portal.desk.conftest import text
from tests.rma.builders import OWN_CARRIER, a_case

UPS = "1Z999AA10123456784"


@pytest.fixture
def case(db):
    return a_case(hand_over=OWN_CARRIER)


@pytest.fixture
def browser(case):
    client = Client()
    client.get("/t/" + links.tracking_url(case).rsplit("/", 1)[1])
    return client


def typed(browser, case, **words):
    return browser.post(f"/r/{case.number}/parcels", words)


class TestNumbers:
    def test_are_asked_for_on_the_page_of_the_return(self, browser, case):
        page = text(browser.get(f"/r/{case.number}/"))
        assert f"/r/{case.number}/parcels" in page

    def test_are_typed_shown_corrected_and_taken_away(self, browser, case):
        assert typed(browser, case, number=UPS).status_code == 302
        page = text(browser.get(f"/r/{case.number}/parcels"))
        assert "UPS" in page
        first = own_parcels.announced(case)[0]
        typed(browser, case, number="1Z5R89390357567127", instead_of=first.pk)
        (second,) = own_parcels.announced(case)
        assert second.tracking_number == "1Z5R89390357567127"
        browser.post(f"/r/{case.number}/parcels/{second.pk}/withdraw")
        assert own_parcels.announced(case) == []

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            ({"number": ""}, "Type the number."),
            ({"number": "soon"}, "letters and digits"),
            ({"number": "ABC1234567890123"}, "Choose it."),
            ({"number": UPS, "mover": "pigeon"}, "valid choice"),
            ({"number": UPS, "instead_of": "999"}, "changed in the meantime"),
        ],
    )
    def test_that_can_not_be_taken_keep_what_was_typed(
        self, browser, case, words, said
    ):
        page = typed(browser, case, **words)
        assert page.status_code == 422
        assert said in text(page)
        assert words["number"] in text(page)

    def test_of_a_stranger_are_nobodys_business(self, case):
        page = typed(Client(), case, number=UPS)
        assert page.status_code in (302, 404)
        assert own_parcels.announced(case) == []


def test_a_parcel_with_our_label_is_none_to_correct(client, walk, unit):
    address = walk.whole("SN-1")
    drain()
    text = client.get(f"{address}parcels").text
    assert "Take it away" not in text
