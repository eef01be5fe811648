"""Calling a return off, and taking it up again; both after a look at what follows."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal import gate
from portal.desk import act, door
from portal.desk.act import Asking, ReasonForm
from portal.desk.case import case_of, url_of
from rma.actions import cancelling


@require_http_methods(["GET", "POST"])
@gate.staff_page("cancel")
def cancel(request: HttpRequest, number: str) -> HttpResponse:
    """Call a return off, once the check page is read."""
    case = case_of(number)
    form = act.bound(ReasonForm, request)
    asking = Asking(
        title=_("Cancel this return"),
        button=_("Cancel the return"),
        back=url_of(case),
        back_text=case.number,
        number=case.number,
        warning=_(
            "The label is given back, nothing is shipped, claims are withdrawn, "
            "and %(name)s is told. It can be taken up again later, with a new label."
        )
        % {"name": case.contact.name},
        is_final=True,
    )

    def deed() -> None:
        cancelling.cancel_return(
            case=case.ref,
            reason=form.cleaned_data["reason"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    return act.answer(request, form, asking, deed, done=_("Return cancelled."))


@require_http_methods(["GET", "POST"])
@gate.staff_page("cancel")
def reopen(request: HttpRequest, number: str) -> HttpResponse:
    """Take a return up again that was cancelled, refused or expired."""
    case = case_of(number)
    form = act.bound(ReasonForm, request)
    asking = Asking(
        title=_("Take this return up again"),
        button=_("Take it up again"),
        back=url_of(case),
        back_text=case.number,
        number=case.number,
        lead=_(
            "Every line waits for a decision again; approving orders a new label, "
            "unless the dock has it already."
        ),
    )

    def deed() -> None:
        cancelling.reopen_return(
            case=case.ref,
            reason=form.cleaned_data["reason"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    return act.answer(request, form, asking, deed, done=_("The return is open again."))
