"""Units put on shelves: the newest place counts."""

from datetime import datetime

from rma.models import CaseLine, Loaner, Placement, Shelf
from rma.rules.actors import Actor


class WrongSite(Exception):
    """The shelf stands at another site than the unit."""


def place(line: CaseLine, shelf: Shelf, *, by: Actor, at: datetime) -> Placement:
    """Note on which shelf a unit lies; the same shelf again changes nothing."""
    if shelf.site_id != line.case.site_id:
        raise WrongSite
    last = line.placements.order_by("-id").first()
    if last is not None and last.shelf_id == shelf.pk:
        return last
    return Placement.objects.create(line=line, shelf=shelf, at=at, by=by.label[:120])


def shelve(loaner: Loaner, shelf: Shelf) -> None:
    """Note on which shelf a loaner lies; raises WrongSite."""
    if shelf.site_id != loaner.site_id:
        raise WrongSite
    loaner.shelf = shelf
    loaner.save(update_fields=["shelf"])
