"""Which shelf and which unit a scan at the dock means."""

from rma.models import CaseLine, Loaner, Shelf
from rma.queries import scan_finds, scan_look
from rma.rules import numbers


def shelf_at(site_id: int, named: str) -> Shelf | None:
    """Return a shelf by its code anywhere, or by its name at a site."""
    code = numbers.parse(named)
    found = Shelf.objects.filter(code=code).first() if code else None
    by_name = Shelf.objects.filter(site=site_id, name__iexact=named.strip()[:20])
    return found or by_name.first()


def unit_here(text: str, *, site_id: int | None) -> CaseLine | None:
    """Return the one line here that a scan means; None where it is unclear."""
    look = scan_look.look_up(text, site_id=site_id)
    lines = CaseLine.objects.filter(received__gt=0).select_related("case")
    if look.line_id is not None:
        return lines.filter(pk=look.line_id).first()
    if look.case_id is None:
        return None
    found = list(lines.filter(case=look.case_id)[:2])
    return found[0] if len(found) == 1 else None


def loaner_here(text: str) -> Loaner | None:
    """Return the loaner in the pool that a scan means, and that no customer has."""
    finds = [each for each in scan_finds.find(text) if each.kind == "loaner"]
    names = [each.named for each in finds if not each.code]
    return Loaner.objects.in_pool().filter(tag__in=names).first() if names else None
