"""Every label we ordered: listed, summed in each currency, taken along as a table."""

import csv
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from portal import gate
from portal.desk import door, words
from portal.desk.fields import DayField
from portal.desk.returns import more
from rma.queries import label_list
from rma.queries.label_list import Wanted
from rma.rules.money import Money
from rma.rules.tables import disarmed
from shipping import carriers, spending

_USUALLY = timedelta(days=30)
# Whoever looks for orders the carrier has not confirmed means both kinds of them.
_STATES = (
    "intent", "unknown", "purchased", "declined", "void_wanted", "void_refused",
    "voided",
)  # fmt: skip
_COLUMNS = (
    "ordered_at", "return", "direction", "carrier", "service", "tracking_number",
    "state", "cost", "currency", "bought_at", "given_back_at", "problem", "our_word",
)  # fmt: skip


class FilterForm(forms.Form):
    """Choose which labels are listed."""

    since = DayField(label=gettext_lazy("Ordered from"), required=False)
    until = DayField(label=gettext_lazy("to"), required=False)
    carrier = forms.ChoiceField(
        label=gettext_lazy("Carrier"),
        choices=[
            ("", gettext_lazy("All")),
            *words.choices("carrier", *carriers.names()),
        ],
        required=False,
    )
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        choices=[
            ("", gettext_lazy("Any")),
            *words.choices("purchase", *_STATES),
        ],
        required=False,
    )

    def wanted(self) -> Wanted:
        """Return which labels are wanted; what can't be read leaves its filter out."""
        told = self.cleaned_data
        since, until = told.get("since"), told.get("until")
        return Wanted(
            since=_begin(since) if since else None,
            before=_begin(until + timedelta(days=1)) if until else None,
            carrier=told.get("carrier", ""),
            state=told.get("state", ""),
        )


@require_safe
@gate.staff_page()
def labels(request: HttpRequest) -> HttpResponse:
    """List labels, the newest first, with what they cost and what may be spent."""
    form = _form(request)
    wanted = form.wanted()
    page = label_list.page_of_labels(wanted, request.GET.get("after", ""))
    rules = spending.rules()
    context = {
        "filters": form,
        "labels": [(row, label_list.cost_of(row)) for row in page.rows],
        "totals": label_list.totals(wanted),
        "today": [
            (Money(spent.cents, spent.currency), Money(spent.cap_cents, spent.currency))
            for spent in spending.spent_on(timezone.now().date())
        ],
        "rules": rules,
        "day_cap": _plain(rules.day_cap_cents),
        "case_cap": _plain(rules.case_cap_cents),
        "next": more(request, page.next),
        "export": request.GET.urlencode(),
        "is_filtered": bool(request.GET.keys() & form.fields.keys()),
    }
    return door.page(request, "desk/labels.html", context)


@require_safe
@gate.staff_page()
def export(request: HttpRequest) -> StreamingHttpResponse:
    """Hand out the same labels as a table that no spreadsheet runs."""
    wanted = _form(request).wanted()
    response = StreamingHttpResponse(_lines(wanted), content_type="text/csv")
    response["Content-Disposition"] = 'attachment; filename="labels.csv"'
    return response


class _Echo:
    """Hand a written line back instead of keeping it."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


def _lines(wanted: Wanted) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield writer.writerow(_COLUMNS)
    for row in label_list.every_label(wanted):
        cost = label_list.cost_of(row)
        leg = row.parcel.shipment
        cells = (
            row.created_at.isoformat(timespec="seconds"),
            leg.reference,
            leg.direction,
            row.carrier,
            row.service,
            row.tracking_number,
            row.state,
            cost.as_text() if cost else "",
            row.currency,
            _moment(row.purchased_at),
            _moment(row.voided_at),
            row.problem,
            row.ref,
        )
        yield writer.writerow([disarmed(cell) for cell in cells])


def _form(request: HttpRequest) -> FilterForm:
    """Return the filters; a page without any begins a month ago."""
    asked = request.GET.copy()
    if not asked.keys() & FilterForm.base_fields.keys():
        asked["since"] = (timezone.localdate() - _USUALLY).isoformat()
    form = FilterForm(asked, label_suffix="")
    form.full_clean()
    return form


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _moment(at: datetime | None) -> str:
    return at.isoformat(timespec="seconds") if at else ""


def _plain(cents: int) -> str:
    return Money(cents, "").as_text()
