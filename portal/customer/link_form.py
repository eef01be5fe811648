"""The form that asks for a link: a return's number and the address we write to."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from typing_extensions import override

from rma.rules import numbers


class TrackForm(forms.Form):
    """Ask for the number and the address, as on the letters."""

    number = forms.CharField(
        label=gettext_lazy("Return number"),
        help_text=gettext_lazy("It begins with RMA and stands on every letter."),
        max_length=60,
        widget=forms.TextInput(
            attrs={
                "class": "code-entry",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
        error_messages={"required": gettext_lazy("Type the return number.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Type the e-mail address we write to."),
            "invalid": gettext_lazy("Type an e-mail address like name@example.com."),
        },
    )

    @override
    def clean(self) -> dict[str, object]:
        """Want a number that can be one: a slip of the finger is told at once."""
        cleaned = super().clean() or {}
        typed = str(cleaned.get("number", ""))
        if typed and numbers.parse(typed) is None:
            self.add_error(
                "number",
                _("This is no return number. One looks like RMA-BCDF-GHJK-NPRST."),
            )
        return cleaned
