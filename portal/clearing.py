"""What is asked about customs, by customers and at the desk alike."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy
from typing_extensions import override

from portal.once import OnceForm
from rma.models import Case
from rma.queries import legs
from shipping import exports


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
        """Show the number we have, and ask for an ITN where a label waits for one."""
        kwargs.setdefault("initial", {"proof": case.export_proof})
        super().__init__(*args, **kwargs)
        self.wants_itn = legs.waits_for_filing(case)
        if self.wants_itn:
            self.fields["proof"].help_text = gettext(
                "The label waits for it. An ITN is an X and 14 digits, as in"
                " X20260302123456."
            )

    def clean_proof(self) -> str:
        """Refuse what is no ITN where only one helps."""
        proof = str(self.cleaned_data["proof"])
        if self.wants_itn and not exports.itn_of(proof):
            raise forms.ValidationError(
                gettext("That is no ITN: it is an X and 14 digits.")
            )
        return proof
