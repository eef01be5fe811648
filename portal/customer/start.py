"""The first page: find what is to come back by its serial, or go on without one."""

import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from typing_extensions import override

from portal import access
from portal.customer import drafts
from portal.customer.drafts import DraftReturn
from portal.customer.order import OrderForm
from portal.limits import is_too_often
from rma.queries import draft_page
from rma.queries.draft_page import FoundUnit
from rma.rules import numbers
from rma.rules.serials import key_of, serials_in, text_of

_BETWEEN = re.compile(r"[\n\r\t,;]+")
_MOST_BYTES = 200_000
_PAGE = "customer/start.html"


class FindForm(forms.Form):
    """Ask for one number, or for several serials at once."""

    find = forms.CharField(
        label=_("Serial number or order number"),
        help_text=_("The serial number is on the plate of the unit, after S/N."),
        max_length=200,
        error_messages={
            "required": _("Type the serial number or the order number."),
            "max_length": _("That is longer than any number. Type one number alone."),
        },
        widget=forms.TextInput(
            attrs={
                "class": "code-entry",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )
    several = forms.CharField(
        label=_("Several serial numbers"),
        help_text=_("One on each line, at most 50."),
        required=False,
        max_length=5000,
        error_messages={
            "max_length": _("That is too much for one return. Send a list as a file."),
        },
        widget=forms.Textarea(attrs={"class": "code-entry", "rows": 4}),
    )

    table = forms.FileField(
        label=_("Or a list as a file"),
        help_text=_("CSV or text, with the serial numbers in a column of their own."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
    )

    def __init__(self, data: QueryDict | None = None, sent: Any = None) -> None:  # noqa: ANN401
        """Want the one number, unless several are given."""
        super().__init__(data, sent, auto_id="%s")
        several = bool(data and data.get("several", "").strip()) or bool(sent)
        self.fields["find"].required = not several

    def clean_table(self) -> str:
        """Return the text of the list; what is no text is explained at the field."""
        sent = self.cleaned_data.get("table")
        if not sent:
            return ""
        if sent.size > _MOST_BYTES:
            raise forms.ValidationError(
                _("This list is too long: a return holds at most 50 units.")
            )
        text = text_of(sent.read())
        if text is None:
            raise forms.ValidationError(
                _("This is no text. Save the list as CSV, then send it.")
            )
        return text

    @override
    def clean(self) -> dict[str, object]:
        """Take the numbers apart; none at all is explained at the field."""
        cleaned = super().clean() or {}
        text = "\n".join(str(cleaned.get(name, "")) for name in ("find", "several"))
        named = [part.strip()[:80] for part in _BETWEEN.split(text)]
        named += serials_in(str(cleaned.get("table", "")))
        serials = list({key_of(part): part for part in named if key_of(part)}.values())
        if not serials and not self.errors:
            self.add_error("find", _("Type the serial number or the order number."))
        if len(serials) > drafts.MOST_UNITS:
            self.add_error(
                "table" if cleaned.get("table") else "several",
                _("A return holds at most 50 units. Start a second one."),
            )
        return cleaned | {"serials": serials}


@dataclass(frozen=True, slots=True)
class Found:
    """Hold what a look for some serials came to."""

    units: dict[str, FoundUnit]
    serials: list[str]

    @property
    def out(self) -> list[str]:
        """Return the serials that are on another open return, as their plates say."""
        by_key = ((self.units.get(key_of(name)), name) for name in self.serials)
        return [found.unit.serial for found, _name in by_key if found and found.is_out]

    @property
    def free(self) -> list[str]:
        """Return the serials that may come back, known or not."""
        out = {key_of(name) for name in self.out}
        return [name for name in self.serials if key_of(name) not in out]


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Find units and go on, or say what is possible without."""
    draft = drafts.draft_of(request)
    underway = draft if draft and draft.lines and not draft.done else None
    is_adding = bool(underway) and "add" in (request.POST or request.GET)
    form = FindForm(request.POST or None, request.FILES or None)
    page: dict[str, object] = {
        "form": form,
        "underway": underway,
        "is_adding": is_adding,
    }
    if request.method == "POST" and "without" in request.POST:
        return _go_on(request, underway if is_adding else None, [""])
    if not form.is_valid():
        return render(request, _PAGE, page, status=422 if form.errors else 200)
    if is_too_often(request, "find", most=60):
        form.add_error(None, _("That was often. Wait a minute, then try again."))
        return render(request, _PAGE, page, status=429)
    serials = form.cleaned_data["serials"]
    code = numbers.parse(serials[0]) if len(serials) == 1 else None
    if code:
        return redirect("customer:case", numbers.shown(code))
    found = _look(request, serials)
    if found.out and not found.free:
        form.add_error(
            "several" if len(serials) > 1 else "find",
            _("%(serial)s is on an open return already. Track that one instead.")
            % {"serial": ", ".join(found.out)},
        )
        page["is_out"] = True
        return render(request, _PAGE, page, status=422)
    if len(serials) == 1 and not found.units and "anyway" not in request.POST:
        page["unknown"] = serials[0]
        page["order"] = OrderForm(initial={"order": serials[0]}, auto_id="order_%s")
        return render(request, _PAGE, page)
    return _go_on(
        request, underway if is_adding else None, found.free, left_out=found.out
    )


def _look(request: HttpRequest, serials: list[str]) -> Found:
    """Find units by serial; an account's own order number stands for its units."""
    contact = access.visitor(request)
    account_id = contact.account_id if contact else None
    units = draft_page.units_with(serials, account_id=account_id)
    if units or account_id is None or len(serials) != 1:
        return Found(units, serials)
    ordered = draft_page.units_of_order(serials[0], account_id=account_id)
    named = [unit.serial for unit in ordered]
    return Found(draft_page.units_with(named, account_id=account_id), named or serials)


def _go_on(
    request: HttpRequest,
    draft: DraftReturn | None,
    serials: list[str],
    *,
    left_out: list[str] | None = None,
) -> HttpResponse:
    """Put units on the draft at hand, or on a new one, and ask what happened."""
    draft = draft or DraftReturn.begun()
    known = {key_of(line.serial) for line in draft.lines if line.serial}
    for serial in serials:
        if not serial or key_of(serial) not in known:
            draft.add(serial, is_same=len(serials) > 1)
    draft.left_out = left_out or []
    drafts.keep(draft, timezone.now())
    response = redirect("customer:item")
    drafts.carry(response, draft)
    return response
