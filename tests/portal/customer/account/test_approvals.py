"""What a requester may not ask for alone: it waits, and happens with a yes only."""

import pytest

from rma.models import Case, HeldRequest, Message
from tests.portal.customer.walk import Walk


@pytest.fixture
def asked(company, shop):
    """Let a requester ask for a return worth more than the limit of a cent."""
    shop.unit("SN-1", paid_cents=90_000, currency="EUR")
    company.account.approve_above_cents = 1
    company.account.limit_currency = "EUR"
    company.account.save()
    walk = Walk(company.browser("requester"))
    walk.to_check("SN-1")
    return walk


def decide(company, role="approver", **form):
    held = HeldRequest.objects.get()
    path = f"/account/approvals/{held.pk}"
    return company.browser(role).post(path, {"once": "k1"} | form)


class TestAskingAbove:
    def test_opens_nothing_and_tells_the_approver(self, asked):
        answer = asked.create()
        assert "waits for an approver" in answer.text
        assert not Case.objects.exists()
        (letter,) = Message.objects.all()
        assert letter.to == "approver@c-1001.example"
        assert "Requester asks for your approval" in letter.subject

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
