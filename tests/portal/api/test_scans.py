"""What the dock hears for a code, in whatever writing it comes."""

import pytest

from outbox import work
from rma.models import Case, CaseLine
from shipping.models import Parcel
from tests.portal.api import world


def look(staff, code):
    answer = staff.post("/scans", {"code": code}, once="")
    assert answer.status_code == 200
    return answer.json()


class TestVerdicts:
    def test_go_for_what_is_expected(self, staff, opened):
        told = look(staff, opened["number"])
        assert told["verdict"] == "GO"
        assert told["number"] == opened["number"]
        assert "SN-0001" in told["detail"]

    def test_seen_says_what_remains(self, staff, opened):
        path = f"/returns/{opened['number']}"
        unit = {"serial": "SN-0001"}
        steps = [
            ("receipts", {"lines": [unit]}, "Check"),
            ("inspections", unit | {"outcome": "fault_confirmed"}, "Decide"),
            ("resolutions", unit | {"kind": "replacement"}, "Ship"),
        ]
        for what, body, remains in steps:
            assert staff.post(f"{path}/{what}", body).status_code == 201
            told = look(staff, "SN-0001")
            assert told["verdict"] == "SEEN"
            assert told["next"].startswith(remains)

    def test_ask_for_what_nobody_decided(self, staff, partner):
        opened = partner.post("/returns", world.asked("UNHEARD-OF")).json()
        assert look(staff, opened["number"])["verdict"] == "ASK"
        assert look(staff, "unheard-of")["verdict"] == "ASK"

    def test_ask_for_a_unit_of_ours_without_a_return(self, staff, sick):
        told = look(staff, sick.serial)
        assert (told["verdict"], told["number"]) == ("ASK", None)

    def test_stop_for_what_was_called_off(self, staff, partner, opened):
        partner.post(f"/returns/{opened['number']}/cancel", {})
        assert look(staff, opened["number"])["verdict"] == "STOP"

    def test_go_names_what_may_come_and_not_what_waits_for_a_decision(
        self, staff, partner, north, camera
    ):
        world.unit("SN-CLEAR", north, camera)
        number = partner.post("/returns", world.asked("SN-CLEAR", "SN-ODD")).json()
        told = look(staff, number["number"])
        assert (told["verdict"], told["title"]) == ("GO", "1 unit expected")
        assert "SN-CLEAR" in told["detail"]
        assert "SN-ODD" not in told["detail"]

    def test_stop_for_a_refused_unit_and_go_for_its_neighbour(
        self, staff, partner, north, camera
    ):
        world.unit("NEW", north, camera)
        world.unit("BACK", north, camera, days_ago=200)
        body = world.asked("NEW", "BACK")
        body["lines"][1]["reason"] = "unwanted"
        partner.post("/returns", body)
        assert look(staff, "NEW")["verdict"] == "GO"
        assert look(staff, "BACK")["verdict"] == "STOP"

    def test_ask_where_several_returns_answer(self, staff, partner, north, camera):
        for serial in ("U1", "U2"):
            world.unit(serial, north, camera)
            partner.post("/returns", world.asked(serial, purchase_order="PO-77"))
        told = look(staff, "po-77")
        assert (told["verdict"], told["number"]) == ("ASK", None)
        assert told["detail"].count("RMA-") == 2


class TestWritings:
    def test_every_number_of_a_return_leads_to_it(self, staff, partner, sick):
        opened = partner.post(
            "/returns", world.asked(sick.serial, reference="R-1", purchase_order="P-1")
        ).json()
        work.drain()
        parcel = Parcel.objects.get()
        code = Case.objects.get().code
        for text in (
            opened["number"].lower(),
            code,
            f"HTTPS://RETURNS.EXAMPLE/S/{code}",
            f"]Q1{code}",
            parcel.code,
            parcel.tracking_number,
            f"  {parcel.tracking_number.lower()} ",
            "s/n SN 0001",
            "r-1",
            "P-1",
            "SO-1001",
        ):
            told = look(staff, text)
            assert (told["verdict"], told["number"]) == ("GO", opened["number"]), text

    @pytest.mark.parametrize(
        "text",
        [
            "",
            " ",
            "\x00",
            "\x00" * 4096,
            "RMA-" * 1000,
            "B" * 4096,
            "' OR 1=1; --",
            "<script>alert(1)</script>",
            "%' %",
            "\u202e\U0001f4a9" * 2000,
            "../../etc/passwd",
            "x" * 100_000,
        ],
    )
    def test_hostile_text_is_unknown_and_changes_nothing(self, staff, opened, text):
        told = look(staff, text)
        assert (told["verdict"], told["number"]) == ("UNKNOWN", None)
        assert CaseLine.objects.get().received == 0

    def test_more_than_any_scanner_sends_is_refused(self, staff):
        answer = staff.post("/scans", {"code": "x" * 100_001}, once="")
        assert answer.status_code == 422
