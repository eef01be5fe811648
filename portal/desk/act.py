"""One act of the desk on a page of its own: its form, sent once, and its refusals."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from typing_extensions import override

from portal import access, act
from portal.desk import door, refusals
from portal.once import OnceForm
from rma.actions.use_case import Once


class ActForm(OnceForm):
    """Be a form of the desk: it takes effect once, however often it is sent."""

    @override
    def sent(self, request: HttpRequest, principal: str = "") -> Once:
        """Return what makes this sending one; the member of staff stands for it."""
        return super().sent(request, principal or access.principal(request))


class ReasonForm(ActForm):
    """Ask for the reason, in words the history keeps."""

    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say why, in plain words.")},
    )


@dataclass(frozen=True, slots=True)
class Asking:
    """Hold what the page of an act says: what is asked, on what, and what follows."""

    title: str
    button: str
    back: str
    back_text: str
    number: str = ""
    lead: str = ""
    warning: str = ""
    is_final: bool = False
    facts: list[dict[str, Any]] = field(default_factory=list)
    quote: str = ""


def tried(form: ActForm, deed: Callable[[], object]) -> bool:
    """Do the deed of a valid form; where it is refused the form says why, in place."""
    return act.tried(form, deed, refusals.AT_THE_DESK)


def answer(
    request: HttpRequest,
    form: ActForm,
    asking: Asking,
    deed: Callable[[], object],
    *,
    done: str,
    to: str = "",
) -> HttpResponse:
    """Show the page of an act, or do it and go back with one sentence."""
    if request.method == "POST" and tried(form, deed):
        messages.success(request, done)
        return redirect(to or asking.back)
    status = 422 if form.errors else 200
    return door.page(request, "desk/act.html", {"form": form, "asking": asking}, status)


def bound(kind: type[ActForm], request: HttpRequest, **more: Any) -> Any:  # noqa: ANN401
    """Return a form of a kind, filled with what was sent where something was."""
    return kind(request.POST if request.method == "POST" else None, **more)
