"""A place of ours: where parcels go, who answers there and when."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from typing_extensions import override

from portal import gate
from portal.desk import door, refusals
from rma.actions import setting_up
from rma.actions.setting_up import NoDefault
from rma.models import Site
from rma.queries import set_up

_ADDRESS = ["company", "street1", "street2", "postal_code", "city", "state", "country"]
_CONTACT = ["contact_name", "contact_email", "contact_phone"]
_DAYS = ["weekdays", "time_zone", "holiday_region", "days_off"]
_HOURS = ["opens", "closes", "collects_at", *_DAYS]
_BOXES = ["box_most_kg"]
# Asked in whole money, kept in its cents.
_AMOUNTS = ["insure_from", "sign_from"]
_DUTY = [
    "importer_name",
    "importer_number",
    "duty_payer",
    "pays_on_use",
    "sends_boxes",
]

_MOST_DAYS_OFF = 200


class SiteForm(forms.ModelForm):  # type: ignore[type-arg]
    """Ask for address, contact and hours; every promise counts by them."""

    weekdays = forms.MultipleChoiceField(
        label=gettext_lazy("Working days"),
        choices=[(str(day), name) for day, name in WEEKDAYS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one day.")},
    )

    insure_from = forms.DecimalField(
        label=gettext_lazy("Insure boxes worth at least"),
        help_text=gettext_lazy(
            "In the currency of the return, like 250.00. Empty: none is insured."
        ),
        min_value=0,
        max_value=Decimal(10**9),
        decimal_places=2,
        required=False,
    )
    sign_from = forms.DecimalField(
        label=gettext_lazy("Want a signature for boxes worth at least"),
        help_text=gettext_lazy(
            "In the currency of the return, like 500.00. Empty: nobody has to sign."
        ),
        min_value=0,
        max_value=Decimal(10**9),
        decimal_places=2,
        required=False,
    )
    # No field of the model's own: the use case takes the tick away elsewhere.
    is_default = forms.BooleanField(
        label=gettext_lazy("Takes what no rule sends elsewhere"), required=False
    )

    class Meta:
        """Name what is asked, in the order it stands on the page."""

        model = Site
        fields: ClassVar[list[str]] = [
            "name",
            *_ADDRESS,
            *_CONTACT,
            *_HOURS,
            *_BOXES,
            *_DUTY,
        ]
        widgets: ClassVar[dict[str, Any]] = {
            "opens": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "closes": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "collects_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "days_off": forms.Textarea(attrs={"rows": 3}),
        }

    field_order = ["name", *_ADDRESS, *_CONTACT, *_HOURS, *_BOXES, *_AMOUNTS, *_DUTY]

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Show the working days as ticks, and amounts in whole money."""
        super().__init__(*args, **(kwargs | {"label_suffix": ""}))
        for name in _AMOUNTS:
            cents = getattr(self.instance, f"{name}_cents")
            if cents is not None:
                self.initial[name] = f"{Decimal(cents) / 100:.2f}"
        self.initial["is_default"] = self.instance.is_default
        self.initial["weekdays"] = self.instance.weekdays.split(",")

    def clean_weekdays(self) -> str:
        """Return the days as they are stored."""
        return ",".join(sorted(self.cleaned_data["weekdays"]))

    def clean_country(self) -> str:
        """Return the country in capitals."""
        return str(self.cleaned_data["country"]).upper()

    def clean_days_off(self) -> str:
        """Return the days in order, one a line; refuse what is no day."""
        told = str(self.cleaned_data["days_off"]).replace(",", " ").split()
        try:
            days = sorted({date.fromisoformat(day) for day in told})
        except ValueError:
            raise ValidationError(_("Type each day like 2026-12-24.")) from None
        if len(days) > _MOST_DAYS_OFF:
            raise ValidationError(_("Name no more than 200 days."))
        return "\n".join(day.isoformat() for day in days)

    def clean_time_zone(self) -> str:
        """Refuse a zone nobody knows."""
        named = str(self.cleaned_data["time_zone"])
        try:
            ZoneInfo(named)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValidationError(_("Type a zone like Europe/Berlin.")) from None
        return named

    @override
    def clean(self) -> dict[str, Any]:
        """Want the hours the right way round."""
        told = dict(super().clean() or {})
        opens, closes = told.get("opens"), told.get("closes")
        if opens and closes and opens >= closes:
            self.add_error("closes", _("Close later than you open."))
        region, country = told.get("holiday_region"), told.get("country")
        if region and country and not set_up.has_holidays(country, region):
            self.add_error("holiday_region", _("No such region in this country."))
        return told

    def values(self) -> dict[str, object]:
        """Return what it says as the use case takes it."""
        told = dict(self.cleaned_data)
        for name in _AMOUNTS:
            amount = told.pop(name)
            told[f"{name}_cents"] = None if amount is None else int(amount * 100)
        return told


@require_http_methods(["GET", "POST"])
@gate.staff_page("set up")
def site(request: HttpRequest, site_id: int | None = None) -> HttpResponse:
    """Change where parcels go, who answers there and when, or write a new site."""
    row = None if site_id is None else door.found(set_up.site(site_id))
    form = SiteForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid() and _kept(request, site_id, form):
        messages.success(request, _("Kept. New promises count by these hours."))
        return redirect("desk:settings")
    context = {
        "form": form,
        "title": _("Site and contact") if row else _("Add a site"),
        "is_long": True,
        "button": _("Keep this site"),
    }
    status = 422 if form.errors else 200
    return door.page(request, "desk/edit.html", context, status)


def _kept(request: HttpRequest, site_id: int | None, form: SiteForm) -> bool:
    try:
        setting_up.keep_site(
            site_id=site_id,
            values=form.values(),
            by=door.actor(request),
            at=timezone.now(),
        )
    except NoDefault as refusal:
        form.add_error(*refusals.AT_THE_DESK.said(refusal))
        return False
    return True
