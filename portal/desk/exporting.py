"""The export of a box out of the United States: filed under a number, or not at all."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from typing_extensions import override

from portal import gate
from portal.desk import act, door
from portal.desk.act import ActForm
from portal.desk.shipments import asking_about
from rma.actions import labelling
from rma.queries import shipment_page
from shipping import exports
from shipping.wishes import Customs


class FilingForm(ActForm):
    """Ask under which number, or rule, a box leaves the United States."""

    how = forms.ChoiceField(
        label=gettext_lazy("How the export is filed"),
        choices=(
            ("itn", gettext_lazy("It was filed, with the number below")),
            (
                exports.LOW_VALUE,
                gettext_lazy(
                    "Nothing to file: each kind of goods is worth 2,500 USD at most"
                ),
            ),
        ),
        widget=forms.RadioSelect,
        initial="itn",
        error_messages={"required": gettext_lazy("Choose one.")},
    )
    itn = forms.CharField(
        label=gettext_lazy("Filing number (ITN)"),
        help_text=gettext_lazy("An X and 14 digits, as in X20260302123456."),
        max_length=40,
        required=False,
    )

    @override
    def __init__(self, *args: Any, customs: Customs | None, **kwargs: Any) -> None:
        """Remember what customs are told of the box."""
        super().__init__(*args, **kwargs)
        self.customs = customs

    def clean_how(self) -> str:
        """Refuse to leave unfiled what must be filed."""
        how = str(self.cleaned_data["how"])
        is_low = self.customs is None or exports.may_be_low(self.customs)
        if how == exports.LOW_VALUE and not is_low:
            raise forms.ValidationError(
                _("More than 2,500 USD of one kind of goods lies in this box.")
            )
        return how

    def clean_itn(self) -> str:
        """Return the number as the office writes it."""
        itn = exports.itn_of(self.cleaned_data["itn"])
        if self.cleaned_data.get("how") == "itn" and not itn:
            raise forms.ValidationError(_("That is no ITN: it is an X and 14 digits."))
        return itn

    @property
    def filing(self) -> str:
        """Return the number, or that nothing is filed."""
        is_filed = self.cleaned_data["how"] == "itn"
        return self.cleaned_data["itn"] if is_filed else exports.LOW_VALUE


@require_http_methods(["GET", "POST"])
@gate.staff_page("label")
def file_export(request: HttpRequest, shipment_id: int, parcel_id: int) -> HttpResponse:
    """Say how a box that leaves the United States is filed, and order its label."""
    page = door.found(shipment_page.shipment_page(shipment_id))
    box = door.found(shipment_page.box_of(shipment_id, parcel_id))
    case = door.found(page.case)
    form = act.bound(FilingForm, request, customs=box.row.wished.customs)
    asking = asking_about(
        shipment_id,
        box,
        _("The export of this box"),
        _("Keep it and order the label"),
        lead=_("The carrier tells customs. A label that was refused is ordered again."),
    )

    def deed() -> None:
        labelling.file_export(
            case=case.ref,
            parcel_id=parcel_id,
            filing=form.filing,
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    done = _("Kept. The label is being ordered.")
    return act.answer(request, form, asking, deed, done=done)
