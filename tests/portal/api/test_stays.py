"""A unit that need not come back, and a repair without a question, by a program."""

import base64

import pytest

from rma.models import Case, Policy, StayProof, Upload
from tests.portal.api import world
from tests.portal.customer.test_files import photo
from tests.portal.customer.test_stay import RULE


def picture(shows, name, colour="blue"):
    content = photo(name, colour).read()
    return {
        "shows": shows,
        "name": name,
        "content": base64.b64encode(content).decode(),
    }


WHOLE = {
    "declared": True,
    "files": [picture("photo", "bits.jpg"), picture("serial_cut", "plate.jpg", "red")],
}


@pytest.fixture
def stays(partner, north, camera):
    camera.manufacturer.part_return = "no"
    camera.manufacturer.save()
    Policy.objects.update(stays=[RULE | {"category": ""}])
    world.unit("SN-5", north, camera, paid_cents=21400, currency="EUR")
    body = world.asked("SN-5")
    body["lines"][0] |= {"stays": "destroyed", "reason": "doa", "wish": "replacement"}
    return partner.post("/returns", body).json()


class TestProof:
    def test_is_asked_for_by_name_and_handed_in(self, partner, stays):
        (line,) = stays["lines"]
        assert line["decision"] == "approved"
        assert line["proofs"] == ["photo", "serial_cut", "declaration"]
        path = f"/returns/{stays['number']}/stay-proofs"
        answer = partner.post(path, {"line": line["id"]} | WHOLE)
        assert answer.status_code == 201
        proof = StayProof.objects.get()
        assert "destroyed this unit" in proof.words
        kinds = Upload.objects.values_list("kind", flat=True)
        assert sorted(kinds) == ["destruction", "serial_cut"]
        again = partner.post(path, {"line": line["id"]} | WHOLE)
        assert (again.status_code, again.json()["code"]) == (409, "proof-waiting")

    @pytest.mark.parametrize(
        ("told", "status", "code"),
        [
            ({"declared": False}, 422, "proof-incomplete"),
            ({"files": []}, 422, "proof-incomplete"),
            ({"line": 999_999}, 422, "invalid-input"),
            (
                {"files": [WHOLE["files"][0] | {"content": "not base64!"}]},
                422,
                "invalid-input",
            ),
            (
                {
                    "files": [
                        WHOLE["files"][1],
                        WHOLE["files"][0] | {"content": "PHN2Zz4="},
                    ]
                },
                422,
                "file-not-taken",
            ),
        ],
    )
    def test_that_is_none_is_refused_and_nothing_kept(
        self, partner, stays, told, status, code
    ):
        path = f"/returns/{stays['number']}/stay-proofs"
        body = {"line": stays["lines"][0]["id"]} | WHOLE | told
        answer = partner.post(path, body)
        assert (answer.status_code, answer.json()["code"]) == (status, code)
        assert not StayProof.objects.exists()
        assert not Upload.objects.exists()

    def test_of_a_strangers_return_is_not_there(self, stranger, stays):
        path = f"/returns/{stays['number']}/stay-proofs"
        body = {"line": stays["lines"][0]["id"]} | WHOLE
        assert stranger.post(path, body).status_code == 404


class TestRepairLimit:
    def test_stands_on_the_line_and_is_told(self, partner, sick):
        limit = {"amount": "80.00", "currency": "EUR"}
        told = partner.post("/returns", world.asked("sn 0001", repair_limit=limit))
        assert told.json()["lines"][0]["repair_limit"] == limit
        assert Case.objects.get().lines.get().repair_limit_cents == 8000

    @pytest.mark.parametrize(
        ("limit", "code"),
        [
            ({"amount": "80.00", "currency": "USD"}, "invalid-input"),
            ({"amount": "0", "currency": "EUR"}, "invalid-input"),
            ({"amount": "1.234", "currency": "EUR"}, "invalid-input"),
        ],
    )
    def test_that_is_no_amount_of_ours_is_refused(self, partner, sick, limit, code):
        answer = partner.post("/returns", world.asked("sn 0001", repair_limit=limit))
        assert (answer.status_code, answer.json()["code"]) == (422, code)
        assert not Case.objects.exists()
        assert answer.json()["errors"][0]["field"].startswith("repair_limit")
