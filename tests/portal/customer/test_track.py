"""Ways back: the link of a letter, the number with an address, the code on a parcel."""

import hashlib
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from outbox.models import Job
from rma.actions import tracing
from rma.messages import links
from rma.models import Case, Draft, MailedLink, Message, User
from rma.steps import links_asked
from tests.portal.customer.walk import SENDER, drain

pytestmark = pytest.mark.django_db
NAMES = ("Ana Silva", "ana@orbita", "Verborgene", "Hamburg", "214.00", "SN-1", "storm")


@pytest.fixture
def case(walk, unit):
    walk.whole("SN-1")
    return Case.objects.get()


class TestToken:
    def test_is_exchanged_for_a_cookie_and_a_clean_address(self, case):
        client = Client()
        answer = client.get(f"/t/{links.tracking_token(case)}")
        assert (answer.status_code, answer["Location"]) == (303, f"/r/{case.number}/")
        assert client.get(answer["Location"]).status_code == 200

    @pytest.mark.parametrize("token", ["x", "é", "A" * 500, "../../etc", "%00"])
    def test_gives_a_friendly_page_for_a_wrong_one(self, client, db, token):
        page = client.get(f"/t/{token}")
        assert page.status_code == 404
        if "/" not in token:
            assert "we mail you the link that works" in page.text

    def test_ends_with_its_version(self, case):
        token = links.tracking_token(case)
        Case.objects.update(tracking_version=2)
        page = Client().get(f"/t/{token}")
        assert page.status_code == 404
        assert "was replaced by a newer one" in page.text
        assert f'value="{case.number}"' in page.text
        assert "returns" not in page.cookies


def _headers(page):
    """Return all headers of an answer but the lengths and one-time values."""
    varies = ("Content-Length", "Content-Security-Policy", "Set-Cookie")
    return [pair for pair in page.items() if pair[0] not in varies]


class TestMailedLink:
    @pytest.fixture
    def link(self, case, client):
        drain()
        told = {"number": case.number, "email": "ana@orbita.example"}
        client.post("/track", told)
        drain()
        sent = Message.objects.order_by("id").last()
        return re.search(r"/l/[\w-]{43}", sent.text)[0]

    def test_looked_at_by_a_mail_scanner_it_says_and_spends_nothing(self, case, link):
        for _time in range(3):
            page = Client().get(link)
            assert page.status_code == Client().head(link).status_code == 200
            assert "returns" not in page.cookies
            assert not [name for name in (*NAMES, case.number) if name in page.text]
        assert MailedLink.objects.get().used_at is None

    def test_opens_the_return_once_by_a_press(self, case, link):
        reader = Client()
        answer = reader.post(link)
        assert (answer.status_code, answer["Location"]) == (303, f"/r/{case.number}/")
        assert reader.get(answer["Location"]).status_code == 200
        again = Client().post(link)
        assert again.status_code == 404
        assert "returns" not in again.cookies

    def test_ends_after_half_an_hour(self, link, time_machine):
        row = MailedLink.objects.get()
        assert row.expires_at - row.made_at == timedelta(minutes=30)
        time_machine.move_to(row.expires_at)
        assert "This link is too old" in Client().get(link).text
        assert Client().post(link).status_code == 404

    def test_used_up_says_so_and_a_press_mails_a_new_one_to_its_owner(self, case, link):
        Client().post(link)
        eve = Client()
        page = eve.get(link)
        assert page.status_code == 404
        assert "This link was used already" in page.text
        assert not [name for name in (*NAMES, case.number) if name in page.text]
        assert "A new link goes" in eve.post(link, {"new": "1"}).text
        assert "returns" not in eve.cookies
        drain()
        newest = Message.objects.order_by("id").last()
        assert newest.to == case.contact.email
        fresh = re.search(r"/l/[\w-]{43}", newest.text)[0]
        assert Client().post(fresh)["Location"] == f"/r/{case.number}/"

    def test_used_up_goes_on_where_it_was_used(self, case, link):
        reader = Client()
        reader.post(link)
        assert reader.get(link)["Location"] == f"/r/{case.number}/"

    def test_never_made_asks_for_number_and_address(self, db):
        page = Client().get(f"/l/{'A' * 43}")
        assert page.status_code == 404
        assert 'name="number"' in page.text

    def test_is_kept_as_a_hash_of_256_bits_only(self, link):
        secret = link.removeprefix("/l/")
        assert len(secret) == 43
        row = MailedLink.objects.get()
        assert row.secret_hash == hashlib.sha256(secret.encode()).hexdigest()

    def test_asked_for_too_often_fills_no_mailbox_and_locks_nobody_out(
        self, case, link, client
    ):
        told = {"number": case.number, "email": "ana@orbita.example"}
        answers = {
            Client(REMOTE_ADDR=f"10.0.0.{place}").post("/track", told).status_code
            for place in range(12)
        }
        drain()
        assert answers == {200}
        assert MailedLink.objects.count() == links_asked.MOST_AN_HOUR
        assert Client().post(link).status_code == 303

    def test_asked_for_at_the_desk_lasts_as_those_of_all_letters_do(self, case):
        tracing.ask_for_tracking_link(
            number=case.number, email=case.contact.email, is_lasting=True
        )
        drain()
        sent = Message.objects.order_by("id").last()
        assert links.tracking_url(case) in sent.text


class TestTrack:
    def test_answers_alike_and_mails_only_whom_it_belongs_to(self, case):
        drain()
        before = Message.objects.count()
        asked = [
            {"number": case.number, "email": "ana@orbita.example"},
            {"number": case.number, "email": "eve@elsewhere.example"},
            {"number": "RMA-BCDF-GHJK-NPRSF", "email": "ana@orbita.example"},
        ]
        pages = [Client().post("/track", told) for told in asked]
        assert {page.status_code for page in pages} == {200}
        assert len({str(sorted(_headers(page))) for page in pages}) == 1
        bare = {
            page.text.replace(told["email"], "")
            for page, told in zip(pages, asked, strict=True)
        }
        assert len(bare) == 1
        assert Job.objects.filter(kind="trace.case").count() == 3
        drain()
        (sent,) = Message.objects.order_by("id")[before:]
        assert sent.to == "ana@orbita.example"
        link = re.search(r"/l/[\w-]{43}", sent.text)[0]
        assert link in sent.html
        assert links.tracking_token(case) not in sent.text + sent.html

    def test_does_the_same_work_for_any_number(self, case):
        asked = []
        client = Client()
        for number in ("RMA-BCDF-GHJK-NPRSF", case.number, "RMA-BCDF-GHJK-NPRSF"):
            with CaptureQueriesContext(connection) as seen:
                client.post("/track", {"number": number, "email": "a@b.example"})
            asked.append([query["sql"].split()[0] for query in seen])
        assert asked[1] == asked[2]

    @pytest.mark.parametrize(
        ("number", "email", "words"),
        [
            ("", "a@b.example", "Type the return number."),
            ("nonsense", "a@b.example", "This is no return number."),
            ("RMA-BCDF-GHJK-NPRSF", "nonsense", "like name@example.com"),
        ],
    )
    def test_explains_what_is_wrong(self, client, db, number, email, words):
        page = client.post("/track", {"number": number, "email": email})
        assert page.status_code == 422
        assert words in page.text

    def test_slows_down_who_asks_too_often(self, client, db):
        told = {"number": "RMA-BCDF-GHJK-NPRSF", "email": "a@b.example"}
        answers = [client.post("/track", told).status_code for _ in range(22)]
        assert answers[0] == 200
        assert 429 in answers

    def test_fills_in_the_number_it_was_given(self, client, db):
        assert 'value="RMA-X"' in client.get("/track?number=RMA-X").text


class TestOrderLink:
    def test_mails_the_units_of_an_order_to_its_buyer(self, client, shop):
        shop.unit("SN-1")
        told = {"order": "so-20418", "email": "KAI@geheimhaus.example"}
        client.post("/r/new/order", told)
        client.post("/r/new/order", told | {"email": "eve@elsewhere.example"})
        drain()
        (sent,) = Message.objects.all()
        reader = Client()
        entry = re.search(r"/l/[\w-]{43}", sent.text)[0]
        assert "SN-1" not in reader.get(entry).text
        link = reader.post(entry)["Location"]
        assert link == "/r/new/units"
        page = reader.get(link)
        assert page.status_code == 200
        assert "SN-1" in page.text
        assert not Draft.objects.exists()
        assert reader.post(link, {}).status_code == 422
        assert reader.post(link, {"units": ["SN-OF-OTHERS"]}).status_code == 422
        answer = reader.post(link, {"units": ["SN-1"]})
        assert answer["Location"] == "/r/new/item"
        assert Draft.objects.get().data["lines"][0]["serial"] == "SN-1"

    def test_mails_nothing_to_a_guest_who_knew_a_serial(self, walk, shop):
        shop.unit("SN-1")
        walk.whole("SN-1")
        Message.objects.all().delete()
        told = {"order": "SO-20418", "email": SENDER["email"]}
        walk.client.post("/r/new/order", told)
        drain()
        assert not Message.objects.filter(letter="order_link").exists()

    @pytest.mark.parametrize("address", ["/l/nonsense", "/r/new/units"])
    def test_gives_a_friendly_page_without_it(self, client, db, address):
        client.cookies["order"] = "nonsense"
        assert client.get(address).status_code == 404


class TestScanned:
    @pytest.mark.parametrize("spelling", [str.upper, str.lower])
    def test_shows_anybody_where_it_is_and_nothing_else(self, case, spelling):
        page = Client().get(f"/S/{spelling(case.code)}")
        assert page.status_code == 200
        assert "Your label is being made" in page.text
        for secret in NAMES:
            assert secret not in page.text

    def test_shows_no_address_name_number_or_amount_of_a_customer(self, case):
        page = Client().get(f"/S/{case.code}").text
        main = page[page.index("<main") : page.index("</main")]
        told = re.sub(r"<[^>]*>", " ", main)
        # The house's own contact may stand there; nobody else's.
        ours = (case.site.contact_email, case.site.contact_phone)
        for each in ours:
            told = told.replace(each, "")
        sender = case.ship_from.values()
        for secret in [str(each) for each in sender if len(str(each)) > 2]:
            assert secret not in told
        for shape in (
            r"[\w.+-]+@[\w-]+\.\w+",  # a mail address
            r"(?:\+|\b0)\d[\d ()/-]{6,}\d",  # a telephone number
            r"[€£$]\s?\d|\d+[.,]\d\d\s?(?:EUR|USD|GBP)",  # a price
            r"\b\w+(?:stra(?:ß|ss)e|str\.|gasse|weg|platz)\b",  # a street
            r"\b\d{5}\b",  # a postal code
        ):
            assert re.search(shape, told, re.IGNORECASE) is None, shape

    def test_of_one_that_has_ended_says_so(self, case):
        ended = {"status": "closed", "closed_at": case.opened_at}
        Case.objects.filter(pk=case.pk).update(**ended, situation="delivered")
        page = Client().get(f"/S/{case.code}")
        assert "A return that has ended" in page.text
        assert "on its way to us" not in page.text
        assert {stop["state"] for stop in page.context["to_us"]} == {"done"}

    def test_sends_staff_to_the_station(self, case):
        staff = Client()
        clerk = User.objects.create(email="dock@nordlicht.example", role="warehouse")
        staff.force_login(clerk, "django.contrib.auth.backends.ModelBackend")
        answer = staff.get(f"/S/{case.code}")
        assert answer["Location"] == f"/station/?code={case.code}"

    @pytest.mark.parametrize("code", ["nonsense", "BCDFGHJKNPRSF", "é"])
    def test_is_friendly_about_a_code_nobody_gave(self, client, db, code):
        assert client.get(f"/S/{code}").status_code == 404
