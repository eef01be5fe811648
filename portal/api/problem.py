"""What a refusal looks like on the wire: RFC 9457, with a stable code."""

import json
from http import HTTPStatus

from django.http import HttpResponse
from ninja import Schema
from pydantic import Field

MEDIA_TYPE = "application/problem+json"
_TYPE = "urn:returnwell:problem:"


class FieldError(Schema):
    """Name one field of the input and what is wrong with it."""

    field: str
    message: str


class Problem(Schema):
    """Say what went wrong, for people and, by its code, for programs."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: list[FieldError] = Field(default_factory=list)


class FieldRefused(Exception):
    """A value has the right form and cannot be taken; carries field and sentence."""

    def __init__(self, field: str, message: str) -> None:
        """Remember which field and why."""
        super().__init__(field)
        self.field = field
        self.message = message


class NotMadeYet(Exception):
    """The document is on its way; carries in how many seconds to look again."""

    def __init__(self, seconds: int) -> None:
        """Remember when to look again."""
        super().__init__(str(seconds))
        self.seconds = seconds


def refusal(
    status: int,
    code: str,
    detail: str,
    *,
    errors: tuple[FieldError, ...] = (),
    headers: dict[str, str] | None = None,
) -> HttpResponse:
    """Return a refusal as an answer."""
    shape = Problem(
        type=_TYPE + code,
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        code=code,
        errors=list(errors),
    )
    told = shape.model_dump(exclude=None if errors else {"errors"})
    return HttpResponse(
        json.dumps(told), status=status, content_type=MEDIA_TYPE, headers=headers
    )
