"""What a company sees of its returns and units, and what it never sees."""

import pytest
from django.utils import timezone

from rma.models import Case, CreditRequest, Resolution
from rma.queries.keyset import PAGE
from tests.rma.builders import NOON, a_case, broken


@pytest.fixture
def case(company, shop):
    shop.unit("SN-1")
    case = a_case(broken("SN-1"), account_id=company.account.pk)
    Case.objects.filter(pk=case.pk).update(contact=company.person("requester"))
    return case


class TestReturns:
    def test_are_all_of_the_company_or_mine(self, company, case):
        owner = company.browser("owner")
        assert case.number in owner.get("/account/returns").text
        mine = owner.get("/account/returns?whose=mine").text
        assert case.number not in mine
        assert "Nothing matches" in mine
        theirs = company.browser("requester").get("/account/returns?whose=mine")
        assert case.number in theirs.text

    @pytest.mark.parametrize("text", ["{number}", "SN-1", "sn1", "NV-410", "Requester"])
    def test_are_found_by_what_people_remember(self, company, case, text):
        text = text.format(number=case.number)
        page = company.browser("finance").get("/account/returns", {"q": text})
        assert case.number in page.text

    def test_of_others_are_not_even_counted(self, strangers, company, case):
        page = strangers.browser("owner").get("/account/returns", {"q": "SN-1"})
        assert case.number not in page.text

    def test_cost_the_same_statements_however_many(
        self, company, shop, django_assert_max_num_queries
    ):
        for number in range(4):
            shop.unit(f"SN-{number}")
            a_case(broken(f"SN-{number}"), account_id=company.account.pk)
        owner = company.browser("owner")
        with django_assert_max_num_queries(12):
            owner.get("/account/returns")


class TestUnits:
    def test_say_what_is_owed_and_until_when(self, company, shop):
        shop.unit("SN-7", days=10)
        page = company.browser("finance").get("/account/units").text
        assert "SN-7" in page
        assert "Covered by the warranty" in page
        assert "<time datetime=" in page

    def test_are_a_page_at_a_time_and_found_by_serial(self, company, shop):
        for number in range(PAGE + 1):
            shop.unit(f"SN-{number:03}")
        owner = company.browser("owner")
        first = owner.get("/account/units")
        assert "SN-000" not in first.text
        assert "SN-000" in owner.get(f"/account/units{first.context['next']}").text
        found = owner.get("/account/units?q=sn-000")
        assert [row["unit"].serial for row in found.context["units"]] == ["SN-000"]

    def test_begin_a_return_in_one_tap(self, company, shop):
        unit = shop.unit("SN-7")
        browser = company.browser("requester")
        answer = browser.post(f"/account/units/{unit.pk}/return")
        assert answer["Location"] == "/r/new/item"
        assert "SN-7" in browser.get("/r/new/item").text

    def test_that_were_put_right_begin_nothing_more(self, company, shop):
        shop.unit("SN-8")
        case = a_case(broken("SN-8"), account_id=company.account.pk)
        case.lines.update(resolved=1, replaced=1, ended_at=NOON)
        page = company.browser("owner").get("/account/units").text
        assert "Replaced or paid back" in page
        assert "Start a return" not in page.split("SN-8")[1].split("</tr>")[0]

    def test_of_others_begin_nothing(self, strangers, company, shop):
        unit = shop.unit("SN-7")
        browser = strangers.browser("owner")
        assert browser.post(f"/account/units/{unit.pk}/return").status_code == 404


class TestCredits:
    @pytest.mark.parametrize(
        ("role", "status"),
        [("owner", 200), ("approver", 200), ("finance", 200), ("requester", 403)],
    )
    def test_are_for_who_may_see_money(self, company, case, role, status):
        resolution = Resolution.objects.create(
            line=case.lines.get(), kind="credit", at=timezone.now(), by="Karl"
        )
        CreditRequest.objects.create(
            resolution=resolution,
            amount_cents=12_300,
            currency="EUR",
            at=timezone.now(),
        )
        answer = company.browser(role).get("/account/credits")
        assert answer.status_code == status
        assert ("123.00 EUR" in answer.text) is (status == 200)
