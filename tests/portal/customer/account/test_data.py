"""A copy of one's data: made by a worker, handed to whoever asked, gone in a week."""

import io
import json
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from outbox import handlers, work
from rma.models import Account, AccountChange, Case, DataExport, Message
from tests.portal.customer.walk import Walk, drain


@pytest.fixture
def stored(settings, tmp_path):
    """Let files lie with this test."""
    kept = settings.STORAGES["default"]
    options = {"OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": {**kept, **options}}


@pytest.fixture
def asked(company, shop, stored):
    shop.unit("SN-1")
    Walk(company.browser("requester")).whole("SN-1")
    Case.objects.update(contact=company.person("requester"))
    return company


def copy_of(company, role, what="own"):
    browser = company.browser(role)
    browser.post("/account/data", {what: "1"})
    drain()
    export = DataExport.objects.latest("id")
    answer = browser.get(f"/account/data/{export.pk}/copy.zip")
    content = answer.getvalue()
    return export, answer, ZipFile(io.BytesIO(content))


class TestACopy:
    def test_holds_ones_returns_and_says_so_by_letter(self, asked):
        _export, answer, pack = copy_of(asked, "requester")
        assert answer["Content-Disposition"].startswith("attachment;")
        number = Case.objects.get().number
        with pack:
            told = json.loads(pack.read(f"returns/{number}/return.json"))
            about = json.loads(pack.read("about.json"))
        assert told["lines"][0]["serial"] == "SN-1"
        assert about["you"]["email"] == asked.person("requester").email
        assert "people" not in about
        letter = Message.objects.get(letter="data_ready")
        assert letter.to == asked.person("requester").email

    def test_of_a_colleague_holds_none_of_mine(self, asked):
        _export, _answer, pack = copy_of(asked, "approver")
        with pack:
            assert pack.namelist() == ["about.json"]

    def test_of_all_is_the_owners(self, asked):
        finance = asked.browser("finance")
        assert finance.post("/account/data", {"all": "1"}).status_code == 403
        _export, _answer, pack = copy_of(asked, "owner", "all")
        with pack:
            assert len(json.loads(pack.read("about.json"))["people"]) >= 4
            assert any(name.endswith("return.json") for name in pack.namelist())

    def test_is_nobody_elses_to_fetch(self, asked, strangers):
        export, _answer, _pack = copy_of(asked, "owner", "all")
        path = f"/account/data/{export.pk}/copy.zip"
        assert asked.browser("approver").get(path).status_code == 404
        assert strangers.browser("owner").get(path).status_code == 404

    def test_asked_for_twice_is_made_once(self, asked):
        browser = asked.browser("requester")
        browser.post("/account/data", {"own": "1"})
        assert "being packed" in browser.get("/account/data").text
        browser.post("/account/data", {"own": "1"})
        assert DataExport.objects.count() == 1

    def test_is_gone_after_a_week(self, asked):
        export, _answer, _pack = copy_of(asked, "requester")
        handlers.load()
        later = timezone.now() + timedelta(days=7, minutes=1)
        work.drain(now=later, only={"export.end"})
        path = f"/account/data/{export.pk}/copy.zip"
        assert asked.browser("requester").get(path).status_code == 404
        assert not default_storage.exists(export.file)


class TestClosing:
    def test_is_asked_by_the_owner_who_read_what_is_kept(self, company):
        browser = company.browser("owner")
        assert (
            "so that their warranty still counts"
            in browser.get("/account/data/close").text
        )
        assert browser.post("/account/data/close", {"once": "k"}).status_code == 422
        browser.post("/account/data/close", {"once": "k2", "is_sure": "on"})
        browser.post("/account/data/close", {"once": "k3", "is_sure": "on"})
        assert Account.objects.get(pk=company.account.pk).closing_asked_at
        assert Message.objects.filter(letter="closing_asked").count() == 1

    def test_can_be_taken_back(self, company):
        browser = company.browser("owner")
        browser.post("/account/data/close", {"once": "k", "is_sure": "on"})
        browser.post("/account/data/stay")
        assert not Account.objects.get(pk=company.account.pk).closing_asked_at
        whats = AccountChange.objects.values_list("what", flat=True)
        assert {"closing", "stays_open"} <= set(whats)
