"""Links that lead straight on: to a unit, to a draft elsewhere, to a return shown."""

import io
import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from rma.messages import links
from rma.models import Case, CaseLine, Draft, Message
from rma.queries import signed_links
from tests.portal.customer.walk import WORDS, Walk, drain


@pytest.fixture
def address(walk, unit):
    return walk.whole("SN-1")


class TestTheLinkOfAUnit:
    def test_asks_what_happened_at_once_and_writes_nothing_when_looked_at(
        self, client, unit
    ):
        link = links.unit_url(unit)
        page = client.get(link)
        assert "NV-410 dome camera" in page.text
        assert not Draft.objects.exists()

        told = {"u1-words": "Dark.", "u1-reason": "defective"}
        assert client.post(link, told)["Location"] == "/r/new/remedy"
        walk = Walk(client)
        walk.choose()
        walk.create()
        assert CaseLine.objects.get().unit == unit

    def test_keeps_one_draft_where_something_was_forgotten(self, client, unit):
        link = links.unit_url(unit)
        assert client.post(link, {"u1-words": "Dark."}).status_code == 422
        client.post(link, {"u1-words": "Dark.", "u1-reason": "defective"})
        assert Draft.objects.count() == 1

    def test_says_so_where_the_unit_is_on_a_return(self, client, unit, address):
        assert client.get(links.unit_url(unit)).status_code == 409

    @pytest.mark.parametrize("token", ["x", "WzFd:forged", "9" * 900])
    def test_that_is_made_up_opens_nothing(self, client, db, token):
        assert client.get(f"/u/{token}").status_code == 404

    def test_is_printed_for_stickers(self, unit):
        out = io.StringIO()
        call_command("unit_links", order="SO-20418", stdout=out)
        assert f"SN-1,{links.unit_url(unit)}" in out.getvalue()

    @pytest.mark.parametrize(
        ("home", "warns"),
        [("http://localhost:8000", True), ("https://returns.example", False)],
    )
    def test_printed_for_this_machine_only_says_so(self, unit, settings, home, warns):
        settings.RETURNWELL_URL = home
        out, said = io.StringIO(), io.StringIO()
        call_command("unit_links", order="SO-20418", stdout=out, stderr=said)
        assert ("this machine only" in said.getvalue()) == warns
        assert out.getvalue().startswith("serial,link")


class TestADraftElsewhere:
    @pytest.fixture
    def link(self, walk, unit):
        walk.find("SN-1")
        walk.tell(later="1")
        page = walk.client.post("/r/new/later", {"email": "ana@orbita.example"})
        assert "ana@orbita.example" in page.text
        drain()
        return re.search(r"/d/\S+", Message.objects.get().text)[0]

    def test_goes_on_where_it_stood_and_ends_here(self, walk, link):
        phone = Client()
        assert "It holds 1 unit" in phone.get(link).text
        assert phone.post(link)["Location"] == "/r/new/remedy"
        assert WORDS in phone.get("/r/new/item").text
        assert walk.client.get("/r/new/item")["Location"] == "/"

    def test_is_brought_by_a_link_once_only(self, link):
        Client().post(link)
        again = Client().post(link)
        assert again.status_code == 404
        assert "This link was used already" in again.text

    def test_whose_link_is_used_up_has_a_new_one_by_a_press(self, link):
        Client().post(link)
        assert 'name="new"' in Client().get(link).text
        assert Message.objects.count() == 1
        eve = Client()
        assert "A new link goes" in eve.post(link, {"new": "1"}).text
        drain()
        newest = Message.objects.order_by("id").last()
        assert (newest.to, "draft" in eve.cookies) == ("ana@orbita.example", False)
        fresh = re.search(r"/d/\S+", newest.text)[0]
        assert Client().post(fresh)["Location"] == "/r/new/remedy"

    def test_whose_link_is_too_old_says_so(self, link, time_machine):
        lasts = signed_links.DRAFT_LINK_LASTS + timedelta(minutes=1)
        time_machine.move_to(timezone.now() + lasts)
        page = Client().get(link)
        assert page.status_code == 404
        assert "This link is too old" in page.text
        assert "Mail me a new link" in page.text

    def test_goes_on_at_once_where_it_is_already(self, walk, link):
        phone = Client()
        phone.post(link)
        assert phone.get(link)["Location"] == "/r/new/remedy"

    def test_that_was_sent_is_said_to_be_a_return(self, walk, link):
        walk.choose()
        walk.create()
        page = Client().get(link).text
        assert "This return was sent already" in page
        assert Case.objects.get().number in page

    def test_asks_for_no_address_again(self, walk, link):
        assert 'value="ana@orbita.example"' in walk.client.get("/r/new/remedy").text

    def test_is_not_moved_by_looking(self, walk, link):
        Client().get(link)
        assert walk.client.get("/r/new/item").status_code == 200

    def test_wants_an_address(self, walk, unit):
        assert walk.client.get("/r/new/later")["Location"] == "/"
        walk.find("SN-1")
        assert walk.client.post("/r/new/later", {"email": "x"}).status_code == 422


class TestAnotherLikeIt:
    def test_begins_with_all_that_stays_the_same(self, walk, shop, address):
        shop.unit("SN-2")
        answer = walk.client.post(f"{address}like")
        assert answer["Location"] == "/r/new/item"
        assert WORDS in walk.client.get("/r/new/item").text
        walk.tell(**{"u1-serial": "SN-2", "u1-about": "The same camera"})
        assert "Verborgene Gasse 7" in walk.client.get("/r/new/remedy").text
        walk.choose()
        walk.create()
        assert {line.serial for line in CaseLine.objects.all()} == {"SN-1", "SN-2"}

    def test_asks_for_no_product_again(self, walk, shop, address):
        walk.client.post(f"{address}like")
        page = walk.client.get("/r/new/item").text
        assert 'name="u1-about"' not in page
        assert 'name="u1-serial"' in page
        assert "NV-410 dome camera" in page
        walk.tell()
        walk.choose()
        walk.create()
        line = CaseLine.objects.order_by("id").last()
        assert (line.serial, line.product.name) == ("", "NV-410 dome camera")
        assert "NV-410" not in line.description

    def test_with_a_serial_of_another_article_is_about_that(self, walk, shop, address):
        walk.client.post(f"{address}like")
        shop.camera.pk, shop.camera.sku = None, "NV-900"
        shop.camera.save()
        other = shop.unit("SN-9")
        walk.tell(**{"u1-serial": "SN-9"})
        walk.choose()
        walk.create()
        assert CaseLine.objects.order_by("id").last().unit == other

    def test_of_one_that_never_left_is_about_the_same_unit(self, walk, address):
        case = Case.objects.get()
        walk.client.post(f"{address}cancel", {"once": "k", "sure": "on"})
        case.refresh_from_db()
        assert not case.is_open
        walk.client.post(f"{address}like")
        page = walk.client.get("/r/new/item").text
        assert 'name="u1-serial"' not in page
        assert "SN-1" in page

    def test_is_for_its_customer_only(self, address):
        assert Client().post(f"{address}like").status_code == 404


class TestShared:
    def test_shows_the_plan_and_nothing_of_the_sender(self, walk, address):
        link = walk.client.get(f"{address}share").context["url"]
        stranger = Client()
        page = stranger.get(link)
        assert "The plan" in page.text
        for secret in ("Ana Silva", "ana@", "Verborgene", WORDS, "€"):
            assert secret not in page.text
        assert stranger.get(address).status_code == 404
        assert "returns" not in stranger.cookies

    def test_ends_when_all_links_are_made_void(self, walk, address):
        link = walk.client.get(f"{address}share").context["url"]
        walk.client.post(f"{address}share")
        assert Client().get(link).status_code == 404
        assert walk.client.get(address).status_code == 200

    def test_is_not_opened_by_the_letters_link_nor_the_other_way_round(
        self, walk, address
    ):
        token = walk.client.get(f"{address}share").context["url"].rpartition("/")[2]
        assert Client().get(f"/t/{token}").status_code == 404


class TestDates:
    def test_go_into_a_calendar(self, walk, address):
        answer = walk.client.get(f"{address}dates.ics")
        lines = answer.content.decode().split("\r\n")
        assert answer["Content-Type"].startswith("text/calendar")
        assert lines[0] == "BEGIN:VCALENDAR"
        assert lines.count("BEGIN:VEVENT") >= 4
        assert lines.count("BEGIN:VALARM") == 1
        assert all(len(line.encode()) <= 75 for line in lines)


class TestLive:
    def test_changes_its_version_when_something_happened(self, walk, address):
        before = walk.client.get(f"{address}state").text
        assert walk.client.get(f"{address}state").text == before
        assert "data-poll" in before
        walk.client.post(f"{address}cancel", {"reason": "Found it."})
        assert "data-poll" not in walk.client.get(f"{address}state").text
