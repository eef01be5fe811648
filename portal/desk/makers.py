"""Makers and the terms on which they pay what they owe us."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal import gate
from portal.desk import door, words
from rma.actions import setting_up
from rma.models import Manufacturer
from rma.queries import set_up


class MakerForm(forms.ModelForm):  # type: ignore[type-arg]
    """Ask for a maker's address for claims and its terms."""

    class Meta:
        """Name what is asked, in the order it stands on the page."""

        model = Manufacturer
        fields: ClassVar[list[str]] = [
            "name",
            "rma_email",
            "street1",
            "street2",
            "postal_code",
            "city",
            "state",
            "country",
            "filing_days",
            "filing_starts",
            "reply_days",
            "part_return",
            "approval_before_shipping",
            "repairs_first",
            "fallback",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Show the stored words as people say them."""
        super().__init__(*args, **(kwargs | {"label_suffix": ""}))
        fields: dict[str, Any] = self.fields
        fields["filing_starts"].choices = words.choices("filing")
        fields["part_return"].choices = words.choices("part_return")
        fields["fallback"].choices = words.choices("fallback")

    def clean_country(self) -> str:
        """Return the country in capitals."""
        return str(self.cleaned_data["country"]).upper()


@require_http_methods(["GET", "POST"])
@gate.staff_page("set up")
def maker(request: HttpRequest, maker_id: int | None = None) -> HttpResponse:
    """Change a maker's terms, or write a new maker; claims running keep their day."""
    row = None if maker_id is None else door.found(set_up.maker(maker_id))
    form = MakerForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        setting_up.keep_maker(
            maker_id=maker_id,
            values=form.cleaned_data,
            by=door.actor(request),
            at=timezone.now(),
        )
        messages.success(request, _("Kept. New claims count by these terms."))
        return redirect("desk:settings")
    more = (
        [{"url": reverse("desk:repairs", args=[row.pk]), "text": _("Rules by article")}]
        if row
        else []
    )
    context = {
        "more": more,
        "form": form,
        "title": row.name if row and not form.errors else _("Maker and terms"),
        "is_long": True,
        "button": _("Keep this maker"),
    }
    status = 422 if form.errors else 200
    return door.page(request, "desk/edit.html", context, status)
