"""The hidden key of a form: back, reload, double click and two tabs act once."""

import hashlib
import json
import re
import uuid
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest

from rma.actions.use_case import Once

_KEY = re.compile(r"[0-9A-Za-z-]{1,64}")


def fresh() -> str:
    """Return a key that names one sending of one form."""
    return uuid.uuid4().hex


class OnceForm(forms.Form):
    """Be a form that takes effect once: it carries a key made with the page."""

    # Where the key alone counts, a page sent again with other words after going back
    # is the same wish, and the first one stands; else it is refused.
    counts_words: ClassVar[bool] = True

    once = forms.CharField(
        widget=forms.HiddenInput, required=False, max_length=64, initial=fresh
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Write plain labels."""
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def sent(self, request: HttpRequest, principal: str) -> Once:
        """Return what makes this sending one: whose, which key, what was filled in."""
        key = str(self.cleaned_data.get("once") or "")
        return Once(
            principal=principal,
            key=f"form:{key if _KEY.fullmatch(key) else fresh()}",
            body_hash=self._words(request) if self.counts_words else "form",
        )

    def _words(self, request: HttpRequest) -> str:
        ignored = {self.add_prefix("once"), "csrfmiddlewaretoken"}
        told = [pair for pair in sorted(request.POST.lists()) if pair[0] not in ignored]
        body = json.dumps([request.path, told])
        return hashlib.sha256(body.encode()).hexdigest()
