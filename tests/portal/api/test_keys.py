"""Who is let in, and to what."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone

from portal.api.urls import api
from rma.models import ApiKey
from rma.rules import scopes
from tests.portal.api import world

ANY = "RMA-BBBB-BBBB-BBBBB"
# Every operation with the scope it needs; the next test shows that none is left out.
OPERATIONS = [
    ("get", "/coverage", "coverage:read"),
    ("get", "/returns", "returns:read"),
    ("post", "/returns", "returns:write"),
    ("get", "/returns/{number}", "returns:read"),
    ("post", "/returns/{number}/cancel", "returns:write"),
    ("post", "/returns/{number}/parcels", "returns:write"),
    ("post", "/returns/{number}/stay-proofs", "returns:write"),
    ("get", "/returns/{number}/documents", "documents:read"),
    ("get", "/returns/{number}/documents/{kind}", "documents:read"),
    ("post", "/returns/{number}/receipts", "receipts:write"),
    ("post", "/returns/{number}/inspections", "inspections:write"),
    ("post", "/returns/{number}/resolutions", "resolutions:write"),
    ("post", "/scans", "scans:read"),
    ("get", "/claims", "claims:read"),
    ("post", "/claims/{number}/answers", "claims:write"),
]


def call(program, method, path):
    filled = path.replace("{number}", ANY).replace("{kind}", "label")
    return program.get(filled) if method == "get" else program.post(filled, {})


class TestScopes:
    def test_the_table_has_every_operation_and_every_scope(self):
        paths = api.get_openapi_schema()["paths"]
        found = {
            (method, path.removeprefix("/api/v1"), *operation["security"][0]["Bearer"])
            for path, methods in paths.items()
            for method, operation in methods.items()
        }
        assert found == set(OPERATIONS)
        assert {scope for *_, scope in OPERATIONS} == set(scopes.STAFF_SCOPES)

    @pytest.mark.parametrize(("method", "path", "scope"), OPERATIONS)
    def test_each_operation_is_refused_with_every_other_scope(
        self, db, method, path, scope
    ):
        others = [name for name in scopes.STAFF_SCOPES if name != scope]
        answer = call(world.program(given=others), method, path)
        assert (answer.status_code, answer.json()["code"]) == (403, "scope-missing")
        let_in = call(world.program(given=[scope]), method, path)
        assert let_in.status_code not in (401, 403)

    @pytest.mark.parametrize(("method", "path", "scope"), OPERATIONS)
    def test_an_accounts_key_never_gets_what_is_for_staff(
        self, partner, method, path, scope
    ):
        answer = call(partner, method, path)
        assert (answer.status_code == 403) == (scope not in scopes.ACCOUNT_SCOPES)

    def test_a_scope_written_into_an_accounts_key_by_mistake_opens_nothing(self, north):
        sly = world.program(account=north, given=["claims:read"])
        assert sly.get("/claims").status_code == 403


class TestKeys:
    def test_a_key_from_the_command_opens_the_door(self, north, capsys):
        call_command("issue_api_key", name="Shop", account="A-100")
        key = capsys.readouterr().out.splitlines()[-1]
        assert world.Program(key).get("/returns").json() == {"items": [], "next": None}

    @pytest.mark.parametrize(
        "key",
        ["", "x", "rw_12345678_", "rw_\x00", "ключ", "rw_" + "a" * 5000, "' or 1=1 --"],
    )
    def test_a_wrong_key_is_401_with_a_challenge(self, db, key):
        answer = world.Program(key).get("/returns")
        assert (answer.status_code, answer.json()["code"]) == (401, "key-missing")
        assert answer["WWW-Authenticate"].startswith("Bearer")

    def test_the_prefix_alone_is_not_enough(self, partner):
        wrong = partner.key[:-1] + ("0" if partner.key[-1] != "0" else "1")
        assert world.Program(wrong).get("/returns").status_code == 401

    @pytest.mark.parametrize("field", ["revoked_at", "expires_at"])
    def test_a_key_that_ended_is_401(self, partner, field):
        ApiKey.objects.update(**{field: timezone.now() - dt.timedelta(seconds=1)})
        assert partner.get("/returns").status_code == 401

    def test_no_session_replaces_a_key(self, client, db):
        assert client.get("/api/v1/returns").status_code == 401


class TestManners:
    def test_an_unknown_address_is_a_problem(self, partner):
        for path in ("/nope", "/returns/", "/", "/returns/x/y/z"):
            answer = partner.get(path)
            assert answer.status_code == 404
            assert answer["Content-Type"] == "application/problem+json"

    def test_a_wrong_method_is_a_problem_that_names_the_right_ones(self, partner):
        answer = partner.client.delete("/api/v1/returns")
        assert (answer.status_code, answer["Allow"]) == (405, "GET, POST")
        assert answer.json()["code"] == "method-not-allowed"

    def test_only_json_is_read(self, partner):
        answer = partner.client.post(
            "/api/v1/returns",
            "a=1",
            content_type="application/x-www-form-urlencoded",
            headers={"Authorization": f"Bearer {partner.key}"},
        )
        assert answer.status_code == 415
        assert answer.json()["code"] == "unsupported-media-type"

    @pytest.mark.parametrize(
        "body", [b"{", b'{"a": NaN}', b"\xff\xfe\x00", b"[" * 100_000, b"1" * 5000]
    )
    def test_broken_json_is_a_problem(self, partner, body):
        answer = partner.client.post(
            "/api/v1/returns",
            body,
            content_type="application/json",
            headers={"Authorization": f"Bearer {partner.key}", "Idempotency-Key": "k"},
        )
        assert (answer.status_code, answer.json()["code"]) == (400, "unreadable")

    def test_too_long_a_body_is_a_problem(self, partner):
        answer = partner.post("/returns", {"reference": "x" * 6_000_000})
        assert (answer.status_code, answer.json()["code"]) == (413, "too-large")
