"""Charges that customers agreed to: what waits for an invoice, and its number kept."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from portal import gate
from portal.desk import act, door, words
from portal.desk.act import Asking
from portal.desk.credits import NumberForm
from portal.desk.returns import more
from rma.actions import charging
from rma.queries import choice_view, desk_lists


class FilterForm(forms.Form):
    """Choose which charges are listed."""

    state = forms.ChoiceField(
        label=gettext_lazy("Which"),
        choices=[
            ("", gettext_lazy("Without an invoice")),
            ("numbered", gettext_lazy("With an invoice")),
            ("all", gettext_lazy("All")),
        ],
        required=False,
    )


@require_safe
@gate.staff_page()
def charges(request: HttpRequest) -> HttpResponse:
    """List charges asked of accounting, the newest first."""
    form = FilterForm(request.GET, label_suffix="")
    form.full_clean()
    state = form.cleaned_data.get("state", "")
    page = desk_lists.charge_page(state, request.GET.get("after", ""))
    context = {
        "filters": form,
        "charges": page.rows,
        "next": more(request, page.next),
        "is_filtered": bool(state),
    }
    return door.page(request, "desk/charges.html", context)


@require_http_methods(["GET", "POST"])
@gate.staff_page("credit")
def number(request: HttpRequest, charge_id: int) -> HttpResponse:
    """Keep the number of the invoice."""
    row = door.found(choice_view.charge_with(charge_id))
    case = row.choice.line.case
    form = act.bound(NumberForm, request, initial={"number": row.accounting_number})
    accepted = _("%(name)s, before it was charged") % {"name": row.accepted_by}
    asking = Asking(
        title=_("Keep the number of the invoice"),
        button=_("Keep the number"),
        back=reverse("desk:charges"),
        back_text=_("Charges"),
        number=case.number,
        facts=[
            {"label": _("Customer"), "value": case.account.name},
            {"label": _("For"), "value": words.named("charge", row.option)},
            {"label": _("Amount"), "value": str(row.amount)},
            {"label": _("Agreed to by"), "value": accepted},
        ],
    )

    def deed() -> None:
        charging.note_invoice(
            charge_id=row.pk,
            number=form.cleaned_data["number"],
            by=door.actor(request),
            at=timezone.now(),
        )

    return act.answer(request, form, asking, deed, done=_("Number kept."))
