"""The hidden token of a form: back, reload, double click and two tabs act once."""

import hashlib
import uuid

from django import forms

from rma.actions.use_case import Once


class OnceForm(forms.Form):
    """Be a form that takes effect once: it carries a token made with the page."""

    once_token = forms.UUIDField(
        widget=forms.HiddenInput, required=False, initial=uuid.uuid4
    )

    def once(self, principal: str) -> Once | None:
        """Return the name of this request, or None where the token was lost."""
        token = self.cleaned_data.get("once_token")
        if token is None:
            return None
        return Once(principal, f"form:{token}", self._body_hash())

    def _body_hash(self) -> str:
        """Return a hash of what was sent, the token and the CSRF token left out."""
        left_out = {"csrfmiddlewaretoken", self.add_prefix("once_token")}
        pairs = sorted(
            (name, value) for name, value in self.data.items() if name not in left_out
        )
        return hashlib.sha256(repr(pairs).encode()).hexdigest()
