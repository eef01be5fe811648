"""Credits asked of accounting: what waits for their number, and the number kept."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from portal import gate
from portal.desk import act, door
from portal.desk.act import ActForm, Asking
from portal.desk.returns import more
from rma.actions import resolving
from rma.queries import desk_lists


class FilterForm(forms.Form):
    """Choose which credits are listed."""

    state = forms.ChoiceField(
        label=gettext_lazy("Which"),
        choices=[
            ("", gettext_lazy("Without a number")),
            ("numbered", gettext_lazy("With a number")),
            ("all", gettext_lazy("All")),
        ],
        required=False,
    )


class NumberForm(ActForm):
    """Ask for the number accounting gave."""

    number = forms.CharField(
        label=gettext_lazy("Accounting’s number"),
        max_length=60,
        widget=forms.TextInput(attrs={"class": "code-entry", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Type the number.")},
    )


@require_safe
@gate.staff_page()
def credits(request: HttpRequest) -> HttpResponse:
    """List credits asked of accounting, the newest first."""
    form = FilterForm(request.GET, label_suffix="")
    form.full_clean()
    state = form.cleaned_data.get("state", "")
    page = desk_lists.credit_page(state, request.GET.get("after", ""))
    context = {
        "filters": form,
        "credits": page.rows,
        "next": more(request, page.next),
        "is_filtered": bool(state),
    }
    return door.page(request, "desk/credits.html", context)


@require_http_methods(["GET", "POST"])
@gate.staff_page("credit")
def number(request: HttpRequest, credit_id: int) -> HttpResponse:
    """Keep the number accounting gave a credit."""
    row = door.found(desk_lists.credit_request(credit_id))
    case = row.resolution.line.case
    initial = {"number": row.accounting_number}
    form = act.bound(NumberForm, request, initial=initial)
    asking = Asking(
        title=_("Keep accounting’s number"),
        button=_("Keep the number"),
        back=reverse("desk:credits"),
        back_text=_("Credits"),
        number=case.number,
        facts=[
            {"label": _("Customer"), "value": case.account.name},
            {"label": _("Amount"), "value": str(row.amount)},
            {"label": _("Original order"), "value": row.order_reference or "–"},
        ],
    )

    def deed() -> None:
        resolving.note_accounting_number(
            credit_request_id=row.pk,
            number=form.cleaned_data["number"],
            by=door.actor(request),
            at=timezone.now(),
        )

    return act.answer(request, form, asking, deed, done=_("Number kept."))
