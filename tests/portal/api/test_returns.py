"""Opening, reading, listing and cancelling returns from outside."""

import pytest

from rma.models import Case, CaseLine, Event
from tests.portal.api import world


class TestOpening:
    def test_approves_a_covered_unit_with_a_plan_a_label_and_a_link(
        self, partner, sick
    ):
        answer = partner.post(
            "/returns",
            world.asked("sn 0001", reference="R-7", purchase_order="PO-9"),
        )

        told = answer.json()
        assert answer.status_code == 201
        assert (told["status"], told["reference"]) == ("approved", "R-7")
        (line,) = told["lines"]
        assert (line["serial"], line["sku"]) == ("SN-0001", "CAM-1")
        assert line["decision"] == "approved"
        assert line["coverage"]["basis"] == "warranty"
        assert [s["direction"] for s in told["shipments"]] == ["in"]
        assert told["shipments"][0]["label"] == {"status": "pending"}
        assert {step["state"] for step in told["plan"]} == {"open"}
        assert "/t/" in told["tracking_url"]
        case = Case.objects.get()
        assert (case.number, case.channel) == (told["number"], "api")

    def test_judges_each_line_for_itself(self, partner, north, camera):
        world.unit("NEW", north, camera)
        world.unit("OLD", north, camera, days_ago=2000)
        world.unit("BACK", north, camera, days_ago=200)
        body = world.asked("NEW", "OLD", "BACK")
        body["lines"][2]["reason"] = "unwanted"

        told = partner.post("/returns", body).json()

        decisions = [line["decision"] for line in told["lines"]]
        assert decisions == ["approved", "needs_review", "refused"]
        assert told["lines"][2]["why"]

    def test_takes_a_quantity_of_an_article(self, partner, camera):
        line = {
            "sku": "CAM-1",
            "quantity": 12,
            "order_reference": "SO-5",
            "reason": "wrong_item",
            "description": "Ordered white ones",
            "wish": "credit",
        }
        told = partner.post("/returns", world.asked(lines=[line])).json()
        assert told["lines"][0]["quantity"] == 12
        assert told["lines"][0]["serial"] is None

    def test_shows_an_unknown_serial_to_a_person(self, partner):
        told = partner.post("/returns", world.asked("NOBODY-KNOWS")).json()
        assert told["lines"][0]["decision"] == "needs_review"

    def test_opens_for_the_account_that_staff_name(self, staff, north, sick):
        told = staff.post("/returns", world.asked(sick.serial, account="A-100"))
        assert told.status_code == 201
        assert Case.objects.get().account == north

    @pytest.mark.parametrize("named", [None, "", "A-999"])
    def test_staff_must_name_a_known_account(self, staff, sick, named):
        body = world.asked(sick.serial) | ({"account": named} if named else {})
        answer = staff.post("/returns", body)
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["field"] == "account"
        assert not Case.objects.exists()

    def test_an_account_opens_for_nobody_else(self, partner, south, sick):
        answer = partner.post("/returns", world.asked(sick.serial, account="A-200"))
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["field"] == "account"

    def test_a_unit_is_on_one_open_return(self, partner, opened):
        answer = partner.post("/returns", world.asked("SN-0001"))
        assert (answer.status_code, answer.json()["code"]) == (409, "already-open")
        assert answer.json()["errors"][0]["field"] == "lines.0.serial"
        assert Case.objects.count() == 1

    def test_names_the_line_of_an_unknown_article(self, partner, sick):
        body = world.asked(sick.serial)
        body["lines"].append(body["lines"][0] | {"sku": "NIX"})
        del body["lines"][1]["serial"]
        answer = partner.post("/returns", body)
        assert answer.json()["code"] == "unknown-product"
        assert answer.json()["errors"][0]["field"] == "lines.1.sku"
        assert not Event.objects.exists()


def _without(path):
    def change(body):
        *way, last = path
        for step in way:
            body = body[step]
        del body[last]

    return change


def _with(value, *path):
    def change(body):
        *way, last = path
        for step in way:
            body = body[step]
        body[last] = value

    return change


class TestInput:
    @pytest.mark.parametrize(
        ("change", "field"),
        [
            (_without(["contact"]), "contact"),
            (_without(["hand_over"]), "hand_over"),
            (_without(["ship_from", "city"]), "ship_from.city"),
            (_without(["lines", 0, "reason"]), "lines.0.reason"),
            (_without(["lines", 0, "serial"]), "lines.0"),
            (_with([], "lines"), "lines"),
            (_with("x" * 161, "ship_from", "street1"), "ship_from.street1"),
            (_with("a\x00b", "contact", "name"), "contact.name"),
            (_with("a\nBcc: b", "contact", "name"), "contact.name"),
            (_with("a\x00", "lines", 0, "description"), "lines.0.description"),
            (_with("nobody", "contact", "email"), "contact.email"),
            (_with("DEU", "ship_from", "country"), "ship_from.country"),
            (_with(0, "lines", 0, "quantity"), "lines.0.quantity"),
            (_with(2, "lines", 0, "quantity"), "lines.0"),
            (_with(10**30, "lines", 0, "quantity"), "lines.0.quantity"),
            (_with(True, "lines", 0, "quantity"), "lines.0.quantity"),
            (_with("--", "lines", 0, "serial"), "lines.0.serial"),
            (_with("broken", "lines", 0, "reason"), "lines.0.reason"),
            (_with(17, "need_by"), "need_by"),
            (_with("2026-02-30", "need_by"), "need_by"),
            (_with("2001-01-01", "need_by"), "need_by"),
            (_with("XX", "ship_from", "country"), "ship_from.country"),
            (_with("approved", "status"), "status"),
            (_with(5, "lines", 0, "paid_cents"), "lines.0.paid_cents"),
        ],
    )
    def test_names_the_field_and_changes_nothing(self, partner, sick, change, field):
        body = world.asked(sick.serial)
        change(body)
        answer = partner.post("/returns", body)
        told = answer.json()
        assert (answer.status_code, told["code"]) == (422, "invalid-input")
        assert answer["Content-Type"] == "application/problem+json"
        assert field in [error["field"] for error in told["errors"]]
        assert not CaseLine.objects.exists()

    @pytest.mark.parametrize(
        ("field", "value", "said"),
        [
            ("wish", "miracle", "This must be 'replacement', 'advance_replacement'"),
            ("serial", "", "This is too short: 1 signs at least."),
            ("description", "x" * 4001, "This is too long: 4000 signs at most."),
        ],
    )
    def test_says_in_plain_words_what_is_wrong(self, partner, sick, field, value, said):
        body = world.asked(sick.serial)
        body["lines"][0][field] = value
        (error,) = partner.post("/returns", body).json()["errors"]
        assert error["field"] == f"lines.0.{field}"
        assert error["message"].startswith(said)


class TestReading:
    def test_reads_it_back_in_any_writing(self, partner, opened):
        number = opened["number"].lower().replace("-", " ")
        assert partner.get(f"/returns/{number}").json() == opened

    def test_a_strangers_return_is_not_there(self, stranger, opened):
        answer = stranger.get(f"/returns/{opened['number']}")
        missing = stranger.get("/returns/RMA-BBBB-BBBB-BBBBB")
        assert (answer.status_code, missing.status_code) == (404, 404)
        assert answer.content == missing.content

    def test_lists_page_by_page_newest_first_and_own_only(
        self, partner, stranger, staff, north, south, camera
    ):
        for count in range(5):
            unit = world.unit(f"U{count}", north, camera)
            partner.post("/returns", world.asked(unit.serial))
        world.unit("S0", south, camera)
        stranger.post("/returns", world.asked("S0"))

        first = partner.get("/returns", limit=3).json()
        rest = partner.get("/returns", limit=3, cursor=first["next"]).json()

        listed = [item["lines"][0]["serial"] for item in first["items"] + rest["items"]]
        assert listed == ["U4", "U3", "U2", "U1", "U0"]
        assert rest["next"] is None
        assert len(staff.get("/returns").json()["items"]) == 6

    def test_filters_by_status(self, partner, opened):
        assert len(partner.get("/returns", status="approved").json()["items"]) == 1
        assert partner.get("/returns", status="closed").json()["items"] == []

    @pytest.mark.parametrize(
        "query",
        [
            {"limit": 0},
            {"limit": 201},
            {"limit": "many"},
            {"cursor": "%00"},
            {"cursor": "LTE="},
            {"cursor": "x" * 41},
            {"status": "lost"},
        ],
    )
    def test_refuses_nonsense_in_the_query(self, partner, query):
        answer = partner.get("/returns", **query)
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid-input")

    @pytest.mark.parametrize(
        "address", ["/returns?state=closed", "/coverage?serial=SN-0001&Reason=doa"]
    )
    def test_refuses_a_mistyped_filter_and_names_it(self, partner, opened, address):
        answer = partner.get(address)
        (found,) = answer.json()["errors"]
        assert (answer.status_code, found["field"]) in [(422, "state"), (422, "Reason")]


class TestCancelling:
    def test_calls_it_off_and_gives_the_label_back(self, partner, opened):
        answer = partner.post(
            f"/returns/{opened['number']}/cancel", {"reason": "Works"}
        )
        told = answer.json()
        assert (answer.status_code, told["status"]) == (200, "cancelled")
        assert told["lines"][0]["decision"] == "refused"
        assert Event.objects.filter(name="case.cancelled").count() == 1

    def test_needs_no_body(self, partner, opened):
        answer = partner.post(f"/returns/{opened['number']}/cancel")
        assert answer.status_code == 200

    def test_is_not_for_strangers(self, stranger, opened):
        answer = stranger.post(f"/returns/{opened['number']}/cancel", {})
        assert answer.status_code == 404
        assert Case.objects.get().status == "approved"
