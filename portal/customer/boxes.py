"""A customer packs anew: one box more, one less, or the box of another return."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal import act, travelling
from portal.act import Refusals
from portal.customer import granted
from portal.once import OnceForm
from portal.travelling import BoxForm, ShareForm
from rma.actions import boxing
from rma.models import Case
from rma.queries import boxes, riders
from rma.rules import numbers
from rma.rules.actors import Actor, ActorKind

_REFUSALS = Refusals(travelling.REFUSALS)


@require_http_methods(["GET", "POST"])
@never_cache
@granted.its_customer
def add(request: HttpRequest, case: Case) -> HttpResponse:
    """Ask which units go into a box of their own."""
    shares = boxes.still_packed(case)
    if not shares:
        return redirect("customer:case", case.number)
    form = BoxForm(request.POST or None, shares=shares, auto_id="%s")

    def deed() -> None:
        boxing.add_box(
            case=case.ref,
            contents=form.contents(),
            by=_customer(case),
            at=timezone.now(),
            once=form.sent(request, f"case:{case.code}"),
        )

    lead = _("Each box gets its own label. Both are paid.")
    return answered(request, case, form, deed, title=_("Add a box"), lead=lead)


@require_http_methods(["GET", "POST"])
@never_cache
@granted.its_customer
def remove(request: HttpRequest, case: Case, code: str) -> HttpResponse:
    """Ask whether one box is not needed any more."""
    wanted = numbers.parse(code)
    own = {row.code: row for row in boxes.of_case(case)}
    parcel = own.get(wanted or "")
    if parcel is None:
        return redirect("customer:case", case.number)
    form = OnceForm(request.POST or None, auto_id="%s")

    def deed() -> None:
        boxing.remove_box(
            case=case.ref,
            parcel_id=parcel.pk,
            by=_customer(case),
            at=timezone.now(),
            once=form.sent(request, f"case:{case.code}"),
        )

    title = _("Remove box %(box)s") % {"box": numbers.shown(parcel.code)}
    lead = _("Put what it was to hold into another box. Its label is void then.")
    return answered(request, case, form, deed, title=title, lead=lead)


@require_http_methods(["GET", "POST"])
@never_cache
@granted.its_customer
def share(request: HttpRequest, case: Case) -> HttpResponse:
    """Ask into which box of another return this one goes."""
    others = [
        box
        for box in riders.sharable_boxes(case)
        if granted.case_for(request, box.number)
    ]
    if not others:
        return render(request, "customer/no_box.html", {"case": case})
    form = ShareForm(request.POST or None, boxes=others, auto_id="%s")

    def deed() -> None:
        boxing.share_box(
            case=case.ref,
            parcel_id=form.cleaned_data["box"],
            by=_customer(case),
            at=timezone.now(),
            once=form.sent(request, f"case:{case.code}"),
        )

    lead = _("Pack both returns together. The label of this one is void then.")
    title = _("Use the box of another return")
    return answered(request, case, form, deed, title=title, lead=lead)


@require_http_methods(["GET", "POST"])
@never_cache
@granted.its_customer
def leave(request: HttpRequest, case: Case) -> HttpResponse:
    """Ask whether this return gets a box of its own again."""
    form = OnceForm(request.POST or None, auto_id="%s")

    def deed() -> None:
        boxing.leave_box(
            case=case.ref,
            by=_customer(case),
            at=timezone.now(),
            once=form.sent(request, f"case:{case.code}"),
        )

    lead = _("It gets a box and a label of its own.")
    title = _("Send it in a box of its own")
    return answered(request, case, form, deed, title=title, lead=lead)


def answered(
    request: HttpRequest,
    case: Case,
    form: OnceForm,
    deed: Callable[[], None],
    *,
    title: str,
    lead: str,
) -> HttpResponse:
    """Show a form on a page of its own, or do what it asks and go back."""
    if request.method == "POST" and act.tried(form, deed, _REFUSALS):
        return redirect("customer:case", case.number)
    page = {"case": case, "form": form, "title": title, "lead": lead}
    status = 422 if form.errors else 200
    return render(request, "customer/act.html", page, status=status)


def _customer(case: Case) -> Actor:
    return Actor(ActorKind.CUSTOMER, case.contact.name)
