"""A guest's own data: opened from their mailbox only, taken along, and forgotten."""

import io
import json
import re
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from rma.actions import forgetting_guests
from rma.jobs import tidy
from rma.models import Account, Case, Contact, DataExport, Draft, MailedLink, Message
from rma.models import User as People
from rma.steps.owing import StillOwed
from tests.portal.customer.account.conftest import another_account
from tests.portal.customer.walk import drain
from tests.rma.builders import CLERK

pytestmark = pytest.mark.django_db
ANA = "ana@orbita.example"


@pytest.fixture
def case(walk, unit, settings, tmp_path):
    kept = settings.STORAGES["default"]
    options = {"OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": {**kept, **options}}
    walk.whole("SN-1")
    Contact.objects.update(user=None)
    return Case.objects.get()


def link_for(email):
    """Return the link that the newest letter to a mailbox carries, if one came."""
    before = Message.objects.count()
    answer = Client().post("/your-data", {"email": email})
    assert (answer.status_code, answer.cookies) == (200, {})
    drain()
    sent = Message.objects.order_by("id")[before:]
    found = [re.search(r"/l/[\w-]{43}", each.text) for each in sent]
    return found[0][0] if found else None


def reader_of(email):
    """Return a browser that came in by the mailed link."""
    client = Client()
    answer = client.post(link_for(email))
    assert answer["Location"] == "/your-data/mine"
    return client


def copy_for(client):
    client.post("/your-data/mine")
    drain()
    export = DataExport.objects.latest("id")
    answer = client.get(f"/your-data/{export.pk}/copy.zip")
    return export, answer, answer.getvalue()


class TestTheWayIn:
    def test_is_a_letter_to_the_mailbox_and_says_nothing_to_whoever_asks(self, case):
        known = Client().post("/your-data", {"email": ANA})
        unknown = Client().post("/your-data", {"email": "eve@evil.example"})
        assert known.text.replace(ANA, "") == unknown.text.replace(
            "eve@evil.example", ""
        )
        drain()
        assert [each.to for each in Message.objects.filter(letter="data_link")] == [ANA]

    def test_is_not_knowing_an_address_or_a_return(self, case, client):
        # The fixture's browser sees the return; that is no proof of the mailbox.
        for path in ("/your-data/mine", "/your-data/forget", "/your-data/1/copy.zip"):
            answer = client.get(path)
            assert (answer.status_code, answer["Location"]) == (302, "/your-data")
        client.cookies["mailbox"] = ANA
        assert client.get("/your-data/mine").status_code == 302

    def test_opens_once_and_by_a_press(self, case):
        link = link_for(ANA)
        assert "ana@" not in Client().get(link).text
        assert Client().post(link).status_code == 303
        assert Client().post(link).status_code == 404

    def test_ends_after_an_hour(self, case, time_machine):
        client = reader_of(ANA)
        assert client.get("/your-data/mine").status_code == 200
        time_machine.move_to(timezone.now() + timedelta(minutes=61))
        assert client.get("/your-data/mine").status_code == 302

    def test_a_member_may_come_by_their_mailbox_too(self, case):
        user = People.objects.create_user(ANA, name="Ana")
        Contact.objects.update(user=user)
        page = reader_of(ANA).get("/your-data/mine").text
        assert "You also sign in for a company" in page
        assert "/your-data/forget" not in page


class TestTheCopy:
    def test_holds_all_about_the_mailbox_and_nobody_else(self, case, shop):
        other = another_account()
        Contact.objects.create(account=other, name="Ana S.", email=ANA)
        Contact.objects.create(account=other, name="Eve", email="eve@evil.example")
        Draft.objects.create(
            secret_hash="x",
            data={"lines": [{"serial": "SN-77"}]},
            email=ANA,
            created_at=timezone.now(),
            changed_at=timezone.now(),
        )
        _export, answer, saved = copy_for(reader_of(ANA))
        assert answer["Content-Disposition"].startswith("attachment;")
        assert "no-store" in answer["Cache-Control"]
        with ZipFile(io.BytesIO(saved)) as pack:
            about = json.loads(pack.read("about.json"))
            told = json.loads(pack.read(f"returns/{case.number}/return.json"))
            everything = b"".join(pack.read(name) for name in pack.namelist())
        assert {each["name"] for each in about["you"]} == {"Ana Silva", "Ana S."}
        assert about["begun"][0]["data"]["lines"] == [{"serial": "SN-77"}]
        assert told["lines"][0]["serial"] == "SN-1"
        assert b"evil.example" not in everything
        assert b"/l/" not in everything

    def test_is_told_by_a_letter_whose_link_lasts_as_long_as_it_does(self, case):
        export, _answer, _saved = copy_for(reader_of(ANA))
        letter = Message.objects.get(letter="data_ready")
        assert (letter.to, letter.is_secret) == (ANA, True)
        link = re.search(r"/l/[\w-]{43}", letter.text)[0]
        assert MailedLink.objects.latest("id").expires_at == export.expires_at
        # The daily tidying leaves it alone.
        tidy.tidy(lease=None, at=timezone.now() + timedelta(days=2))
        other = Client()
        assert other.post(link)["Location"] == "/your-data/mine"
        saved = other.get(f"/your-data/{export.pk}/copy.zip")
        assert saved.getvalue()

    def test_is_nobody_elses(self, case, shop):
        Contact.objects.create(
            account=shop.account, name="Eve", email="eve@evil.example"
        )
        export, _answer, _saved = copy_for(reader_of(ANA))
        eve = reader_of("eve@evil.example")
        assert eve.get(f"/your-data/{export.pk}/copy.zip").status_code == 404
        assert ANA not in eve.get("/your-data/mine").text

    def test_asked_for_twice_is_made_once(self, case):
        client = reader_of(ANA)
        client.post("/your-data/mine")
        client.post("/your-data/mine")
        drain()
        client.post("/your-data/mine")
        assert DataExport.objects.count() == 1


class TestBeingForgotten:
    def test_is_asked_from_the_mailbox_and_told_to_us_without_a_name(self, case):
        client = reader_of(ANA)
        assert "What is kept, and why" in client.get("/your-data/forget").text
        assert client.post("/your-data/forget", {"once": "k"}).status_code == 422
        for _time in range(2):
            client.post("/your-data/forget", {"is_sure": "on"})
        assert Contact.objects.get(email=ANA).forgetting_asked_at
        letter = Message.objects.get(letter="forgetting_asked")
        assert "ana" not in (letter.subject + letter.text + letter.to).lower()
        assert "You asked us to delete" in client.get("/your-data/mine").text

    def test_waits_for_returns_under_way(self, case):
        guest = Contact.objects.get(email=ANA)
        with pytest.raises(StillOwed):
            forget(guest)
        assert Contact.objects.get(pk=guest.pk).name == "Ana Silva"

    def test_takes_what_names_them_and_leaves_their_colleagues(self, case, shop):
        colleague = Contact.objects.create(
            account=case.account, name="Bo", email="bo@orbita.example"
        )
        copy_for(reader_of(ANA))
        end(case)
        forget(Contact.objects.get(email=ANA))
        drain()
        case.refresh_from_db()
        assert case.ship_from["name"] == "Name deleted"
        assert not Contact.objects.filter(email=ANA).exists()
        assert not default_storage.exists(DataExport.objects.get().file or "gone")
        colleague.refresh_from_db()
        assert (colleague.name, colleague.account.closed_at) == ("Bo", None)
        assert not Message.objects.filter(to=ANA).exclude(letter="forgotten").exists()
        farewell = Message.objects.get(letter="forgotten")
        assert (farewell.to, bool(farewell.sent_at)) == (ANA, True)
        tidy.tidy(lease=None, at=timezone.now() + timedelta(days=8))
        assert not Message.objects.filter(to=ANA).exists()

    def test_closes_an_account_opened_for_them_alone(self, case):
        account = Account.objects.get(pk=case.account_id)
        account.is_guest = True
        account.save()
        account.contacts.exclude(email=ANA).delete()
        end(case)
        forget(Contact.objects.get(email=ANA))
        account.refresh_from_db()
        assert account.closed_at
        assert account.changes.get(what="forgotten").about == "They asked."

    def test_is_done_by_an_administrator_at_the_desk(self, case):
        guest = Contact.objects.get(email=ANA)
        reader_of(ANA).post("/your-data/forget", {"is_sure": "on"})
        end(case)
        desk = Client()
        desk.force_login(People.objects.create_superuser("boss@x.example", name="B"))
        path = f"/desk/customers/{case.account_id}"
        assert "asks to be forgotten" in desk.get(path).text
        act = f"{path}/people/{guest.pk}/forget"
        assert desk.post(act, {"reason": "", "once": "a"}).status_code == 422
        assert desk.post(act, {"reason": "They asked.", "once": "b"}).status_code == 302
        assert "asks to be forgotten" not in desk.get(path).text
        assert desk.get(act).status_code == 404


def end(case):
    Case.objects.filter(pk=case.pk).update(status="closed", closed_at=timezone.now())


def forget(guest):
    return forgetting_guests.forget_guest(
        contact_id=guest.pk, why="They asked.", by=CLERK, at=timezone.now()
    )


def test_a_second_guest_of_one_mailbox_can_still_be_asked_about(case):
    client = reader_of(ANA)
    client.post("/your-data/forget", {"is_sure": "on"})
    Contact.objects.create(account=another_account(), name="Ana", email=ANA)
    assert "/your-data/forget" in client.get("/your-data/mine").text
