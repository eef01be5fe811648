"""The page of one return: what it says, how little it asks, what is done on it."""

import pytest

from outbox.models import Job
from rma.actions import differing, receiving
from rma.actions.differing import Difference
from rma.models import Case, Discrepancy, Event, Message, Promise
from rma.rules.words import DiscrepancyKind, Wish
from rma.steps.counting import Arrival
from tests.portal.desk.conftest import once, said_by, text
from tests.rma.builders import (
    CLERK,
    NOON,
    a_case,
    a_product,
    a_unit,
    broken,
    later,
    the_line,
)

MOST_STATEMENTS = 8


def page_of(case):
    return f"/desk/returns/{case.number}"


def post(client, case, way, **told):
    return client.post(f"{page_of(case)}/{way}", told | {"once": once()}, follow=True)


class TestPage:
    def test_says_in_their_words_what_happened_and_what_is_next(
        self, support, approved
    ):
        page = text(support.get(page_of(approved)))
        for words in (
            "No picture since Monday.",
            "Kamera Weber",
            "Recoverable",
            "file by",
            "Customer hands it over",
            "Return opened",
        ):
            assert words in page

    @pytest.mark.parametrize("lines", [1, 6])
    def test_asks_the_database_little_however_much_there_is(
        self, support, django_assert_max_num_queries, lines
    ):
        for number in range(lines):
            a_unit(f"SN-{number}")
        wanted = [broken(f"SN-{number}") for number in range(lines - 1)]
        swap = broken(f"SN-{lines - 1}", wish=Wish.ADVANCE_REPLACEMENT)
        case = a_case(*wanted, swap)
        for number in range(5):
            differing.note_discrepancy(
                case=case.ref,
                difference=Difference(kind=DiscrepancyKind.EXTRA),
                by=CLERK,
                at=NOON,
            )
            a_letter(case, number)
        with django_assert_max_num_queries(MOST_STATEMENTS):
            support.get(page_of(case))

    def test_has_letters_in_the_history_and_marks_what_is_only_ours(
        self, support, approved
    ):
        a_letter(approved, 1)
        post(support, approved, "note", text="They sound upset.")
        page = text(support.get(page_of(approved)))
        assert "Letter: Subject 1" in page
        assert "They sound upset." in page
        assert "only we see this" in page

    def test_any_writing_of_the_number_leads_to_the_one_address(
        self, support, approved
    ):
        response = support.get(f"/desk/returns/{approved.code.lower()}")
        assert response.status_code == 302
        assert response["Location"] == page_of(approved)

    def test_escapes_what_customers_write(self, support):
        a_unit("SN-3")
        case = a_case(broken("SN-3", description="<script>alert(1)</script>"))
        assert "<script>alert(1)" not in text(support.get(page_of(case)))


def a_letter(case, number, **more):
    given = {
        "letter": "approved",
        "to": "jo@weber.example",
        "subject": f"Subject {number}",
        "text": "Hello Jo",
        "html": "<p>Hello Jo</p>",
        "message_id": f"<{number}@x>",
        "created_at": NOON,
        "sent_at": NOON,
    }
    return Message.objects.create(case=case, **(given | more))


class TestNotesAndHands:
    def test_an_empty_note_is_refused_on_the_page(self, support, approved):
        response = post(support, approved, "note", text=" ")
        assert response.status_code == 422
        assert "Write the note." in text(response)
        assert Event.objects.filter(name="note.written").count() == 0

    def test_taking_it_and_giving_it_back_undo_each_other(self, support, approved):
        post(support, approved, "owner", take="on")
        assert Case.objects.get(pk=approved.pk).owner == support.user
        post(support, approved, "owner")
        assert Case.objects.get(pk=approved.pk).owner is None


class TestCancelAndReopen:
    def test_cancels_after_the_check_page_and_takes_it_up_again(
        self, support, approved
    ):
        check = text(support.get(f"{page_of(approved)}/cancel"))
        assert "The label is given back" in check
        post(support, approved, "cancel", reason="They found it.")
        assert Case.objects.get(pk=approved.pk).status == "cancelled"

        post(support, approved, "reopen", reason="It failed again.")
        assert Case.objects.get(pk=approved.pk).status == "submitted"

    def test_is_too_late_once_a_unit_is_here(self, support, approved):
        line = the_line(approved)
        arrival = Arrival(line_id=line.pk)
        receiving.receive_units(
            case=approved.ref, arrivals=(arrival,), by=CLERK, at=NOON
        )
        response = post(support, approved, "cancel", reason="No.")
        assert response.status_code == 422
        assert "Too late to cancel: a unit is here already." in text(response)

    def test_an_open_return_is_not_taken_up_again(self, support, approved):
        response = post(support, approved, "reopen", reason="Again.")
        assert "can&#x27;t be taken up again" in text(response)


class TestDates:
    def test_moves_a_date_with_the_reason_that_the_customer_reads(
        self, support, approved
    ):
        promise = Promise.objects.get(case=approved, step="inspect")
        day = later(days=30).date()
        where = f"dates/{promise.pk}"
        post(support, approved, where, due_on=day.isoformat(), reason="Fair.")
        promise.refresh_from_db()
        assert (promise.due_at.date(), promise.why) == (day, "Fair.")

    def test_refuses_a_day_that_has_passed_at_its_field(self, support, approved):
        promise = Promise.objects.get(case=approved, step="inspect")
        where = f"dates/{promise.pk}"
        response = post(support, approved, where, due_on="2026-03-01", reason="Fair.")
        assert response.context["form"].errors["due_on"] == [
            "Choose a day in the future."
        ]

    def test_a_date_of_another_return_is_no_page(self, support, approved, to_decide):
        promise = Promise.objects.get(case=to_decide, step="decide")
        where = f"{page_of(approved)}/dates/{promise.pk}"
        assert support.get(where).status_code == 404


class TestDifferences:
    def test_settles_one_once(self, warehouse, approved):
        differing.note_discrepancy(
            case=approved.ref,
            difference=Difference(kind=DiscrepancyKind.EXTRA),
            by=CLERK,
            at=NOON,
        )
        found = Discrepancy.objects.get(case=approved)
        where = f"differences/{found.pk}"
        post(warehouse, approved, where, outcome="Sent back.", way_out="other")
        found.refresh_from_db()
        assert found.outcome == "Sent back."

        again = post(warehouse, approved, where, outcome="Kept.", way_out="other")
        assert again.context["form"].errors["outcome"] == [
            "This difference is settled already."
        ]

    def test_of_another_article_wants_to_know_which(self, warehouse, approved):
        a_product("REC-9")
        differing.note_discrepancy(
            case=approved.ref,
            difference=Difference(kind=DiscrepancyKind.WRONG_ITEM, note="A recorder."),
            by=CLERK,
            at=NOON,
        )
        where = f"differences/{Discrepancy.objects.get(case=approved).pk}"
        told = {"outcome": "Taken.", "way_out": "accept"}
        for sku in ("", "NO-1"):
            answer = post(warehouse, approved, where, sku=sku, **told)
            assert answer.context["form"].errors["sku"]
        post(warehouse, approved, where, sku="REC-9", **told)
        assert approved.lines.get().product.sku == "REC-9"


class TestLinks:
    def test_mails_the_link_by_a_worker(self, support, approved):
        response = post(support, approved, "link")
        job = Job.objects.get(kind="trace.case")
        assert job.ids["email"] == "jo@weber.example"
        assert said_by(response) == ["The link is on its way."]

    def test_makes_the_old_links_void(self, support, approved):
        post(support, approved, "link/renew")
        assert Case.objects.get(pk=approved.pk).tracking_version == 2


class TestFarDays:
    @pytest.mark.parametrize("day", ["9999-12-31", "9998-06-01", "0001-01-01"])
    def test_are_refused_at_the_field(self, support, approved, day):
        promise = approved.promises.get(step="inspect")
        answer = post(
            support, approved, f"dates/{promise.pk}", due_on=day, reason="Later."
        )
        assert "Choose a day between 2000 and 2100." in text(answer)
