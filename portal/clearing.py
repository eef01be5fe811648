"""What is asked about customs, by customers and at the desk alike."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy
from typing_extensions import override

from portal.once import OnceForm
from rma.models import Case


class ExportForm(OnceForm):
    """Ask for the number under which the export was declared."""

    proof = forms.CharField(
        label=gettext_lazy("Number of the export declaration"),
        help_text=gettext_lazy(
            "The carrier or the customs office gives it: an MRN in Europe, an ITN in"
            " the United States. Leave it empty to take a wrong one back."
        ),
        max_length=60,
        required=False,
        error_messages={
            "max_length": gettext_lazy("Such a number has 60 characters at most.")
        },
    )

    @override
    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        """Show the number we have."""
        kwargs.setdefault("initial", {"proof": case.export_proof})
        super().__init__(*args, **kwargs)
