"""Our own people: let in, given a role, their access ended."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from portal import gate
from portal.desk import act, door, words
from portal.desk.act import ActForm
from rma.actions import setting_up
from rma.queries import set_up
from rma.rules.words import Role


class MemberForm(ActForm):
    """Ask for the name and the role."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        error_messages={"required": gettext_lazy("Type the name.")},
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=words.choices("role"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one.")},
    )


class NewMemberForm(MemberForm):
    """Ask for the e-mail address as well; it is the sign-in."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("They sign in with it, by a code we mail them."),
        error_messages={
            "required": gettext_lazy("Type the e-mail address."),
            "invalid": gettext_lazy("Type an e-mail address like name@example.com."),
        },
    )
    field_order = ["name", "email", "role"]


class ChangeForm(MemberForm):
    """Ask whether they may still sign in, too."""

    is_active = forms.BooleanField(label=gettext_lazy("May sign in"), required=False)


@require_http_methods(["GET", "POST"])
@gate.staff_page("set up")
def add(request: HttpRequest) -> HttpResponse:
    """Let somebody in with a role."""
    form = act.bound(NewMemberForm, request)

    def deed() -> None:
        told = form.cleaned_data
        setting_up.add_member(
            email=told["email"],
            name=told["name"],
            role=Role(told["role"]),
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    if request.method == "POST" and act.tried(form, deed):
        messages.success(request, _("Let in. They sign in with a code by mail."))
        return redirect("desk:settings")
    return _page(request, form, _("Let somebody in"), _("Let them in"))


@require_http_methods(["GET", "POST"])
@gate.staff_page("set up")
def member(request: HttpRequest, user_id: int) -> HttpResponse:
    """Give somebody another role, or end their access."""
    row = door.found(set_up.member(user_id))
    initial = {"name": row.name, "role": row.role, "is_active": row.is_active}
    form = act.bound(ChangeForm, request, initial=initial)

    def deed() -> None:
        told = form.cleaned_data
        setting_up.change_member(
            user_id=row.pk,
            name=told["name"],
            role=Role(told["role"]),
            is_active=told["is_active"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    if request.method == "POST" and act.tried(form, deed):
        messages.success(request, _("Kept. It counts from their next page on."))
        return redirect("desk:settings")
    return _page(request, form, row.email, _("Keep this"))


def _page(
    request: HttpRequest,
    form: Any,  # noqa: ANN401 - a form of this file
    title: str,
    button: str,
) -> HttpResponse:
    context = {"form": form, "title": title, "button": button}
    status = 422 if form.errors else 200
    return door.page(request, "desk/edit.html", context, status)
