"""Looking cover up, and what a stranger learns from it: nothing."""

import pytest

from tests.portal.api import world


class TestCoverage:
    def test_tells_basis_reasons_and_remedies_with_dates_and_prices(
        self, partner, sick
    ):
        told = partner.get("/coverage", serial="s/n: sn-0001").json()
        assert told["serial"] == "SN-0001"
        assert told["product"]["sku"] == "CAM-1"
        assert (told["verdict"], told["basis"]) == ("covered", "warranty")
        assert told["reasons"][0]["code"] == "in_warranty"
        kinds = {remedy["kind"]: remedy for remedy in told["remedies"]}
        assert kinds["replacement"]["available"]
        assert kinds["replacement"]["price"] == {"amount": "0.00", "currency": "EUR"}
        assert not kinds["refund"]["available"]
        assert kinds["refund"]["why"]

    def test_the_reason_decides_the_basis(self, partner, north, camera):
        world.unit("FRESH", north, camera, days_ago=5)
        told = partner.get("/coverage", serial="FRESH", reason="doa").json()
        assert told["basis"] == "doa"

    @pytest.mark.parametrize("reason", ["doa", "defective", "unwanted", "wrong_item"])
    def test_ends_no_sooner_than_the_reasons_it_names(
        self, partner, north, camera, reason
    ):
        world.unit("FRESH", north, camera, days_ago=5)
        told = partner.get("/coverage", serial="FRESH", reason=reason).json()
        days = [each["on"] for each in told["reasons"] if each["on"]]
        assert told["until"] == max(days)

    def test_a_strangers_unit_answers_exactly_like_one_that_is_not_there(
        self, stranger, sick
    ):
        theirs = stranger.get("/coverage", serial="SN-0001")
        nobodys = stranger.get("/coverage", serial="SN-0009")
        assert theirs.content.replace(b"SN-0001", b"SN-0009") == nobodys.content
        assert theirs.json()["verdict"] == "unknown"
        assert theirs.json()["product"] is None
        assert {**theirs.headers, "Content-Length": ""} == {
            **nobodys.headers,
            "Content-Length": "",
        }

    def test_staff_see_every_unit(self, staff, sick):
        assert staff.get("/coverage", serial="SN-0001").json()["product"]

    @pytest.mark.parametrize("serial", ["", "  ", "\x00", "x" * 81, "--"])
    def test_refuses_what_is_no_serial(self, partner, serial):
        answer = partner.get("/coverage", serial=serial)
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid-input")
        assert answer.json()["errors"][0]["field"] == "serial"
