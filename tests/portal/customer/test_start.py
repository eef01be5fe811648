"""The first page: found, unknown, several, out already, and nothing given away."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from outbox.models import Job
from rma.models import Draft
from tests.portal.customer.walk import Walk


class TestStart:
    def test_asks_one_thing(self, client, db):
        page = client.get("/")
        assert page.status_code == 200
        assert 'name="find"' in page.text

    def test_goes_on_with_a_known_serial_however_typed(self, walk, unit):
        page = walk.find(" s/n: sn 1 ")
        assert (page.status_code, page["Location"]) == (302, "/r/new/item")
        cookie = page.cookies["draft"]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert Draft.objects.get().secret_hash != cookie.value

    def test_tells_a_guest_product_and_cover_and_never_whose_it_is(self, walk, unit):
        walk.find("SN-1")
        page = walk.client.get("/r/new/item").text
        assert "NV-410 dome camera" in page
        assert "Covered by the warranty" in page
        for secret in ("Geheimhaus", "Verborgene", "kai@", "buero@", "SO-20418"):
            assert secret not in page
        walk.tell()
        page = walk.client.get("/r/new/remedy").text
        for secret in ("Geheimhaus", "Verborgene", "Kai Wolke", "kai@", "buero@"):
            assert secret not in page

    def test_explains_an_empty_field_at_the_field(self, walk, db):
        page = walk.find("")
        assert page.status_code == 422
        assert "<title>Error:" in page.text
        assert page.text.count("Type the serial number or the order number.") == 2

    def test_shows_ways_on_for_an_unknown_serial_and_keeps_it(self, walk, db):
        page = walk.find("NOPE-9")
        assert page.status_code == 200
        assert "is no serial number that we know" in page.text
        assert 'value="NOPE-9"' in page.text
        assert not Draft.objects.exists()

    def test_goes_on_without_a_number(self, walk, db):
        walk.find("", without="1")
        assert "Which product is it?" in walk.client.get("/r/new/item").text

    def test_takes_several_at_once_and_each_one_once(self, walk, shop):
        shop.unit("SN-1")
        shop.unit("SN-2")
        walk.client.post("/", {"find": "SN-1", "several": "SN-2\nsn1\nSN-2"})
        assert len(Draft.objects.get().data["lines"]) == 2

    def test_refuses_more_than_fifty(self, walk, db):
        many = "\n".join(f"A-{n}" for n in range(51))
        assert walk.client.post("/", {"find": "", "several": many}).status_code == 422

    def test_says_at_the_file_that_its_list_is_too_long(self, walk, db):
        many = "\n".join(f"A-{n}" for n in range(51)).encode()
        table = SimpleUploadedFile("list.csv", many, "text/csv")
        page = walk.client.post("/", {"find": "", "table": table})

        assert page.status_code == 422
        assert list(page.context["form"].errors) == ["table"]

    @pytest.mark.parametrize("codec", ["utf-8-sig", "cp1252", "utf-16"])
    def test_reads_a_list_as_spreadsheets_save_it(self, walk, unit, codec):
        sent = "Gerät;S/N\r\nKuppel;SN-1\r\n".encode(codec)
        table = SimpleUploadedFile("Geräte.csv", sent, "text/csv")
        page = walk.client.post("/", {"find": "", "table": table})

        assert page["Location"] == "/r/new/item"
        assert Draft.objects.get().data["lines"][0]["serial"] == "SN-1"

    @pytest.mark.parametrize(
        "rows",
        [
            "Was;Nummer;Auftrag\nKuppel;SN-1001;SO-1\nKuppel;SN-1002;SO-1",
            "1,Dome,SN-1001\n2,Dome,SN-1002",
            "Seriennummer\tWas\nSN-1001\t7001\nSN-1002\t7002",
            'Item,No.\nDome,="SN-1001"\nDome,="SN-1002"',
            "SN-1001\nSN-1002\n,,\n",
        ],
    )
    def test_finds_the_serials_in_whatever_column(self, walk, db, rows):
        table = SimpleUploadedFile("list.csv", rows.encode(), "text/csv")
        walk.client.post("/", {"find": "", "table": table})

        lines = Draft.objects.get().data["lines"]
        assert [line["serial"] for line in lines] == ["SN-1001", "SN-1002"]

    @pytest.mark.parametrize("sent", [b"PK\x03\x04\x14\x00\x06\xff", b"\xff\xfe\x00"])
    def test_says_that_a_file_of_a_spreadsheet_is_no_list(self, walk, db, sent):
        table = SimpleUploadedFile("list.xlsx", sent, "text/csv")
        page = walk.client.post("/", {"find": "", "table": table})

        assert page.status_code == 422
        assert "This is no text. Save the list as CSV" in page.text

    def test_sends_a_return_number_to_its_page(self, walk, db):
        page = walk.find("rma bcdf ghjk nprsf")
        assert page["Location"] == "/r/RMA-BCDF-GHJK-NPRSF/"

    def test_does_not_take_a_unit_that_is_on_an_open_return(self, walk, client, unit):
        walk.whole("SN-1")
        page = Walk(client).find("SN-1")
        assert page.status_code == 422
        assert "is on an open return already" in page.text
        # In the words of its plate, with the way to that return beside it
        typed = Walk(client).find("sn 1").text
        assert "SN-1 is on an open return already" in typed
        assert "We mail it to the address the return was made with." in typed
        assert client.get("/").text.count("We mail it to the address") == 0

    @pytest.mark.parametrize("dash", ["\u2010", "\u2011", "\u2013", "\u2212", "\u00ad"])
    def test_reads_every_dash_as_a_hyphen(self, walk, unit, dash):
        assert walk.find(f"SN{dash}1")["Location"] == "/r/new/item"

    def test_says_in_plain_words_what_is_too_long(self, walk, db):
        page = walk.find("9" * 201)
        assert page.status_code == 422
        assert "longer than any number" in page.text
        assert "at most" not in page.text.partition("error-summary")[2][:400]
        many = walk.find("", several="9" * 5001).text
        assert "That is too much for one return." in many

    def test_keeps_what_was_begun_and_adds_to_it(self, walk, shop):
        shop.unit("SN-1")
        shop.unit("SN-2")
        walk.find("SN-1")
        walk.client.post("/r/new/item", {"u1-words": "Dark.", "add": "1"})
        assert "You began a return of 1 unit." in walk.client.get("/").text
        walk.find("SN-2", add="1")
        page = walk.client.get("/r/new/item").text
        assert "Dark." in page
        assert "SN-2" in page

    def test_takes_hostile_text_as_text(self, walk, db):
        page = walk.find('"><script>alert(1)</script>\x00')
        assert page.status_code in (200, 422)
        assert "<script>alert" not in page.text

    def test_does_nothing_for_another_verb(self, client, db):
        assert client.put("/").status_code == 405


class TestOrder:
    def test_answers_alike_whether_the_order_exists_or_not(self, client, unit):
        told = {"email": "kai@geheimhaus.example"}
        good = client.post("/r/new/order", told | {"order": "SO-20418"})
        bad = client.post("/r/new/order", told | {"order": "SO-99999"})
        assert good.status_code == bad.status_code == 200
        assert good.text == bad.text
        assert Job.objects.filter(kind="trace.order").count() == 2

    def test_explains_a_missing_address_and_keeps_the_order(self, client, db):
        page = client.post("/r/new/order", {"order": "SO-1"})
        assert page.status_code == 422
        assert 'value="SO-1"' in page.text

    def test_lists_its_own_units_to_an_account_signed_in(self, client, shop):
        shop.unit("SN-1")
        shop.unit("SN-2")
        client.force_login(shop.user, "django.contrib.auth.backends.ModelBackend")
        client.post("/", {"find": "SO-20418"})
        page = client.get("/r/new/item").text
        assert "SN-1" in page
        assert "SN-2" in page

    def test_knows_no_strangers_serial_for_an_account_signed_in(self, client, shop):
        shop.unit("SN-7", account=None)
        client.force_login(shop.user, "django.contrib.auth.backends.ModelBackend")
        assert (
            "is no serial number that we know"
            in client.post("/", {"find": "SN-7"}).text
        )
