"""Whatever is sent, the API answers as its own document says, and never with a 5xx."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from config.wsgi import application
from tests.portal.api import world

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


def _schema(*, every_edge):
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    schema.config.phases.coverage.enabled = every_edge
    return schema


def _sent(examples):
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


@pytest.fixture
def world_behind(db):
    """A staff key and an account's; a return and a claim to speak of."""
    world.defaults()
    account = world.account("A-100")
    world.unit("SN-0001", account, world.product())
    staff, partner = world.program(), world.program(account=account)
    opened = partner.post("/returns", world.asked("SN-0001")).json()
    (claim,) = staff.get("/claims").json()["items"]
    # From here on real requests are made, which would end the test's transaction.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield staff, partner, {"returns": opened["number"], "claims": claim["number"]}
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def _ask(case, program, checks):
    case.headers = {**(case.headers or {}), "Authorization": f"Bearer {program.key}"}
    return case.call_and_validate(checks=checks)


def _is_answered_as_documented(case, staff, partner, numbers):
    checks = [*CHECKS, negative_data_rejection]
    program = partner
    answer = _ask(case, program, checks)
    if answer.status_code == 403:
        program = staff
        answer = _ask(case, program, checks)
    if answer.status_code == 404:
        noun = "claims" if "/claims/" in case.path else "returns"
        case.path_parameters = {**case.path_parameters, "number": numbers[noun]}
        _ask(case, program, CHECKS)


@_schema(every_edge=False).parametrize()
@_sent(10)
def test_any_input_is_answered_as_documented(case, world_behind):
    _is_answered_as_documented(case, *world_behind)


@pytest.mark.slow
@_schema(every_edge=True).parametrize()
@_sent(100)
def test_much_more_input_is_answered_as_documented(case, world_behind):
    _is_answered_as_documented(case, *world_behind)
