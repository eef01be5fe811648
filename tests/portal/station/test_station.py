"""The dock: scan, count, check, decide, ship."""

import pytest
from django.urls import reverse

from rma.actions import receiving
from rma.models import Case, Discrepancy, Dispatch, Receipt, User
from rma.rules.words import Role, Wish
from rma.steps.counting import Arrival
from tests.rma import builders
from tests.rma.builders import CLERK, NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(client):
    """Return a browser in which a warehouse clerk is signed in."""
    user = User.objects.create_user(
        "clerk@desk.example", name="A. Clerk", role=Role.WAREHOUSE.value
    )
    client.force_login(user)
    return client


def sheet(case: Case) -> str:
    return reverse("station:sheet", args=[case.number])


def counted(case: Case, count: int = 1, **more: str) -> dict[str, str]:
    """Return what the form for counting sends."""
    line = builders.the_line(case)
    return {f"receive-count_{line.pk}": str(count)} | more


def receive(case: Case) -> None:
    receiving.receive_units(
        case=case.ref, arrivals=(Arrival(serial="SN-1"),), by=CLERK, at=NOON
    )


class TestScan:
    def test_an_expected_unit_is_a_go_in_word_and_title(self, clerk):
        case = builders.a_case()
        page = clerk.get(reverse("station:home"), {"code": "sn-1"})
        assert page.status_code == 200
        html = page.content.decode()
        assert "GO" in html
        assert case.number in html
        assert sheet(case) in html

    @pytest.mark.parametrize(
        "code",
        [
            "nothing",
            "HTTPS://EVIL.EXAMPLE/S/XYZ",
            "\x00\x01\x02",
            "' OR 1=1",
            "é" * 4000,
        ],
    )
    def test_anything_else_is_unknown_and_never_an_error(self, clerk, code):
        page = clerk.get(reverse("station:home"), {"code": code})
        assert page.status_code == 200
        assert "UNKNOWN" in page.content.decode().upper()

    def test_the_empty_station_says_what_waits(self, clerk):
        page = clerk.get(reverse("station:home"))
        assert "Nothing waits to be shipped." in page.content.decode()

    def test_shows_no_name_and_no_street_of_the_customer(self, clerk):
        case = builders.a_case()
        for address in (reverse("station:home") + "?code=SN-1", sheet(case)):
            html = clerk.get(address).content.decode()
            assert "Weber" not in html
            assert "Hauptstr" not in html


class TestWhoMayComeIn:
    def test_a_visitor_is_asked_to_sign_in(self, client):
        answer = client.get(reverse("station:home"))
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("account_login"))

    def test_a_customer_finds_no_such_page(self, client):
        client.force_login(User.objects.create_user("jo@weber.example"))
        assert client.get(reverse("station:home")).status_code == 404

    def test_a_number_nobody_gave_is_no_page(self, clerk):
        assert clerk.get("/station/RMA-BCDF-GHJK-NPRST/").status_code == 404

    def test_buttons_are_pressed_not_fetched(self, clerk):
        case = builders.a_case()
        answer = clerk.get(reverse("station:receive", args=[case.number]))
        assert answer.status_code == 405
        assert not Receipt.objects.exists()


class TestReceive:
    def test_counts_the_unit_in_and_says_so(self, clerk):
        case = builders.a_case()
        address = reverse("station:receive", args=[case.number])
        answer = clerk.post(address, counted(case), follow=True)
        assert "1 unit is in." in answer.content.decode()
        assert builders.the_line(case).received == 1

    def test_the_same_form_twice_counts_once(self, clerk):
        case = builders.a_case()
        address = reverse("station:receive", args=[case.number])
        token = "0b7a41de-3a11-4b4b-9d5f-0a2b6c1d9e10"
        sent = counted(case, **{"receive-once": token})
        first, second = clerk.post(address, sent), clerk.post(address, sent)
        assert (first.status_code, second.status_code) == (302, 302)
        assert Receipt.objects.count() == 1

    def test_the_same_form_with_another_count_is_refused_and_changes_nothing(
        self, clerk
    ):
        case = builders.a_case()
        address = reverse("station:receive", args=[case.number])
        clerk.post(address, counted(case, **{"receive-once": "k" * 32}))
        again = clerk.post(address, counted(case, 0, **{"receive-once": "k" * 32}))
        other = clerk.post(address, counted(case, 7, **{"receive-once": "k" * 32}))
        assert (again.status_code, other.status_code) == (422, 422)
        assert "This was sent before with other words." in other.content.decode()
        assert Receipt.objects.count() == 1

    def test_more_than_expected_is_refused_with_what_would_fit(self, clerk):
        case = builders.a_case()
        address = reverse("station:receive", args=[case.number])
        answer = clerk.post(address, counted(case, 2))
        assert answer.status_code == 422
        assert "Only 1 of SN-1 may still come in." in answer.content.decode()
        assert builders.the_line(case).received == 0

    def test_nothing_counted_is_refused(self, clerk):
        case = builders.a_case()
        address = reverse("station:receive", args=[case.number])
        answer = clerk.post(address, counted(case, 0))
        assert answer.status_code == 422
        assert not Receipt.objects.exists()

    def test_a_difference_of_more_than_anybody_counts_is_explained(self, clerk):
        case = builders.a_case()
        told = {"difference-kind": "extra", "difference-quantity": "9" * 30}
        page = clerk.post(reverse("station:difference", args=[case.number]), told)
        assert page.status_code == 422

    def test_a_difference_is_written_down_for_support(self, clerk):
        case = builders.a_case()
        answer = clerk.post(
            reverse("station:difference", args=[case.number]),
            {
                "difference-kind": "serial_mismatch",
                "difference-serial": "SN-X",
                "difference-quantity": "1",
                "difference-note": "Label scratched.",
            },
        )
        assert answer.status_code == 302
        found = Discrepancy.objects.get(case=case)
        assert (found.kind, found.serial) == ("serial_mismatch", "SN-X")


class TestCheckDecideShip:
    def test_one_unit_goes_through_all_buttons(self, clerk):
        case = builders.a_case()
        receive(case)
        line = builders.the_line(case)
        name = f"inspect-{line.pk}"
        clerk.post(
            reverse("station:inspect", args=[case.number, line.pk]),
            {
                f"{name}-outcome": "fault_confirmed",
                f"{name}-grade": "C",
                f"{name}-check_power": "no",
            },
        )
        look = line.inspections.get()
        assert (look.outcome, look.grade) == ("fault_confirmed", "C")
        assert look.checks[0]["answer"] == "no"

        clerk.post(
            reverse("station:resolve", args=[case.number, line.pk]),
            {f"resolve-{line.pk}-kind": "replacement"},
        )
        clerk.post(
            reverse("station:decide", args=[case.number, line.pk]),
            {
                f"decide-{line.pk}-kind": "refurbish",
                f"decide-{line.pk}-reason": "The fault can be repaired.",
            },
        )
        dispatch = Dispatch.objects.get(line=line)
        shipping = reverse("station:ship", args=[case.number, dispatch.pk])
        missing = clerk.post(shipping, {f"ship-{dispatch.pk}-serial": ""})
        assert missing.status_code == 422
        assert "Scan the serial number of the new unit." in missing.content.decode()
        clerk.post(shipping, {f"ship-{dispatch.pk}-serial": "SN-2"})

        dispatch.refresh_from_db()
        assert (dispatch.serial, dispatch.shipped_by) == ("SN-2", "A. Clerk")
        page = clerk.get(sheet(case)).content.decode()
        assert "Label is being made" in page

    def test_another_place_wants_a_reason_of_its_own(self, clerk):
        case = builders.a_case()
        receive(case)
        line = builders.the_line(case)
        found = {f"inspect-{line.pk}-outcome": "fault_confirmed"}
        clerk.post(reverse("station:inspect", args=[case.number, line.pk]), found)
        place = reverse("station:decide", args=[case.number, line.pk])
        usual = {
            f"decide-{line.pk}-kind": "refurbish",
            f"decide-{line.pk}-reason": "The fault can be repaired.",
        }
        clerk.post(place, usual)
        assert "Decide it anew" in clerk.get(sheet(case)).content.decode()

        other = usual | {f"decide-{line.pk}-kind": "scrap"}
        assert clerk.post(place, other).status_code == 422, "not the reason for this"
        clerk.post(place, other | {f"decide-{line.pk}-reason": "Its board is burnt."})
        standing = line.dispositions.get(superseded_at=None)
        assert (standing.kind, standing.reason) == ("scrap", "Its board is burnt.")

    def test_a_refused_finding_keeps_what_was_typed(self, clerk):
        case = builders.a_case()
        receive(case)
        line = builders.the_line(case)
        answer = clerk.post(
            reverse("station:inspect", args=[case.number, line.pk]),
            {f"inspect-{line.pk}-notes": "Burnt smell at the port."},
        )
        assert answer.status_code == 422
        html = answer.content.decode()
        assert "Burnt smell at the port." in html
        assert "There is a problem" in html or "error" in html.lower()

    def test_a_swap_asks_for_the_return_label_in_the_box(self, clerk):
        builders.a_unit()
        case = builders.a_case(builders.broken(wish=Wish.ADVANCE_REPLACEMENT))
        dispatch = Dispatch.objects.get(line__case=case)
        address = reverse("station:ship", args=[case.number, dispatch.pk])
        answer = clerk.post(address, {f"ship-{dispatch.pk}-serial": "SN-2"})
        assert answer.status_code == 422
        assert "return label into the box" in answer.content.decode()

    def test_another_cases_line_is_no_page(self, clerk):
        case = builders.a_case()
        answer = clerk.post(reverse("station:inspect", args=[case.number, 999999]), {})
        assert answer.status_code == 404


class TestBudget:
    def test_the_verdict_and_the_sheet_take_few_statements(
        self, clerk, django_assert_max_num_queries
    ):
        case = builders.a_case()
        clerk.get(sheet(case))
        with django_assert_max_num_queries(8):
            clerk.get(reverse("station:home"), {"code": "SN-1"})
        with django_assert_max_num_queries(12):
            clerk.get(sheet(case))


class TestHandOver:
    def test_a_box_without_a_label_is_not_handed_over(self, clerk):
        case = builders.a_case()
        address = reverse("station:hand_over", args=[case.number, 999999])
        answer = clerk.post(address, {})
        assert answer.status_code == 422
        assert "Its label is not ready yet." in answer.content.decode()
