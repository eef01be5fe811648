"""Where what comes back goes: destinations by product, maker, fault and region."""

from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from typing_extensions import override

from portal import gate
from portal.desk import door, words
from portal.desk.article_form import ArticleForm
from portal.desk.returns import more
from rma.actions import routing
from rma.models import Destination
from rma.queries import destination_list
from rma.rules.destinations import DestinationKind

_WHAT = ["name", "position", "is_active", "why"]
_WHICH = ["category", "manufacturer", "reason", "countries"]
_WHERE = ["kind", "site", "company", "street1", "street2", "postal_code", "city"]
_REST = ["state", "country", "phone", "email"]


class DestinationForm(ArticleForm):
    """Ask what is sent there, where that is, and why."""

    class Meta:
        """Name what is asked, in the order it stands on the page."""

        model = Destination
        fields: ClassVar[list[str]] = [*_WHAT, *_WHICH, *_WHERE, *_REST]

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Show the stored words as people say them."""
        super().__init__(*args, **kwargs)
        self.order_fields([*_WHAT, "sku", *_WHICH, *_WHERE, *_REST])
        fields: dict[str, Any] = self.fields
        fields["manufacturer"].empty_label = _("Any")
        fields["site"].empty_label = _("Choose")
        fields["kind"].choices = words.choices("destination")
        fields["reason"].choices = [("", _("Any")), *words.choices("reason")]

    def clean_countries(self) -> str:
        """Want two-letter codes, written alike."""
        told = str(self.cleaned_data["countries"]).replace(";", ",").split(",")
        codes = [code.strip().upper() for code in told if code.strip()]
        wrong = [code for code in codes if len(code) != 2 or not code.isalpha()]
        if wrong:
            said = _("%(code)s is no two-letter country code.") % {"code": wrong[0]}
            self.add_error("countries", said)
        return ", ".join(codes)

    def clean_country(self) -> str:
        """Return the country in capitals."""
        return str(self.cleaned_data["country"]).upper()

    @override
    def clean(self) -> dict[str, Any]:
        """Want a known article, and the address that each kind needs."""
        told = super().clean()
        if told.get("kind") == DestinationKind.SITE:
            if told.get("site") is None:
                self.add_error("site", _("Choose the site it goes to."))
            return told
        told["site"] = None
        self.instance.site = None
        for name in ("street1", "city", "country"):
            if not told.get(name) and name not in self.errors:
                self.add_error(name, _("Type the address parcels go to."))
        return told


@require_safe
@gate.staff_page("set up")
def destinations(request: HttpRequest) -> HttpResponse:
    """List the destinations in the order they are asked."""
    page = destination_list.destinations(request.GET.get("after", ""))
    context = {"rows": page.rows, "next": more(request, page.next)}
    return door.page(request, "desk/destinations.html", context)


@require_http_methods(["GET", "POST"])
@gate.staff_page("set up")
def destination(
    request: HttpRequest, destination_id: int | None = None
) -> HttpResponse:
    """Change a destination, or write a new one; parcels under way stay on theirs."""
    row = None
    if destination_id is not None:
        row = door.found(destination_list.destination(destination_id))
    form = DestinationForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        routing.keep_destination(
            destination_id=destination_id,
            values=form.cleaned_data,
            by=door.actor(request),
            at=timezone.now(),
        )
        messages.success(request, _("Kept. New parcels go by it."))
        return redirect("desk:destinations")
    context = {
        "form": form,
        "title": row.name if row and not form.errors else _("Destination"),
        "is_long": True,
        "button": _("Keep this destination"),
    }
    status = 422 if form.errors else 200
    return door.page(request, "desk/edit.html", context, status)
