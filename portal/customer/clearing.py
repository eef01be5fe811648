"""The proof that a return was exported, told by its customer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.clearing import ExportForm
from portal.customer import granted
from rma.actions import clearing
from rma.models import Case
from rma.queries import boxes
from rma.rules.actors import Actor, ActorKind


@require_http_methods(["GET", "POST"])
@never_cache
@granted.its_customer
def export(request: HttpRequest, case: Case) -> HttpResponse:
    """Ask for the number of the export declaration, where a border is crossed."""
    if not boxes.cross_a_border(case):
        return redirect("customer:case", case.number)
    form = ExportForm(request.POST or None, case=case, auto_id="%s")
    if form.is_valid():
        clearing.keep_export_proof(
            case=case.ref,
            proof=form.cleaned_data["proof"],
            by=Actor(ActorKind.CUSTOMER, case.contact.name),
            at=timezone.now(),
            once=form.sent(request, f"case:{case.code}"),
        )
        return redirect("customer:case", case.number)
    page = {
        "case": case,
        "form": form,
        "title": _("Tell us the export number"),
        "lead": _(
            "It proves that the goods left your country. We name it on the papers when"
            " they come back, so that no duty is asked for twice."
        ),
    }
    status = 422 if form.errors else 200
    return render(request, "customer/act.html", page, status=status)
