"""Labels and sheets that the browser prints, each code a whole number of dots."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from portal import access
from portal.gate import staff_page
from portal.station.guard import station_page
from rma.documents import codes
from rma.messages import links
from rma.queries import dock_setup, loans
from rma.queries.station_sheet import sheet_of
from rma.rules import commands
from rma.rules.commands import Command

# How much room a code has, its quiet zone included.
_UNIT_MM, _CARD_MM, _SHEET_MM = 18.5, 28, 26
_SAYS = {
    Command.NEXT: gettext_lazy("Next: clear the verdict"),
    Command.OPEN: gettext_lazy("Open the work sheet"),
    Command.CAMERA: gettext_lazy("Camera on or off"),
    Command.LOCK: gettext_lazy("Lock, switch user"),
    Command.HELP: gettext_lazy("What the station understands"),
    Command.ALL_IN: gettext_lazy("Take in all of the parcel you just scanned"),
    Command.UNDO: gettext_lazy("Take back what you did last"),
    Command.ALL_YES: gettext_lazy("Work sheet: every check is in order"),
    Command.FAULT: gettext_lazy("Work sheet: the fault is there"),
    Command.NO_FAULT: gettext_lazy("Work sheet: no fault found"),
    Command.GRADE_A: gettext_lazy("Work sheet: as new"),
    Command.GRADE_B: gettext_lazy("Work sheet: light wear"),
    Command.GRADE_C: gettext_lazy("Work sheet: heavy wear"),
    Command.GRADE_D: gettext_lazy("Work sheet: scrap"),
    Command.ACCEPT: gettext_lazy("Work sheet: do what stands first"),
    Command.OTHER: gettext_lazy("Work sheet: the next answer instead of this one"),
    Command.PHOTO: gettext_lazy("Work sheet: take the next photo it asks for"),
}
_DOTS = (3, 4, 5, 6)


def _qr(code: str, title: str, within_mm: float) -> str:
    address = codes.scan_address(settings.RETURNWELL_URL, code)
    return codes.qr(address, title=title, within_mm=within_mm)


def code_of(code: str, title: str) -> str:
    """Return a code of ours as a card carries it."""
    return _qr(code, title, _CARD_MM)


@require_safe
@station_page("inspect")
def unit(request: HttpRequest, number: str, line_id: int) -> HttpResponse:
    """Show the label of a unit: its return, its serial, its grade."""
    case = access.case_for(request, number, "inspect")
    for line in sheet_of(case).lines:
        if line.id == line_id:
            label = {
                "qr": _qr(case.code, case.number, _UNIT_MM),
                "name": case.number,
                "more": (line.serial, line.name),
                "mark": line.grade,
            }
            return page(request, "unit", _("Label of a unit"), [label])
    raise Http404


@require_safe
@station_page("dispatch")
def again(request: HttpRequest, number: str) -> HttpResponse:
    """Show the sticker of a unit that leaves: scanned, it says that it failed again."""
    case = access.case_for(request, number, "dispatch")
    mark = links.sticker_mark(case)
    address = codes.scan_address(settings.RETURNWELL_URL, case.code, mark)
    sticker = {
        "qr": codes.qr(address, title=case.number, within_mm=_UNIT_MM),
        "name": case.number,
        "more": (_("Failed again? Scan this and tell us in two taps."),),
    }
    return page(request, "unit", _("Sticker for a unit that leaves"), [sticker])


@require_safe
@station_page("receive")
def command_sheet(request: HttpRequest) -> HttpResponse:
    """Show the codes that tell the station what to do."""
    told = [
        {
            "qr": _qr(commands.code_of(each), each.value, _SHEET_MM),
            "name": each.value,
            "more": (words,),
        }
        for each, words in _SAYS.items()
    ]
    return page(request, "sheet", _("Commands for the station"), told)


@require_safe
@station_page("receive")
def calibration(request: HttpRequest) -> HttpResponse:
    """Show one code in four sizes: the smallest that reads says how sharp it prints."""
    code = commands.code_of(Command.NEXT)
    modules = 37  # a code of our own address with its quiet zone
    sizes = [
        {
            "qr": _qr(code, f"{dots}", modules * dots * codes.DOT_MM + 0.01),
            "name": _("%(dots)s dots a square") % {"dots": dots},
            "more": (),
        }
        for dots in _DOTS
    ]
    bars = codes.code_128(code, title=code)
    title = _("Calibration sheet")
    return page(request, "sheet", title, sizes, bars=bars, has_ruler=True)


@require_safe
@staff_page("enrol")
def shelves(request: HttpRequest) -> HttpResponse:
    """Show a label for every shelf, each on a page of its own."""
    told = [
        {
            "qr": _qr(shelf.code, shelf.name, _CARD_MM),
            "name": shelf.name,
            "more": (shelf.site.name,),
        }
        for shelf in dock_setup.shelves()
    ]
    return page(request, "card", _("Labels of shelves"), told)


@require_safe
@staff_page("enrol")
def badge(request: HttpRequest, user_id: int) -> HttpResponse:
    """Show somebody's badge; the PIN stands nowhere."""
    found = dock_setup.badge_of(user_id)
    if found is None:
        raise Http404
    name = str(found.user)
    told = {"qr": _qr(found.code, name, _CARD_MM), "name": name, "more": (_("Badge"),)}
    return page(request, "card", _("Badge"), [told])


@require_safe
@staff_page("dispatch")
def loaner(request: HttpRequest, loaner_id: int) -> HttpResponse:
    """Show the label of a loaner: its asset number stands first."""
    found = loans.loaner_of(loaner_id)
    if found is None:
        raise Http404
    label = {
        "qr": _qr(found.code, found.tag, _UNIT_MM),
        "name": found.tag,
        "more": (found.serial, found.product.name, _("Loaner")),
    }
    return page(request, "unit", _("Label of a loaner"), [label])


def page(
    request: HttpRequest,
    kind: str,
    title: str,
    labels: list[dict[str, Any]],
    **more: object,
) -> HttpResponse:
    """Show labels for the browser to print."""
    context = {"kind": kind, "title": title, "labels": labels} | more
    return render(request, "station/labels.html", context)
