"""Now: what needs somebody, the own piles first and open, the others counted."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from portal import gate
from portal.desk import door
from rma.queries import desk_home
from rma.rules.words import Role

_TITLES = {
    "decide": _("To decide"),
    "waiting": _("Asked, waiting for the customer"),
    "promises": _("Dates due within a day"),
    "differences": _("Differences at the dock"),
    "latecomers": _("Here though their return expired"),
    "mysteries": _("Parcels nobody knows"),
    "swaps": _("Swaps: overdue, or more time asked"),
    "claims": _("Claims to file within two weeks"),
    "shipping": _("To ship"),
    "kits": _("Empty boxes to send"),
    "troubles": _("Parcels in trouble"),
    "pickups": _("Pickups to call about"),
    "calls": _("Customers to call"),
    "labels": _("Labels that failed"),
    "credits": _("Credits without accounting’s number"),
    "charges": _("Charges without an invoice"),
    "receipts": _("Receipts to look at"),
    "proofs": _("Proofs to look at"),
    "stuck": _("Stuck work"),
    "matches": _("Labels that do not match"),
    "circuits": _("Carrier does not answer"),
}
_LISTS = {
    "decide": ("desk:cases", "?status=submitted"),
    "waiting": ("desk:cases", "?status=needs_info"),
    "promises": ("desk:promises", "?within=1"),
    "differences": ("desk:cases", "?status=different"),
    "latecomers": ("desk:cases", "?status=came_late"),
    "mysteries": ("desk:mysteries", ""),
    "swaps": ("desk:advances", ""),
    "claims": ("desk:claims", ""),
    "shipping": ("desk:shipping", ""),
    "kits": ("desk:shipping", ""),
    "troubles": ("desk:exceptions", ""),
    "pickups": ("desk:pickups", ""),
    "calls": ("desk:calls", ""),
    "labels": ("desk:cases", "?status=label_failed"),
    "credits": ("desk:credits", ""),
    "charges": ("desk:charges", ""),
    "receipts": ("desk:receipts", ""),
    "proofs": ("desk:proofs", ""),
    "stuck": ("desk:work", ""),
    "matches": ("desk:matches", ""),
    "circuits": ("desk:carrier", ""),
}
# Whose piles are open on their page, the most pressing first.
_OWN = {
    Role.SUPPORT: (
        "calls",
        "decide",
        "promises",
        "pickups",
        "troubles",
        "labels",
        "differences",
        "latecomers",
        "mysteries",
        "swaps",
        "waiting",
    ),
    Role.WAREHOUSE: (
        "shipping",
        "kits",
        "troubles",
        "differences",
        "mysteries",
        "labels",
        "promises",
    ),
    Role.WARRANTY: ("claims", "decide", "promises", "credits"),
    Role.LEAD: (
        "calls",
        "promises",
        "pickups",
        "troubles",
        "decide",
        "swaps",
        "differences",
        "claims",
        "circuits",
        "matches",
        "stuck",
    ),
    Role.ADMIN: (
        "circuits",
        "stuck",
        "promises",
        "decide",
        "labels",
        "matches",
        "differences",
        "claims",
    ),
}


@require_safe
@gate.staff_page()
def home(request: HttpRequest) -> HttpResponse:
    """Show what needs somebody now."""
    now = timezone.now()
    own = _OWN[Role(door.member(request).role)]
    rail = desk_home.rail(now)
    piles = [
        {"pile": pile, "title": _TITLES[pile.kind], "url": _url(pile.kind)}
        for pile in desk_home.piles(own, rail.counts, now)
    ]
    figures = [
        {"figure": count, "name": _TITLES[kind], "url": _url(kind)}
        for kind, count in rail.counts.items()
    ]
    context = {"piles": piles, "figures": figures, "rail": rail}
    return door.page(request, "desk/home.html", context)


def _url(kind: str) -> str:
    name, query = _LISTS[kind]
    return reverse(name) + query
