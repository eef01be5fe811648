"""The dock's shelves and what lies there, the pool of loaners, and who has one."""

from datetime import datetime, timedelta

from rma.actions import disposing, enrolling, lending, pooling
from rma.demo.stock import Shelf
from rma.demo.teller import Teller
from rma.models import Disposition, Loan, Loaner, Product, Site, User
from rma.models import Shelf as Place
from rma.queries import dock_lists
from rma.queries.dock_lists import Kind
from rma.rules.words import DispositionKind, Grade, Role, Wish
from rma.steps.minting import fresh_code
from shipping.words import Direction, ParcelState

_SHELVES = ("A1", "A2", "B1", "B2", "Cage 1")
# Asset number, article, serial number, condition, what belongs to it.
_POOL = (
    ("L-01", "CO-ONE", "CO00000101", Grade.B, "Battery, charger, strap."),
    ("L-02", "CO-MINI", "CO00000102", Grade.A, "Charger and a card of 64 GB."),
    ("L-03", "TD-REC16", "TD00000103", Grade.B, "Power supply and mouse."),
    ("L-04", "HV-DOME", "HV00000104", Grade.C, "Bracket and screws."),
)

# Where units lie whose place is decided; what leaves for its maker in the second row.
_LIES = {
    DispositionKind.RETURN_TO_VENDOR: ("B1", "B2"),
    DispositionKind.RECYCLE: ("Cage 1",),
}
_ELSE = ("A1", "A2")
# A clerk walks the shelves after a while; the last few units lie on the bench still.
_WALK = timedelta(minutes=40)
_LEFT = 2


def fill(staff: dict[Role, User], at: datetime) -> None:
    """Name the shelves of the dock and take loaners into the pool."""
    site, by = Site.objects.default(), staff[Role.LEAD].actor
    for name in _SHELVES:
        enrolling.add_shelf(site_id=site.pk, name=name, code=fresh_code(), by=by, at=at)
    for tag, sku, serial, grade, note in _POOL:
        loaner = pooling.add_loaner(
            product=Product.objects.get(sku=sku),
            tag=tag,
            serial=serial,
            site=site,
            grade=grade,
            note=note,
            by=by,
            at=at,
        )
        shelf = Place.objects.get(site=site, name=_ELSE[loaner.pk % len(_ELSE)])
        pooling.shelve_loaner(loaner_id=loaner.pk, shelf_id=shelf.pk, by=by, at=at)


def put_away(staff: dict[Role, User]) -> None:
    """Put on its shelf what has a place and stays; the last ones are still to do."""
    site, by = Site.objects.default(), staff[Role.WAREHOUSE].actor
    places = {row.name: row.pk for row in Place.objects.filter(site=site)}
    decided = Disposition.objects.filter(superseded_at=None).order_by("-pk")
    waiting = dock_lists.rows_of(Kind.TO_PUT_AWAY, site.pk).order_by("since", "pk")
    for line in list(waiting)[:-_LEFT]:
        last = decided.filter(line=line)[0]
        names = _LIES.get(DispositionKind(last.kind), _ELSE)
        disposing.put_away(
            line_id=line.pk,
            shelf_id=places[names[line.pk % len(names)]],
            by=by,
            at=last.at + _WALK,
        )


def has_a_loaner(tell: Teller, shelf: Shelf) -> None:
    """Stop where the customer works with a unit of ours."""
    _lends(tell, shelf, days=21)


def keeps_a_loaner_too_long(tell: Teller, shelf: Shelf) -> None:
    """Stop where the loaner should be back by now."""
    _lends(tell, shelf, days=10)


def waits_for_a_loaner(tell: Teller, shelf: Shelf) -> None:
    """Stop where a loaner is to be packed."""
    _promise(tell, shelf, days=14)


def _lends(tell: Teller, shelf: Shelf, *, days: int) -> None:
    _promise(tell, shelf, days=days)
    tell.next_workday()
    tell.ship()
    tell.travel(Direction.OUT, until=ParcelState.DELIVERED)


def _promise(tell: Teller, shelf: Shelf, *, days: int) -> None:
    """Open a return for repair and promise the first loaner that nobody has."""
    free = Loaner.objects.in_pool().exclude(loans__in=Loan.objects.running())
    loaner = free.select_related("product").order_by("pk")[0]
    unit = shelf.take(tell.at.date(), category=loaner.product.category)
    tell.open([unit], wish=Wish.REPAIR)
    (line,) = tell.lines()
    tell.next_workday()
    tell.take(
        lending.lend(
            case=tell.case.ref,
            line_id=line.pk,
            loaner_id=loaner.pk,
            due_on=tell.site.calendar.local_day(tell.at) + timedelta(days=days),
            accepted_by=tell.case.contact.name,
            by=tell.by(Role.SUPPORT),
            at=tell.at,
        )
    )
    tell.work()
