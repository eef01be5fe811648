"""What a requester may not ask for alone: it waits, and happens with a yes only."""

import re

import pytest
from django.test import Client

from rma.messages import links
from rma.models import Account, Case, Contact, HeldRequest, Message, User
from tests.portal.customer.walk import Walk
from tests.rma.actions.test_following_up import END, ended
from tests.rma.builders import a_case, broken


def decide(company, role="approver", **form):
    held = HeldRequest.objects.get()
    path = f"/account/approvals/{held.pk}"
    return company.browser(role).post(path, {"once": "k1"} | form)


class TestAskingAbove:
    def test_opens_nothing_and_tells_the_approver(self, asked):
        page = asked.create()["Location"]
        assert "waits for an approver" in asked.client.get(page).text
        assert not Case.objects.exists()
        (letter,) = Message.objects.all()
        assert letter.to == "approver@c-1001.example"
        assert "Requester asks for your approval" in letter.subject
        assert "NV-410 dome camera SN-1" in letter.text
        assert "900.00" in letter.text
        assert f"/account/approvals/{HeldRequest.objects.get().pk}" in letter.text

    def test_pressed_twice_waits_once(self, asked):
        once, kept = asked.once(), asked.client.cookies["draft"].value
        asked.create(once)
        asked.client.cookies["draft"] = kept
        asked.create(once)
        assert HeldRequest.objects.count() == Message.objects.count() == 1

    def test_below_the_limit_goes_through(self, asked, company):
        company.account.approve_above_cents = 90_000
        company.account.save()
        asked.create()
        assert Case.objects.get().account == company.account

    @pytest.mark.parametrize("role", ["owner", "approver"])
    def test_by_who_may_decide_goes_through(self, asked, company, role):
        walk = Walk(company.browser(role))
        walk.to_check("SN-1")
        walk.create()
        assert Case.objects.count() == 1

    def test_by_finance_is_no_request_at_all(self, asked, company):
        walk = Walk(company.browser("finance"))
        walk.to_check("SN-1")
        assert walk.create().status_code == 403
        assert not Case.objects.exists()


class TestReading:
    def test_the_approver_sees_what_it_is_worth_and_what_happens(self, asked, company):
        asked.create()
        held = HeldRequest.objects.get()
        page = company.browser("approver").get(f"/account/approvals/{held.pk}").text
        assert "900.00 EUR" in page
        assert "The plan, if you say yes now" in page
        assert "You hand the parcel to the carrier" in page

    def test_what_can_not_be_made_any_more_is_said(self, asked, company):
        asked.create()
        held = HeldRequest.objects.get()
        a_case(broken("SN-1"), account_id=company.account.pk)
        page = company.browser("approver").get(f"/account/approvals/{held.pk}")
        assert "a unit is on another return by now" in page.text
        # Then there is one thing left to say
        assert "Approve and make the return" not in page.text
        assert 'name="decline"' in page.text

    def test_each_names_its_units_and_says_decide(self, asked, company):
        asked.create()
        page = company.browser("approver").get("/account/approvals").text
        assert "NV-410 dome camera" in page
        assert re.search(r">Decide<span class=.unseen.>: Requester, SN-1<", page)


class TestFailedAgain:
    """Nobody goes round an approver by a letter of ours."""

    @pytest.fixture
    def old(self, company, shop, time_machine):
        time_machine.move_to(END)
        case = ended()
        Account.objects.filter(pk=case.account_id).update(
            approve_above_cents=1, limit_currency="EUR"
        )
        user = User.objects.create_user("jo@weber.example", name="Jo")
        Contact.objects.filter(pk=case.contact_id).update(user=user, role="requester")
        return Case.objects.get(pk=case.pk)

    @pytest.fixture
    def pressed(self, client, old):
        link = links.tracking_url(old, page="again").partition("/t/")[2]
        path = client.get(f"/t/{link}")["Location"]
        return client.post(path, {"feeling": "failed", "once": "k1"})

    def test_by_a_requester_waits_for_the_approver(self, client, pressed, old):
        assert "waits for a yes" in client.get(pressed["Location"]).text
        assert not old.followed_by.exists()
        assert HeldRequest.objects.get().contact_id == old.contact_id

    def test_goes_on_as_the_return_that_follows_with_a_yes(self, pressed, old):
        boss = User.objects.create_user("boss@weber.example")
        Contact.objects.create(
            account_id=old.account_id, user=boss, email=boss.email, role="approver"
        )
        browser = Client()
        browser.force_login(boss)
        held = HeldRequest.objects.get()
        answer = browser.post(f"/account/approvals/{held.pk}", {"once": "k1"})
        new = old.followed_by.get()
        assert answer["Location"] == f"/r/{new.number}/"
        assert old.events.filter(name="case.failed-again").exists()


class TestDeciding:
    def test_yes_opens_what_was_asked_for_as_it_was_asked(self, asked, company):
        asked.create()
        answer = decide(company)
        case = Case.objects.get()
        assert answer["Location"] == f"/r/{case.number}/"
        assert case.lines.get().serial == "SN-1"
        assert case.contact.email == "ana@orbita.example"
        assert HeldRequest.objects.get().case == case

    def test_yes_twice_is_one_return(self, asked, company):
        asked.create()
        held = HeldRequest.objects.get()
        browser, path = company.browser("approver"), f"/account/approvals/{held.pk}"
        browser.post(path, {"once": "k1"})
        assert browser.post(path, {"once": "k2"}).status_code == 404
        assert Case.objects.count() == 1

    def test_no_wants_a_reason_and_tells_it(self, asked, company):
        asked.create()
        assert decide(company, decline="1").status_code == 422
        decide(company, decline="1", why="Buy a new one.")
        letter = Message.objects.order_by("id").last()
        assert letter.to == "requester@c-1001.example"
        assert "Buy a new one." in letter.text
        assert not Case.objects.exists()

    @pytest.mark.parametrize("role", ["requester", "finance"])
    def test_is_not_for_everybody(self, asked, company, role):
        asked.create()
        assert decide(company, role).status_code == 403
        assert HeldRequest.objects.get().decided_at is None


class TestSwapChosenLater:
    def test_by_a_requester_is_the_approvers_to_choose(self, company, shop):
        shop.unit("SN-1", paid_cents=90_000, currency="EUR")
        walk = Walk(company.browser("requester"))
        path = walk.whole("SN-1")
        company.account.approve_swaps = True
        company.account.save()
        wanted = {"unit": "1", "wish": "advance_replacement", "accepted": "on"}
        answer = walk.client.post(f"{path}remedy", wanted | {"once": "k1"})
        assert answer.status_code == 422
        assert "An approver of your company decides on this" in answer.text
        assert Case.objects.get().lines.get().wish == "replacement"
        boss = company.browser("approver")
        boss.post(f"{path}remedy", wanted | {"once": "k2"})
        assert Case.objects.get().lines.get().is_advance
