"""One act of the desk on a page of its own: its form, sent once, and its refusals."""

import hashlib
import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy

from portal.desk import door, refusals
from rma.actions.use_case import Once


def new_key() -> str:
    """Return a key that names one sending of one form."""
    return uuid.uuid4().hex


class ActForm(forms.Form):
    """Be a form of the desk: it takes effect once, however often it is sent."""

    once = forms.CharField(
        widget=forms.HiddenInput, required=False, max_length=64, initial=new_key
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Write plain labels and ids that a link of the summary can name."""
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def sent(self, request: HttpRequest) -> Once:
        """Return what makes this sending one: whose, which key, what was filled in."""
        ignored = {"once", "csrfmiddlewaretoken"}
        told = [pair for pair in sorted(request.POST.lists()) if pair[0] not in ignored]
        body = json.dumps([request.path, told])
        key = self.cleaned_data.get("once") or new_key()
        return Once(
            principal=f"user:{door.member(request).pk}",
            key=f"desk:{key}",
            body_hash=hashlib.sha256(body.encode()).hexdigest(),
        )


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
    if not form.is_valid():
        return False
    try:
        deed()
    except refusals.KNOWN as refusal:
        name, words = refusals.said(refusal)
        form.add_error(name if name in form.fields else None, words)
        return False
    return True


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
