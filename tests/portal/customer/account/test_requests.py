"""What waits for a yes of the company: seen by who asked and by who decides."""

from datetime import timedelta

import pytest
from django.utils import timezone

from rma.models import Case, HeldRequest
from rma.queries.keyset import PAGE
from tests.portal.customer.account.test_approvals import decide


@pytest.fixture
def waiting(asked):
    asked.create()
    return HeldRequest.objects.get()


def pages(company, role):
    browser = company.browser(role)
    return [browser.get(f"/account/{name}").text for name in ("returns", "requests")]


class TestWaiting:
    def test_stands_beside_the_returns_with_whose_yes_it_waits_for(
        self, company, waiting
    ):
        for page in pages(company, "requester"):
            assert "NV-410 dome camera" in page
            assert "Waits for a yes" in page
            assert "of <bdi>Approver</bdi>" in page

    def test_leads_who_decides_to_the_decision_and_who_asked_to_what_they_asked(
        self, company, waiting
    ):
        decision = f"/account/approvals/{waiting.pk}"
        for role, is_there in (("approver", True), ("owner", True), ("requester", 0)):
            for page in pages(company, role):
                assert (decision in page) is bool(is_there)
        browser = company.browser("requester")
        row = browser.get("/account/requests").context["requests"][0]
        page = browser.get(f"/h/{row['token']}").text
        assert "It waits for a yes of <bdi>Approver</bdi>." in page

    def test_waits_for_the_owner_where_nobody_approves(self, company, waiting):
        company.account.contacts.filter(role="approver").update(role="finance")
        assert "of <bdi>Owner</bdi>" in pages(company, "requester")[1]

    def test_is_not_shown_to_who_neither_asked_nor_decides(
        self, company, strangers, waiting
    ):
        waiting.contact = company.person("owner")
        waiting.save()
        for reader, role in ((company, "requester"), (company, "finance")):
            for page in pages(reader, role):
                assert "SN-1" not in page
        for page in pages(strangers, "owner"):
            assert "SN-1" not in page


class TestDecided:
    def test_no_says_who_and_why_to_who_asked(self, company, waiting):
        decide(company, decline="1", why="Buy a new one.")
        for page in pages(company, "requester"):
            assert "Declined" in page
            assert "Buy a new one." in page
        browser = company.browser("requester")
        row = browser.get("/account/requests").context["requests"][0]
        assert "Buy a new one." in browser.get(f"/h/{row['token']}").text
        finance = company.browser("finance").get(f"/h/{row['token']}").text
        assert "Buy a new one." not in finance

    def test_no_of_long_ago_is_on_its_own_page_only(self, company, waiting):
        decide(company, decline="1", why="Buy a new one.")
        HeldRequest.objects.update(decided_at=timezone.now() - timedelta(days=15))
        returns, own = pages(company, "requester")
        assert "Buy a new one." not in returns
        assert "Buy a new one." in own

    def test_yes_leads_to_the_return(self, company, waiting):
        decide(company)
        returns, own = pages(company, "requester")
        number = Case.objects.get().number
        assert "Waits for a yes, or got a no" not in returns
        assert f'href="/r/{number}/"' in own


class TestList:
    @pytest.fixture
    def many(self, company):
        person = company.person("requester")
        HeldRequest.objects.bulk_create(
            HeldRequest(
                account=company.account,
                contact=person,
                data={"lines": [{"key": "u1", "serial": f"SN-{number:03}"}]},
                reasons=["value"],
                asked_at=timezone.now(),
            )
            for number in range(PAGE + 1)
        )

    def test_is_a_page_at_a_time(self, company, many):
        browser = company.browser("requester")
        first = browser.get("/account/requests")
        assert "SN-000" not in first.text
        assert "SN-000" in browser.get(f"/account/requests{first.context['next']}").text
        assert len(browser.get("/account/returns").context["requests"]) == 5

    def test_costs_the_same_statements_however_many(
        self, company, many, django_assert_max_num_queries
    ):
        browser = company.browser("requester")
        with django_assert_max_num_queries(14):
            browser.get("/account/requests")

    @pytest.mark.parametrize(
        ("asked_for", "is_there"),
        [("waiting", True), ("approved", False), ("declined", False)],
    )
    def test_is_narrowed_by_state(self, company, waiting, asked_for, is_there):
        page = company.browser("owner").get(f"/account/requests?state={asked_for}")
        assert ("SN-1" in page.text) is is_there

    def test_of_mine_holds_no_colleagues(self, company, waiting):
        page = company.browser("owner").get("/account/requests?whose=mine")
        assert "SN-1" not in page.text
        assert "Nothing matches" in page.text
