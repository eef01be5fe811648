"""Returns as a list: filtered, or found by any number, name or e-mail address."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from portal import gate
from portal.desk import door, words
from rma.queries import case_list, search, shipment_page
from rma.queries.case_list import Wanted

_LONGEST_NUMBER = 64
_STATUSES = [
    (case_list.OPEN, _("All open")),
    (case_list.ALL, _("Open and ended")),
    (case_list.LABEL_FAILED, _("Label failed")),
    (case_list.DIFFERENT, _("Differences to settle")),
    (case_list.CAME_LATE, _("Here though expired")),
    *words.choices("status"),
]


class FilterForm(forms.Form):
    """Choose which returns are listed; the address holds it all."""

    account = forms.CharField(label=_("Customer’s number or name"), required=False)
    status = forms.ChoiceField(label=_("Status"), choices=_STATUSES, required=False)
    since = forms.DateField(
        label=_("Opened since"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    mine = forms.ChoiceField(
        label=_("Whose"),
        choices=[("", _("Everybody’s")), ("1", _("Mine"))],
        required=False,
    )

    def wanted(self, user_id: int, after: str) -> Wanted:
        """Return which returns are wanted; what can't be read leaves its filter out."""
        told: dict[str, Any] = self.cleaned_data
        return Wanted(
            status=told.get("status") or case_list.OPEN,
            owner_id=user_id if told.get("mine") else None,
            since=told.get("since"),
            account=(told.get("account") or "").strip()[:120],
            after=after,
        )


@require_safe
@gate.staff_page()
def cases(request: HttpRequest) -> HttpResponse:
    """List returns, or go straight to the one that a number names."""
    text = request.GET.get("q", "").replace("\x00", "\ufffd").strip()
    if text:
        return _found(request, text)
    form = FilterForm(request.GET, label_suffix="")
    form.full_clean()
    wanted = form.wanted(door.member(request).pk, request.GET.get("after", ""))
    page = case_list.list_cases(wanted, at=timezone.now())
    context = {
        "filters": form,
        "cases": page.cases,
        "next": more(request, page.next),
        "is_filtered": any(request.GET.get(name) for name in form.fields),
    }
    return door.page(request, "desk/cases.html", context)


def _found(request: HttpRequest, text: str) -> HttpResponse:
    hits = search.search(text, at=timezone.now())
    if hits.exact:
        return redirect("desk:case", hits.exact)
    leg = None if hits.cases else shipment_page.leg_named(text[:_LONGEST_NUMBER])
    if leg:
        return redirect("desk:shipment", leg)
    context = {"text": text, "cases": hits.cases, "is_cut": hits.is_cut}
    return door.page(request, "desk/found.html", context)


def more(request: HttpRequest, cursor: str) -> str:
    """Return the address of the next page with the same filters, if there is one."""
    if not cursor:
        return ""
    asked = request.GET.copy()
    asked["after"] = cursor
    return f"?{asked.urlencode()}"
