"""How little a return asks: screens, fields and taps, counted as a browser would."""

import re

import pytest

from rma.models import Case, CaseLine
from rma.queries import signed_links
from tests.portal.customer.forms import Sheet
from tests.portal.customer.walk import SENDER, WORDS, drain

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
CONTACT = ("name", "email", "street1", "postal_code", "city", "country")


class Counted:
    """Goes through pages and counts what it has to do there itself."""

    def __init__(self, client):
        self.client = client
        self.screens, self.fields, self.taps = 0, 0, 0

    def open(self, address):
        page = self.client.get(address)
        assert page.status_code == 200, address
        return self._seen(page, address)

    def _seen(self, page, address):
        self.page, self.address = page, address
        self.screens += 1
        return page

    def fill(self, **chosen):
        """Send the form with what stood in it already, and what is typed or tapped."""
        sheet = Sheet(self.page.text)
        unknown = [n for n in chosen if sheet.values.get(n) != chosen[n]]
        typed = [n for n in unknown if n in sheet.typed]
        self.fields += len(unknown)
        self.taps += len(unknown) - len(typed) + 1
        answer = self.client.post(self.address, sheet.values | chosen)
        assert answer.status_code == 302, answer.text[:400]
        self.next = answer["Location"]
        return answer

    def go_on(self):
        return self._seen(self.client.get(self.next), self.next)


@pytest.fixture
def counted(client):
    return Counted(client)


class TestTheShortWay:
    def test_from_a_sticker_three_screens_one_typed_field_and_few_taps(
        self, client, shop, unit, counted
    ):
        client.force_login(shop.user, backend=BACKEND)
        counted.open(f"/u/{signed_links.unit_token(unit)}")
        counted.fill(**{"u1-words": WORDS, "u1-reason": "defective"})
        counted.go_on()
        counted.fill(**{"u1-wish": "replacement"})
        counted.go_on()
        counted.fill()
        assert counted.next.startswith("/r/RMA-")
        assert counted.screens == 3
        assert counted.fields == 3
        assert counted.taps <= 9
        assert CaseLine.objects.get().decision == "approved"
        drain()
        assert "Label ready" in client.get(counted.next).text

    def test_a_guest_with_a_serial_sees_four_screens(self, unit, counted):
        counted.open("/")
        counted.fill(find="SN-1")
        counted.go_on()
        counted.fill(**{"u1-words": WORDS, "u1-reason": "defective"})
        counted.go_on()
        counted.fill(**SENDER, **{"u1-wish": "replacement"})
        counted.go_on()
        counted.fill()
        assert counted.next.startswith("/r/RMA-")
        assert counted.screens == 4
        # The serial, words, reason, remedy, and six about who sends it.
        assert counted.fields <= 10

    def test_nothing_is_asked_twice(self, unit, counted):
        asked = []
        counted.open("/")
        asked += Sheet(counted.page.text).typed
        counted.fill(find="SN-1")
        counted.go_on()
        asked += Sheet(counted.page.text).typed
        counted.fill(**{"u1-words": WORDS, "u1-reason": "defective"})
        counted.go_on()
        asked += Sheet(counted.page.text).typed
        assert len(asked) == len(set(asked))

    def test_of_a_known_customer_nothing_is_asked_that_we_know(
        self, client, shop, unit, counted
    ):
        client.force_login(shop.user, backend=BACKEND)
        counted.open(f"/u/{signed_links.unit_token(unit)}")
        counted.fill(**{"u1-words": WORDS, "u1-reason": "defective"})
        counted.go_on()
        sheet = Sheet(counted.page.text)
        assert all(sheet.values[name] for name in CONTACT)


class TestSafeAndReachable:
    def test_a_draft_is_there_again_at_every_step(self, walk, unit, client):
        walk.find("SN-1")
        assert "NV-410" in client.get("/r/new/item").text
        walk.tell()
        assert WORDS in client.get("/r/new/item").text
        walk.choose()
        text = client.get("/r/new/remedy").text
        assert SENDER["street1"] in text
        assert "Check, then create" in client.get("/r/new/check").text

    def test_a_person_stands_on_every_page_of_the_way(self, walk, unit, client):
        seen = [client.get("/").text]
        walk.find("SN-1")
        walk.tell()
        walk.choose()
        steps = ("/r/new/item", "/r/new/remedy", "/r/new/check")
        seen += [client.get(address).text for address in steps]
        created = walk.create()["Location"]
        seen.append(client.get(created).text)
        for text in seen:
            assert "mailto:" in text
            assert re.search(r"tel:\+?\d", text)

    def test_without_pictures_the_label_is_a_link_and_the_code_is_text(
        self, walk, unit, client
    ):
        address = walk.whole("SN-1")
        drain()
        text = re.sub(r"<svg.*?</svg>|<img[^>]*>", "", client.get(address).text)
        assert f'href="{address}label.pdf"' in text
        assert Case.objects.get().number.removeprefix("RMA-") in re.sub(
            r"<[^>]+>", "", text
        )

    def test_the_price_of_the_check_page_is_the_price_of_the_agreement(
        self, client, shop, unit
    ):
        client.force_login(shop.user, backend=BACKEND)
        counted = Counted(client)
        counted.open(f"/u/{signed_links.unit_token(unit)}")
        counted.fill(**{"u1-words": WORDS, "u1-reason": "defective"})
        counted.go_on()
        sheet = re.sub(r"<[^>]+>", "", counted.page.text)
        counted.fill(**{"u1-wish": "advance_replacement", "accepted": "on"})
        said = counted.go_on().text
        most = re.search(r"The most this can cost you is (\d+\.\d\d EUR)", said)
        assert most
        assert most[1] in sheet
