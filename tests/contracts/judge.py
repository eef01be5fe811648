"""Judges what goes over the wire by the carrier's own document."""

import io
import os
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml
from openapi_core import OpenAPI
from openapi_core.datatypes import RequestParameters
from openapi_core.exceptions import OpenAPIError
from werkzeug.datastructures import Headers, ImmutableMultiDict

DOCUMENT = Path(
    os.environ.get("SHIPPO_SPEC")
    or Path(__file__).parents[3] / "shared/data/shippo-openapi.yaml"
)
# What the document speaks of; failures are not in it.
_DOCUMENTED = (200, 201, 400)


@cache
def book():
    """Return the document with its known slip put right; None where it is absent."""
    if not DOCUMENT.exists():
        return None
    document = yaml.load(DOCUMENT.read_text(), Loader=yaml.CSafeLoader)
    shipment = document["components"]["schemas"]["Shipment"]["allOf"]
    states = next(
        part["properties"]["status"]["enum"]
        for part in shipment
        if "status" in part.get("properties", {})
    )
    if "STATUS" in states:
        states[states.index("STATUS")] = "WAITING"
    return OpenAPI.from_dict(document)


@dataclass
class Request:
    """One request, as the judge wants it."""

    method: str
    path: str
    query: dict
    headers: dict
    body: bytes
    host_url: str = "https://api.goshippo.com"

    def __post_init__(self):
        # The judge writes into it what it reads from the path.
        self.parameters = RequestParameters(
            query=ImmutableMultiDict(self.query), header=Headers(self.headers)
        )

    @property
    def content_type(self):
        return self.headers.get("Content-Type", "application/json")


@dataclass
class Answer:
    """One answer, as the judge wants it."""

    status_code: int
    data: bytes
    headers: Headers

    @property
    def content_type(self):
        return self.headers.get("Content-Type", "")


@dataclass
class Judged:
    """Everything that went over the wire, and what the document says about it."""

    answers: bool = True
    exchanges: list = field(default_factory=list)

    def between(self, application, *, answers):
        """Return the application with somebody listening in."""
        self.answers = answers

        def listening(environ, start_response):
            content = environ["wsgi.input"].read(
                int(environ.get("CONTENT_LENGTH") or 0)
            )
            environ["wsgi.input"] = io.BytesIO(content)
            said = {}

            def start(status, headers):
                said.update(status=int(status.split()[0]), headers=Headers(headers))
                return start_response(status, headers)

            pieces = list(application(environ, start))
            self.exchanges.append(
                (
                    request_of(environ, content),
                    Answer(said["status"], b"".join(pieces), said["headers"]),
                )
            )
            return pieces

        return listening

    def complaints(self):
        """Return what the document objects to."""
        return [
            objection
            for request, answer in self.exchanges
            if not request.path.startswith("/papers/")
            for objection in _objections(request, answer, answers=self.answers)
        ]

    def verdict(self):
        """Fail where the document objects to anything; say nothing without it."""
        if book() is not None:
            told = self.complaints()
            assert not told, "\n".join(told)


def request_of(environ, content):
    headers = {
        key.removeprefix("HTTP_").replace("_", "-").title(): value
        for key, value in environ.items()
        if key.startswith("HTTP_") or key == "CONTENT_TYPE"
    }
    query = dict(
        pair.split("=", 1) for pair in environ["QUERY_STRING"].split("&") if pair
    )
    return Request(
        environ["REQUEST_METHOD"].lower(),
        environ["PATH_INFO"],
        query,
        headers,
        content,
    )


def _objections(request, answer, *, answers):
    try:
        book().validate_request(request)
        if answers and answer.status_code in _DOCUMENTED:
            book().validate_response(request, answer)
    except OpenAPIError as objection:
        causes = getattr(objection.__cause__, "schema_errors", ())
        said = "; ".join(f"{list(c.path)}: {c.message}"[:300] for c in causes)
        yield f"{request.method} {request.path}: {said or objection!r}"
