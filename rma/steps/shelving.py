"""A shelf scanned right after a unit: the unit lies there from now on."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from rma.models import Scan, Shelf
from rma.queries import shelf_finds
from rma.queries.scan_look import ScanLook
from rma.rules.actors import Actor
from rma.rules.words import ScanVerdict
from rma.steps import placing

# Who scans a unit and walks to its shelf does so within this time.
_WALK = timedelta(minutes=3)


def put_where_scanned(
    look: ScanLook,
    text: str,
    *,
    device_id: int | None,
    site_id: int | None,
    by: Actor,
    at: datetime,
) -> ScanLook:
    """Put the unit of the scan before on this shelf; else say what the shelf is."""
    before = Scan.objects.filter(device=device_id, by=by.label[:120], at__lte=at)
    last = before.filter(at__gt=at - _WALK).order_by("-at", "-scanned_at").first()
    if last is None:
        return look
    if last.case_id is None:
        return _loaner_put(look, text, last)
    line = shelf_finds.unit_here(last.text, site_id=site_id)
    if line is None:
        return look
    shelf = shelf_finds.shelf_at(line.case.site_id, text)
    if shelf is None:
        return look
    try:
        placing.place(line, shelf, by=by, at=at)
    except placing.WrongSite:
        return _elsewhere(look)
    return replace(_lies(look, shelf, str(line)), number=line.case.number)


def _loaner_put(look: ScanLook, text: str, last: Scan) -> ScanLook:
    """Put a loaner of the pool on this shelf, where the scan before was one."""
    is_one = last.answer.get("kind") == "loaner"
    loaner = shelf_finds.loaner_here(last.text) if is_one else None
    shelf = shelf_finds.shelf_at(loaner.site_id, text) if loaner else None
    if loaner is None or shelf is None:
        return look
    try:
        placing.shelve(loaner, shelf)
    except placing.WrongSite:
        return _elsewhere(look)
    return _lies(look, shelf, f"{loaner.tag} {loaner.serial}")


def _lies(look: ScanLook, shelf: Shelf, what: str) -> ScanLook:
    return replace(
        look,
        verdict=ScanVerdict.SEEN,
        title=_("It lies on %(shelf)s now") % {"shelf": shelf.name},
        detail=what,
        next=_("Scan the next one."),
    )


def _elsewhere(look: ScanLook) -> ScanLook:
    title = _("This shelf stands at another site")
    following = _("Scan a shelf of this site.")
    return replace(look, verdict=ScanVerdict.ASK, title=title, next=following)
