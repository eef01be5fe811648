"""Stuck work: what was given up or waits, tried again or cancelled with a reason."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from outbox import dead
from outbox.dead import NotDead, NotWaiting
from outbox.models import Job
from portal import gate
from portal.desk import act, door, words
from portal.desk.act import Asking, ReasonForm
from portal.desk.returns import more
from rma.queries import stuck_jobs


class FilterForm(forms.Form):
    """Choose which jobs are listed."""

    state = forms.ChoiceField(
        label=gettext_lazy("Which"),
        choices=words.choices("job", "dead", "ready", "leased", "done", "cancelled"),
        required=False,
    )
    kind = forms.CharField(
        label=gettext_lazy("Kind begins with"), required=False, max_length=60
    )


@require_safe
@gate.staff_page()
def work(request: HttpRequest) -> HttpResponse:
    """List jobs, those given up first, and who is alive to do them."""
    form = FilterForm(request.GET, label_suffix="")
    form.full_clean()
    told = form.cleaned_data
    page = stuck_jobs.list_jobs(
        told.get("state") or "dead",
        told.get("kind", "").strip(),
        request.GET.get("after", ""),
    )
    context = {
        "filters": form,
        "jobs": page.rows,
        "health": stuck_jobs.health(timezone.now()),
        "next": more(request, page.next),
        "is_filtered": any(told.values()),
    }
    return door.page(request, "desk/work.html", context)


@require_safe
@gate.staff_page()
def job(request: HttpRequest, job_id: int) -> HttpResponse:
    """Show one job: what it is about, every try, who stepped in."""
    found = door.found(stuck_jobs.find_job(job_id))
    return door.page(request, "desk/job.html", {"job": found})


def _asking(found: Job, title: str, button: str, warning: str = "") -> Asking:
    return Asking(
        title=title,
        button=button,
        back=reverse("desk:job", args=[found.pk]),
        back_text=str(found.kind),
        warning=warning,
        is_final=bool(warning),
        facts=[
            {"label": _("What"), "value": found.kind},
            {"label": _("For"), "value": found.key},
            {"label": _("Last error"), "value": found.last_error or "–"},
        ],
    )


@require_http_methods(["GET", "POST"])
@gate.staff_page("mend")
def requeue(request: HttpRequest, job_id: int) -> HttpResponse:
    """Have a job tried again with all its attempts."""
    found = door.found(stuck_jobs.find_job(job_id))
    form = act.bound(ReasonForm, request)
    asking = _asking(found, _("Try this work again"), _("Try it again"))
    if form.is_valid():
        try:
            dead.requeue(
                found.pk,
                reason=form.cleaned_data["reason"],
                by=str(request.user),
                at=timezone.now(),
            )
        except NotDead:
            form.add_error(None, _("This work is not given up, so it is not repeated."))
        else:
            messages.success(request, _("It is tried again at once."))
            return redirect("desk:job", found.pk)
    status = 422 if form.errors else 200
    return door.page(request, "desk/act.html", {"form": form, "asking": asking}, status)


@require_http_methods(["GET", "POST"])
@gate.staff_page("mend")
def cancel(request: HttpRequest, job_id: int) -> HttpResponse:
    """Give a job up for good, after a look at what that means."""
    found = door.found(stuck_jobs.find_job(job_id))
    form = act.bound(ReasonForm, request)
    asking = _asking(
        found,
        _("Cancel this work"),
        _("Cancel it for good"),
        _("What this work owes to the outside never happens."),
    )
    if form.is_valid():
        try:
            dead.cancel(
                found.pk,
                reason=form.cleaned_data["reason"],
                by=str(request.user),
                at=timezone.now(),
            )
        except NotWaiting:
            form.add_error(None, _("This work is being done, or has ended."))
        else:
            messages.success(request, _("Cancelled. The reason is kept."))
            return redirect("desk:job", found.pk)
    status = 422 if form.errors else 200
    return door.page(request, "desk/act.html", {"form": form, "asking": asking}, status)
