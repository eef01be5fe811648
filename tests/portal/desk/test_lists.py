"""The lists of the desk: filtered by the address, paged, found, empty, in few looks."""

import datetime as dt

import pytest

from outbox.models import Job
from rma.actions import differing, resolving
from rma.actions.differing import Difference
from rma.models import Case, CreditRequest, Dispatch, Promise, VendorClaim
from rma.rules.words import DiscrepancyKind, ResolutionKind, Role, Wish
from tests.portal.desk.conftest import once, signed_in, text
from tests.rma.builders import (
    CLERK,
    NOON,
    a_case,
    a_unit,
    an_account,
    broken,
    later,
    the_line,
)

LISTS = (
    "/desk/",
    "/desk/returns/",
    "/desk/claims/",
    "/desk/swaps/",
    "/desk/promises/",
    "/desk/shipping/",
    "/desk/exceptions/",
    "/desk/credits/",
    "/desk/mail/",
    "/desk/work/",
    "/desk/labels/",
    "/desk/matches/",
)
FILTERED = {
    "/desk/returns/": "?account=nobody",
    "/desk/claims/": "?status=denied",
    "/desk/swaps/": "?state=overdue",
    "/desk/promises/": "?within=0",
    "/desk/shipping/": "?kind=repaired",
    "/desk/exceptions/": "?state=ended",
    "/desk/credits/": "?state=numbered",
    "/desk/mail/": "?state=failed",
    "/desk/work/": "?state=cancelled",
    "/desk/labels/": "?state=voided",
    "/desk/matches/": "?state=closed",
}
NONSENSE = "?after=x~y&status=zz&since=32.13.&mine=7&maker=ä&state=q&kind=%00&within=9"


def many(count):
    """Return so many open returns, the oldest first."""
    for number in range(count):
        a_unit(f"SN-{number}")
    return [a_case(broken(f"SN-{number}")) for number in range(count)]


class TestEveryList:
    @pytest.mark.parametrize("where", LISTS)
    def test_says_what_will_stand_here_while_it_is_empty(self, admin, where):
        assert 'class="empty"' in text(admin.get(where))

    @pytest.mark.parametrize("where", FILTERED)
    def test_offers_everything_where_nothing_matches(self, admin, where):
        page = text(admin.get(where + FILTERED[where]))
        assert "Nothing matches" in page
        assert "Show everything" in page

    @pytest.mark.parametrize("where", LISTS)
    def test_takes_any_nonsense_in_the_address(self, admin, approved, where):
        assert admin.get(where + NONSENSE).status_code == 200

    @pytest.mark.parametrize("role", list(Role))
    def test_asks_little_however_much_there_is(
        self, role, django_assert_max_num_queries
    ):
        reader = signed_in(role)
        for case in many(8):
            differing.note_discrepancy(
                case=case.ref,
                difference=Difference(kind=DiscrepancyKind.EXTRA),
                by=CLERK,
                at=NOON,
            )
        Job.objects.create(kind="tell", key="k", state="dead", finished_at=NOON)
        for where in LISTS:
            with django_assert_max_num_queries(12):
                assert reader.get(where).status_code == 200


class TestHome:
    def test_has_the_piles_of_the_role_open_and_all_counted(self, support, to_decide):
        page = support.get("/desk/")
        assert to_decide.number in text(page)
        assert page.context["rail"].counts["decide"] == 1

    def test_shows_the_warehouse_what_leaves_first(self, warehouse, to_decide):
        a_unit("SN-8")
        case = a_case(broken("SN-8", wish=Wish.ADVANCE_REPLACEMENT))
        page = warehouse.get("/desk/")
        assert page.context["piles"][0]["pile"].kind == "shipping"
        assert case.number in text(page)
        assert to_decide.number not in text(page)

    def test_counts_every_kind_of_need(self, admin, approved, to_decide):
        Case.objects.filter(pk=approved.pk).update(label_status="failed")
        VendorClaim.objects.update(file_by=later(days=3).date())
        Promise.objects.filter(case=approved).update(due_at=later(hours=-1))
        Job.objects.create(kind="tell", key="k", state="dead", finished_at=NOON)
        for number in (1, 2):
            differing.note_discrepancy(
                case=to_decide.ref,
                difference=Difference(kind=DiscrepancyKind.EXTRA, quantity=number),
                by=CLERK,
                at=NOON,
            )
        for status, case in (("label_failed", approved), ("different", to_decide)):
            page = admin.get(f"/desk/returns/?status={status}")
            listed = [row.case.number for row in page.context["cases"]]
            assert listed == [case.number]
        counts = admin.get("/desk/").context["rail"].counts
        assert (counts["labels"], counts["claims"], counts["stuck"]) == (1, 1, 1)
        assert counts["promises"] >= 1


class TestReturns:
    def test_pages_without_losing_or_repeating_one(self, support):
        made = {case.number for case in many(27)}
        first = support.get("/desk/returns/")
        second = support.get("/desk/returns/" + first.context["next"])
        pages = [
            [row.case.number for row in page.context["cases"]]
            for page in (first, second)
        ]
        assert [len(page) for page in pages] == [25, 2]
        assert {*pages[0], *pages[1]} == made
        assert second.context["next"] == ""

    def test_filters_by_status_hands_day_and_customer(self, support, approved):
        def listed(query):
            page = support.get(f"/desk/returns/{query}")
            return [row.case.number for row in page.context["cases"]]

        assert listed("?status=approved") == [approved.number]
        assert listed("?status=closed") == []
        assert listed("?mine=1") == []
        assert listed("?since=2026-03-10") == [approved.number]
        assert listed("?since=2026-03-11") == []
        assert listed("?account=C-1") == [approved.number]
        assert listed("?account=kamera") == [approved.number]
        support.post(
            f"/desk/returns/{approved.number}/owner", {"take": "on", "once": once()}
        )
        assert listed("?mine=1") == [approved.number]

    def test_keeps_the_filters_from_page_to_page(self, support):
        many(26)
        page = support.get("/desk/returns/?status=approved&mine=")
        assert "status=approved" in page.context["next"]


class TestPromises:
    def test_go_on_after_the_last_of_the_same_moment(self, support):
        many(12)
        seen, where = [], "/desk/promises/"
        while where:
            page = support.get(where)
            seen += [each.row.pk for each in page.context["promises"]]
            where = page.context["next"] and "/desk/promises/" + page.context["next"]
        ours = Promise.objects.open().exclude(who="customer")
        assert len(seen) == len(set(seen)) == ours.count() > 25


class TestCredits:
    def test_wait_for_accountings_number(self, support, approved):
        line = the_line(approved)
        resolving.resolve_units(
            case=approved.ref,
            line_id=line.pk,
            kind=ResolutionKind.CREDIT,
            is_without_unit=True,
            by=CLERK,
            at=NOON,
        )
        row = CreditRequest.objects.get()
        assert approved.number in text(support.get("/desk/credits/"))

        response = support.post(f"/desk/credits/{row.pk}", {"number": ""})
        assert response.context["form"].errors["number"] == ["Type the number."]
        support.post(f"/desk/credits/{row.pk}", {"number": "CN-7"})
        row.refresh_from_db()
        assert row.accounting_number == "CN-7"
        assert approved.number not in text(support.get("/desk/credits/"))


class TestShipping:
    def test_lists_what_leaves_by_its_day(self, warehouse):
        a_unit("SN-8")
        case = a_case(broken("SN-8", wish=Wish.ADVANCE_REPLACEMENT))
        assert Dispatch.objects.count() == 1
        assert case.number in text(warehouse.get("/desk/shipping/?kind=ahead"))
        page = text(warehouse.get("/desk/shipping/?kind=replacement"))
        assert case.number not in page


class TestSwaps:
    @pytest.fixture
    def out(self):
        a_unit("SN-8")
        case = a_case(broken("SN-8", wish=Wish.ADVANCE_REPLACEMENT))
        swap = the_line(case).advance
        swap.delivered_at = NOON
        swap.due_back_on = swap.original_due_on = dt.date(2026, 3, 5)
        swap.save()
        return case

    def test_lists_the_overdue(self, support, out):
        page = text(support.get("/desk/swaps/?state=overdue"))
        assert out.number in page
        assert "Overdue" in page

    def test_gives_more_time_and_refuses_an_earlier_day(self, support, out):
        where = f"/desk/returns/{out.number}/time"
        told = {"due_on": "2026-03-01", "reason": "Fair.", "once": once()}
        response = support.post(where, told)
        assert response.context["form"].errors["due_on"] == [
            "Choose a day after 2026-03-05."
        ]
        support.post(where, told | {"due_on": "2026-03-20", "once": once()})
        assert the_line(out).advance.due_back_on == dt.date(2026, 3, 20)

    def test_a_return_without_a_swap_says_so(self, support, approved):
        where = f"/desk/returns/{approved.number}/time"
        told = {"due_on": "2026-03-20", "reason": "Fair.", "once": once()}
        assert "No swapped unit is out" in text(support.post(where, told))


class TestAccounts:
    def test_a_customers_returns_are_one_link_away(self, support, approved):
        an_account("C-2", name="Other")
        page = text(support.get(f"/desk/returns/{approved.number}"))
        assert "/desk/returns/?status=all&amp;account=C-1" in page
