"""The API's document: what it was, it stays, unless somebody means to change it."""

import json
import re
from pathlib import Path

from portal.api import errors
from portal.api.urls import api
from rma.rules import scopes

KEPT = Path(__file__).parent / "openapi.json"
HOW = "If the change is meant, put it in place of tests/contracts/openapi.json."


def told():
    return json.dumps(api.get_openapi_schema(), indent=1, sort_keys=True) + "\n"


class TestOpenAPI:
    def test_is_what_it_was(self, tmp_path):
        fresh = tmp_path / "openapi.json"
        fresh.write_text(told())
        same = KEPT.exists() and KEPT.read_text() == told()
        assert same, f"The API's document changed; the new one is {fresh}. {HOW}"

    def test_is_openapi_3_1_with_every_operation_guarded(self):
        document = json.loads(told())
        assert document["openapi"].startswith("3.1")
        for methods in document["paths"].values():
            for operation in methods.values():
                (scope,) = operation["security"][0]["Bearer"]
                assert scope in scopes.STAFF_SCOPES

    def test_every_writing_operation_asks_for_an_idempotency_key(self):
        paths = json.loads(told())["paths"]
        posts = {path: item["post"] for path, item in paths.items() if "post" in item}
        without = [
            path
            for path, operation in posts.items()
            if "Idempotency-Key"
            not in [value["name"] for value in operation.get("parameters", [])]
        ]
        assert without == ["/api/v1/scans"]

    def test_no_shape_of_the_input_takes_what_it_does_not_name(self):
        schemas = json.loads(told())["components"]["schemas"]
        asked = [name for name in schemas if name.endswith("In")] + ["NamedUnits"]
        open_ones = [
            name
            for name in asked
            if schemas[name].get("additionalProperties") is not False
        ]
        assert open_ones == []


class TestPage:
    def test_names_every_code_with_its_status(self):
        page = (Path(__file__).parents[2] / "docs/api.md").read_text()
        told = {
            (int(s), c) for s, c in re.findall(r"\| (\d{3}) \| `([a-z-]+)` \|", page)
        }
        raised = {(status, code) for status, code, _ in errors.TABLE.values()}
        assert raised - told == set()

    def test_names_every_address_and_every_scope(self):
        page = (Path(__file__).parents[2] / "docs/api.md").read_text()
        for path, methods in json.loads(told())["paths"].items():
            for method in methods:
                heading = f"### {method.upper()} {path.removeprefix('/api/v1')}\n"
                assert heading in page
        assert [name for name in scopes.STAFF_SCOPES if f"`{name}`" not in page] == []
