"""A link that opens nothing: why it does not, and the next step instead of it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from portal.customer.link_form import TrackForm


class Why(StrEnum):
    """What became of a link."""

    CUT_OFF = "cut_off"
    USED = "used"
    TOO_OLD = "too_old"
    REPLACED = "replaced"
    SENT = "sent"
    CLOSED = "closed"


class Next(StrEnum):
    """What the page offers: a new link by a press, or a form that asks for one."""

    RENEW = "renew"
    RETURN = "return"
    ORDER = "order"
    NOTHING = "nothing"


_WORDS: dict[Why, tuple[Any, Any]] = {
    Why.CUT_OFF: (
        _("This link does not open a return"),
        _(
            "It may be cut off, or replaced by a newer one. Your return is safe: "
            "we mail you the link that works."
        ),
    ),
    Why.USED: (
        _("This link was used already"),
        _("It works once, so that nobody else gets in with it."),
    ),
    Why.TOO_OLD: (
        _("This link is too old"),
        _("It works for a while only, so that nobody finds it open later."),
    ),
    Why.REPLACED: (
        _("This link was replaced by a newer one"),
        _(
            "The links sent before it open nothing any more. Your return is safe: "
            "we mail you the link that works."
        ),
    ),
    Why.SENT: (
        _("This return was sent already"),
        _("It has a number and a page of its own now. We mail you the link to it."),
    ),
    Why.CLOSED: (
        _("The list of your order is closed"),
        _(
            "It is open for a day on the device on which its link was used. "
            "We mail you a new link."
        ),
    ),
}


def answer(
    request: HttpRequest,
    why: Why = Why.CUT_OFF,
    *,
    offer: Next = Next.RETURN,
    form: Form | None = None,
    number: str = "",
    used_at: datetime | None = None,
) -> HttpResponse:
    """
    Say why a link opens nothing, and offer what is known to help.

    `form` is what it asks instead; without one it is a return's number and address.
    """
    title, lead = _WORDS[why]
    page = {
        "title": title,
        "lead": lead,
        "used_at": used_at,
        "offer": offer.value,
        "form": form or TrackForm(initial={"number": number}, auto_id="%s"),
    }
    return render(request, "customer/link_gone.html", page, status=404)


def renewed(request: HttpRequest) -> HttpResponse:
    """Say that a new link is on its way, to where the one before it went."""
    return render(request, "customer/link_renewed.html")
