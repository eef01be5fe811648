"""Requests of a company that an approver decides on, with how each stands."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from portal.customer.account import door, waiting
from rma.models import Contact, HeldRequest
from rma.queries import draft_page, own_requests, signed_links
from rma.queries.own_requests import WantedRequests
from rma.rules.serials import key_of


class RequestsFilter(forms.Form):
    """Choose which requests are listed; the address holds it all."""

    whose = forms.ChoiceField(
        label=_("Whose"),
        choices=[("", _("All")), ("mine", _("Mine"))],
        required=False,
    )
    state = forms.ChoiceField(
        label=_("State"),
        choices=[
            ("", _("All")),
            ("waiting", _("Waits for a yes")),
            ("approved", _("Approved")),
            ("declined", _("Declined")),
        ],
        required=False,
    )


@require_safe
@door.member_page()
def requests(request: HttpRequest, contact: Contact) -> HttpResponse:
    """List what somebody asked for, and what waits for their yes."""
    form = RequestsFilter(request.GET, label_suffix="")
    form.full_clean()
    told: dict[str, Any] = form.cleaned_data
    wanted = WantedRequests(
        is_mine=bool(told.get("whose")),
        state=told.get("state", ""),
        after=request.GET.get("after", ""),
    )
    listed = own_requests.requests(contact, wanted)
    context = {
        "filters": form,
        "requests": shown(contact, listed.rows),
        "next": door.more(request, listed.next),
        "is_filtered": any(request.GET.get(name) for name in form.fields),
    }
    return door.page(request, contact, "customer/account/requests.html", context)


def beside_returns(
    request: HttpRequest, contact: Contact, at: datetime
) -> dict[str, Any]:
    """Return what stands above the returns: on their first page, unless searched."""
    if any(request.GET.get(name) for name in ("q", "state", "after")):
        return {}
    is_mine = bool(request.GET.get("whose"))
    listed = own_requests.beside_returns(contact, is_mine=is_mine, at=at)
    return {"requests": shown(contact, listed.rows)}


def shown(contact: Contact, held: Iterable[HeldRequest]) -> list[dict[str, Any]]:
    """Return requests with how they stand, and whose yes they wait for."""
    rows = rows_of(contact, held)
    is_waiting = any(row["held"].decided_at is None for row in rows)
    names = waiting.names_of_deciders(contact.account_id) if is_waiting else ""
    return [row | _standing(row["held"], names) for row in rows]


def _standing(row: HeldRequest, deciders: str) -> dict[str, Any]:
    return {
        "state": waiting.state_of(row),
        "deciders": deciders,
        "token": signed_links.held_token(row),
    }


def rows_of(contact: Contact, held: Iterable[HeldRequest]) -> list[dict[str, Any]]:
    """Return requests as their pages show them: units by name, not number alone."""
    told = [(each, waiting.lines_of(each)) for each in held]
    serials = [line["serial"] for _each, lines in told for line in lines]
    known = draft_page.units_with(serials, account_id=contact.account_id)

    def named(serial: str) -> str:
        found = known.get(key_of(serial))
        return found.unit.product.name if found and found.unit.product else ""

    return [
        {
            "held": each,
            "guest": _guest(each),
            "why": [waiting.WHY[why] for why in each.reasons],
            "lines": [line | {"name": named(line["serial"])} for line in lines],
        }
        for each, lines in told
    ]


def _guest(each: HeldRequest) -> str:
    """Return who a guest says they are and where; of a member nothing is said."""
    told = each.data.get("contact", {}) if each.data.get("is_guest") else {}
    place = ("name", "company", "street1", "postal_code", "city", "country", "email")
    return ", ".join(told[name] for name in place if told.get(name))
