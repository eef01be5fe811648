"""What owners tell us of a unit: what became of its data, and when it was bought."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.addresses import caller_of
from portal.customer import granted
from portal.customer.acts import WishForm
from portal.customer.data_form import DataForm
from rma.actions import declaring, proving
from rma.models import Case
from rma.queries.cover_desk import data_lines, has_waiting_proof
from rma.rules.actors import Actor, ActorKind


class ReceiptForm(WishForm):
    """Ask when and where a unit was bought."""

    unit = forms.ChoiceField(label=_("Which unit?"), choices=[])
    bought_on = forms.DateField(
        label=_("Bought on"),
        help_text=_("The day on the receipt or invoice."),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "required": _("Choose the day on the receipt."),
            "invalid": _("Type the day like 2026-12-09."),
        },
    )
    seller = forms.CharField(label=_("Bought from"), max_length=160, required=False)


@require_http_methods(["GET", "POST"])
@never_cache
@granted.its_customer
def data(request: HttpRequest, case: Case) -> HttpResponse:
    """Take what owners declare about the data on their units."""
    lines = data_lines(case)
    if not lines:
        return redirect("customer:case", case.number)
    form = DataForm(
        request.POST if request.method == "POST" else None,
        lines=lines,
        may_keep_disk=case.policy.may_keep_disk,
        is_each="each" in (request.POST or request.GET),
        auto_id="%s",
    )
    if form.is_valid():
        # What arrived meanwhile is spoken of at the dock; the page says where it is.
        with suppress(declaring.NothingToDeclare):
            declaring.declare_erasure(
                case=case.ref,
                answers=form.answers(),
                by=Actor(ActorKind.CUSTOMER, case.contact.name),
                at=timezone.now(),
                address=caller_of(request),
                once=form.sent(request, f"case:{case.code}"),
            )
        return redirect("customer:case", case.number)
    return _page(request, "customer/data.html", case, form)


@require_http_methods(["GET", "POST"])
@never_cache
@granted.its_customer
def receipt(request: HttpRequest, case: Case) -> HttpResponse:
    """Take when a unit was bought; one of us compares it with the receipt."""
    sent = request.POST if request.method == "POST" else None
    form = ReceiptForm(sent, auto_id="%s")
    lines = case.lines.select_related("product").order_by("position")
    named = [(str(each.position), f"{each.product or ''} {each}") for each in lines]
    fields: dict[str, Any] = form.fields
    fields["unit"].choices = named
    if form.is_valid():
        told = form.cleaned_data
        try:
            proving.hand_in_proof(
                case=case.ref,
                position=int(told["unit"]),
                bought_on=told["bought_on"],
                seller=told["seller"],
                by=Actor(ActorKind.CUSTOMER, case.contact.name),
                at=timezone.now(),
                once=form.sent(request, f"case:{case.code}"),
            )
            return redirect("customer:files", case.number)
        except proving.NoSuchDay:
            form.add_error("bought_on", _("Choose a day that has been."))
        except proving.ProofIsWaiting:
            form.add_error("unit", _("A receipt for this unit waits for us already."))
    page = {"is_waiting": has_waiting_proof(case)}
    return _page(request, "customer/receipt.html", case, form, page)


def _page(
    request: HttpRequest,
    template: str,
    case: Case,
    form: forms.Form,
    more: Mapping[str, object] | None = None,
) -> HttpResponse:
    page = {"case": case, "form": form} | dict(more or {})
    return render(request, template, page, status=422 if form.errors else 200)
