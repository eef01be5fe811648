"""How whatever goes wrong inside an operation leaves the house."""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import IntegrityError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from portal.api import errors
from portal.api.problem import FieldError, FieldRefused, NotMadeYet, refusal
from rma.rules.words import N_
from rma.steps.misnaming import OtherArticle, UnknownProduct
from rma.steps.opening import AlreadyOpen, UnsafeBattery

_LOG = logging.getLogger(__name__)
_LONGEST_NAME = 120
Handler = Callable[[HttpRequest, Any], HttpResponse]


def register(api: NinjaAPI) -> None:
    """Make an API answer every refusal of the table, and everything else, so."""
    handlers: dict[type[Exception], Handler] = {
        **dict.fromkeys(errors.TABLE, _by_table),
        FieldRefused: _field,
        NotMadeYet: _not_made_yet,
        ValidationError: _invalid,
        AuthenticationError: _stranger,
        HttpError: _unreadable,
        Http404: not_found,
        RequestDataTooBig: too_large,
        SuspiciousOperation: _unreadable,
        IntegrityError: _overtaken,
        OperationalError: _busy,
        Exception: _broken,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def not_found(_request: HttpRequest, _why: object = None) -> HttpResponse:
    """Answer that there is no such thing, or none that the caller may know of."""
    return refusal(404, "not-found", _("There is no such thing here."))


def method_refused(allowed: str) -> HttpResponse:
    """Answer that this address takes other methods."""
    return refusal(
        405,
        "method-not-allowed",
        _("This address takes {methods}.").format(methods=allowed),
        headers={"Allow": allowed},
    )


def not_json() -> HttpResponse:
    """Answer that only JSON is understood."""
    return refusal(
        415, "unsupported-media-type", _("Send the body as application/json.")
    )


def too_large(_request: HttpRequest, _why: object = None) -> HttpResponse:
    """Answer that the body is too long."""
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE >> 20
    words = _("The body is too long: {most} MB fit. Send fewer or smaller files.")
    return refusal(413, "too-large", words.format(most=most))


def _by_table(_request: HttpRequest, raised: Exception) -> HttpResponse:
    kind = next(kind for kind in type(raised).__mro__ if kind in errors.TABLE)
    status, code, sentence = errors.TABLE[kind]
    facts = {"what": str(raised)} | getattr(raised, "__dict__", {})
    detail = _(sentence).format(**facts)
    return refusal(status, code, detail, errors=_places(raised, detail))


def _places(raised: Exception, detail: str) -> tuple[FieldError, ...]:
    if isinstance(raised, UnknownProduct | OtherArticle):
        return (FieldError(field=f"lines.{raised.place}.sku", message=detail),)
    if isinstance(raised, UnsafeBattery):
        return (FieldError(field=f"lines.{raised.place}.reason", message=detail),)
    if isinstance(raised, AlreadyOpen):
        return (FieldError(field=f"lines.{raised.place}.serial", message=detail),)
    return ()


def _field(_request: HttpRequest, raised: FieldRefused) -> HttpResponse:
    found = FieldError(field=_short(raised.field), message=raised.message)
    return _input_refused((found,))


def _invalid(_request: HttpRequest, raised: ValidationError) -> HttpResponse:
    return _input_refused(
        tuple(
            FieldError(field=_path(found["loc"]), message=_message(found))
            for found in raised.errors
        )
    )


def _input_refused(found: tuple[FieldError, ...]) -> HttpResponse:
    return refusal(
        422,
        "invalid-input",
        _("Some values are missing or cannot be taken: see errors."),
        errors=found,
    )


def _path(place: tuple[str | int, ...]) -> str:
    """Return the place of a value as people write it; ninja's own words left out."""
    named = place[2:] if place[0] == "body" and len(place) > 1 else place[1:]
    return _short(".".join(str(part) for part in named) or "body")


def _short(name: str) -> str:
    """Return a name that came from outside, fit for an answer."""
    return name[:_LONGEST_NAME].encode("utf-8", "replace").decode()


def _message(found: dict[str, Any]) -> str:
    """Say what is wrong with one value, in our words."""
    sentence = _SAID.get(found["type"])
    if sentence is None and found["type"] == "value_error":
        return str(found["msg"]).removeprefix("Value error, ")
    if sentence is None:
        return _("This cannot be taken here.")
    return _(sentence).format(**found.get("ctx", {}))


_WHOLE = N_("This must be a whole number.")
_A_DAY = N_("Write a day as in 2026-11-20.")
_SAID = {
    "string_pattern_mismatch": N_(
        "This is empty, or has signs that are not allowed here."
    ),
    "extra_forbidden": N_("There is no such field."),
    "missing": N_("This is needed."),
    "string_too_short": N_("This is too short: {min_length} signs at least."),
    "string_too_long": N_("This is too long: {max_length} signs at most."),
    "too_short": N_("Too few: {min_length} at least."),
    "too_long": N_("Too many: {max_length} at most."),
    "greater_than_equal": N_("This must be {ge} or more."),
    "less_than_equal": N_("This must be {le} or less."),
    "enum": N_("This must be {expected}."),
    "literal_error": N_("This must be {expected}."),
    **dict.fromkeys(("int_parsing", "int_type"), _WHOLE),
    **dict.fromkeys(("int_from_float", "int_parsing_size"), _WHOLE),
    **dict.fromkeys(("bool_parsing", "bool_type"), N_("This must be true or false.")),
    **dict.fromkeys(("string_type", "string_unicode"), N_("This must be a text.")),
    **dict.fromkeys(("date_parsing", "date_type"), _A_DAY),
    **dict.fromkeys(
        ("date_from_datetime_parsing", "date_from_datetime_inexact"), _A_DAY
    ),
    "list_type": N_("This must be a list."),
    **dict.fromkeys(
        ("dict_type", "model_type", "model_attributes_type"),
        N_("This must be an object with the fields described."),
    ),
}


def _stranger(_request: HttpRequest, _why: object) -> HttpResponse:
    return refusal(
        401,
        "key-missing",
        _("Send a valid key: Authorization: Bearer KEY."),
        headers={"WWW-Authenticate": 'Bearer realm="Returnwell"'},
    )


def _unreadable(_request: HttpRequest, _why: object) -> HttpResponse:
    return refusal(400, "unreadable", _("The body is no JSON that can be read."))


def _not_made_yet(_request: HttpRequest, raised: NotMadeYet) -> HttpResponse:
    return refusal(
        409,
        "not-ready",
        _("This document is not made yet. Look again in a moment."),
        headers={"Retry-After": str(raised.seconds)},
    )


def _overtaken(_request: HttpRequest, _why: object) -> HttpResponse:
    return refusal(
        409,
        "overtaken",
        _("Somebody changed the same thing at the same moment. Look, then repeat."),
    )


def _busy(_request: HttpRequest, why: Exception) -> HttpResponse:
    _LOG.error("the database did not answer", exc_info=why)
    return refusal(
        503, "busy", _("We are busy. Repeat this."), headers={"Retry-After": "2"}
    )


def _broken(request: HttpRequest, why: Exception) -> HttpResponse:
    _LOG.error("api failed: %s %s", request.method, request.path, exc_info=why)
    return refusal(500, "broken", _("Something of ours broke. We were told."))
