"""What a company sent back and owns: its returns, its units, its credits."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from portal.customer import drafts, words
from portal.customer.account import door, requests
from portal.customer.drafts import DraftReturn
from rma.models import Contact
from rma.queries import account_pages
from rma.queries.account_pages import OwnedUnit, WantedReturns


class ReturnsFilter(forms.Form):
    """Choose which returns are listed; the address holds it all."""

    q = forms.CharField(
        label=_("Number, serial, product or name"), required=False, max_length=80
    )
    whose = forms.ChoiceField(
        label=_("Whose"),
        choices=[("", _("All of the company")), ("mine", _("Mine"))],
        required=False,
    )
    state = forms.ChoiceField(
        label=_("State"),
        choices=[("", _("All")), ("open", _("Open")), ("ended", _("Ended"))],
        required=False,
    )


class UnitsFilter(forms.Form):
    """Look for units."""

    q = forms.CharField(
        label=_("Serial, product or order number"), required=False, max_length=80
    )


@require_safe
@door.member_page()
def returns(request: HttpRequest, contact: Contact) -> HttpResponse:
    """List the returns of the company, or one's own."""
    form = ReturnsFilter(request.GET, label_suffix="")
    form.full_clean()
    told: dict[str, Any] = form.cleaned_data
    states = {"open": True, "ended": False}
    wanted = WantedReturns(
        contact_id=contact.pk if told.get("whose") else None,
        is_open=states.get(told.get("state", "")),
        about=door.plain(request, "q"),
        after=request.GET.get("after", ""),
    )
    at = timezone.now()
    listed = account_pages.returns(contact.account_id, wanted, at=at)
    context = requests.beside_returns(request, contact, at) | {
        "filters": form,
        "cases": listed.cases,
        "next": door.more(request, listed.next),
        "is_filtered": any(request.GET.get(name) for name in form.fields),
    }
    return door.page(request, contact, "customer/account/returns.html", context)


@require_safe
@door.member_page()
def units(request: HttpRequest, contact: Contact) -> HttpResponse:
    """List what the company bought, with its cover and until when."""
    form = UnitsFilter(request.GET, label_suffix="")
    form.full_clean()
    about = door.plain(request, "q")
    after = request.GET.get("after", "")
    listed = account_pages.units(contact.account, about, after, at=timezone.now())
    context = {
        "filters": form,
        "units": [_row(owned) for owned in listed.units],
        "next": door.more(request, listed.next),
        "is_filtered": bool(about),
    }
    return door.page(request, contact, "customer/account/units.html", context)


def _row(owned: OwnedUnit) -> dict[str, object]:
    coverage = owned.coverage
    return {
        "unit": owned.unit,
        "is_out": owned.is_out,
        "was_put_right": owned.was_put_right,
        "verdict": coverage.verdict,
        "word": words.VERDICTS[coverage.verdict],
        "says": words.headline(coverage),
        "until": coverage.last,
    }


@require_POST
@door.member_page("request")
def send_back(request: HttpRequest, contact: Contact, unit_id: int) -> HttpResponse:
    """Begin a return of a unit at once; only what happened is left to tell."""
    unit = door.found(account_pages.unit(contact.account_id, unit_id))
    draft = DraftReturn.begun()
    draft.add(unit.serial)
    drafts.keep(draft, timezone.now())
    response = redirect("customer:item")
    drafts.carry(response, draft)
    return response


@require_safe
@door.member_page("see money")
def credits(request: HttpRequest, contact: Contact) -> HttpResponse:
    """List what the company was credited or paid back, and the fees kept."""
    after = request.GET.get("after", "")
    listed = account_pages.credits(contact.account_id, after)
    context = {"credits": listed.rows, "next": door.more(request, listed.next)}
    return door.page(request, contact, "customer/account/credits.html", context)
