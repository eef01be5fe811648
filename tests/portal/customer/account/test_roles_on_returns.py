"""What members may do to a return, and which of their accounts they act for."""

import pytest

from rma.models import AccountSite, Case, Contact, Message
from tests.portal.customer.account.conftest import another_account
from tests.portal.customer.walk import Walk


@pytest.fixture
def path(company, shop):
    shop.unit("SN-1")
    return Walk(company.browser("requester")).whole("SN-1")


class TestFinance:
    def test_reads_a_return_and_finds_nothing_to_press(self, company, path):
        page = company.browser("finance").get(path)
        assert page.status_code == 200
        assert "Cancel this return" not in page.text
        assert "Cancel this return" in company.browser("approver").get(path).text

    @pytest.mark.parametrize("what", ["cancel", "ask", "share", "again", "hand-over"])
    def test_changes_nothing(self, company, path, what):
        answer = company.browser("finance").post(f"{path}{what}", {"once": "k"})
        assert answer.status_code == 403
        assert Case.objects.get().is_open
        assert not Message.objects.filter(letter="cancelled").exists()


class TestTwoAccounts:
    @pytest.fixture
    def both(self, company):
        """Let the requester belong to another company as its owner."""
        user = company.person("requester").user
        other = another_account("C-3003")
        Contact.objects.create(
            account=other, user=user, name="Rob", email=user.email, role="owner"
        )
        return company.browser("requester"), other

    def test_the_one_chosen_is_shown_and_asked_for(self, both, company):
        browser, other = both
        assert other.name in browser.get("/account/choose").text
        wanted = other.contacts.get()
        browser.post("/account/choose", {"account": wanted.pk})
        assert other.name in browser.get("/account/people").text
        assert "Another account" in browser.get("/account/people").text

    def test_a_return_of_the_other_one_is_theirs_all_the_same(self, both, path):
        browser, other = both
        browser.post("/account/choose", {"account": other.contacts.get().pk})
        assert browser.get(path).status_code == 200

    def test_a_strangers_account_can_not_be_chosen(self, both, strangers):
        browser, _other = both
        foreign = strangers.person("owner").pk
        assert browser.post("/account/choose", {"account": foreign}).status_code == 404


class TestWhereItLeavesFrom:
    def site(self, company, name="Dock 4", street="Kai 4"):
        return AccountSite.objects.create(
            account=company.account,
            name=name,
            street1=street,
            city="Hamburg",
            postal_code="20457",
            country="DE",
        )

    def test_the_place_of_work_is_filled_in(self, company, shop):
        shop.unit("SN-1")
        me = company.person("requester")
        me.place = self.site(company)
        me.save()
        walk = Walk(company.browser("requester"))
        walk.find("SN-1")
        walk.tell()
        assert 'value="Kai 4"' in walk.client.get("/r/new/remedy").text

    def test_another_one_is_a_press_away(self, company, shop):
        shop.unit("SN-1")
        place = self.site(company)
        walk = Walk(company.browser("requester"))
        walk.find("SN-1")
        walk.tell()
        assert "Dock 4" in walk.client.get("/r/new/remedy").text
        walk.choose(**{"from": place.pk})
        assert 'value="Kai 4"' in walk.client.get("/r/new/remedy").text

    def test_a_strangers_is_not(self, company, strangers, shop):
        shop.unit("SN-1")
        foreign = self.site(strangers, street="Fremd 1")
        walk = Walk(company.browser("requester"))
        walk.find("SN-1")
        walk.tell()
        walk.choose(**{"from": foreign.pk})
        assert "Fremd 1" not in walk.client.get("/r/new/remedy").text
