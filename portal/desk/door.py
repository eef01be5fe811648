"""Who comes in to the desk, what each may do there, and the frame of its pages."""

from collections.abc import Mapping
from typing import TypeVar

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from portal import access
from rma.models import User
from rma.queries import desk_home
from rma.rules.actors import Actor

Row = TypeVar("Row")


def member(request: HttpRequest) -> User:
    """Return the member of staff who asks; the guard has let them in."""
    assert isinstance(request.user, User)  # noqa: S101 - the guard looked
    return request.user


def actor(request: HttpRequest) -> Actor:
    """Return the name that stands beside what this person does."""
    return member(request).actor


def found(row: Row | None) -> Row:
    """Return the row, or raise Http404 where there is none."""
    if row is None:
        raise Http404
    return row


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, object],
    status: int = 200,
) -> HttpResponse:
    """Return a page of the desk, with the counts of the rail and what one may do."""
    now = timezone.now()
    may = {act.replace(" ", "_"): access.may(request.user, act) for act in access.ACTS}
    is_sandbox = settings.SHIPPING_CARRIER == "sandbox"
    frame = {"may": may, "now": now, "is_sandbox": is_sandbox} | dict(context)
    if "rail" not in frame:
        frame["rail"] = desk_home.rail(now)
    return render(request, template, frame, status=status)
