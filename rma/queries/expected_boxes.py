"""In which boxes the units come that a site expects, for devices that are cut off."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from rma.models import Packed, Scan
from rma.queries.scan_look import COUNTED
from rma.rules import numbers
from rma.rules.words import OPEN_STATUSES, ScanVerdict
from shipping.models import Parcel
from shipping.words import Direction, ParcelState


@dataclass(frozen=True, slots=True)
class Box:
    """
    Be one box that comes: its numbers, which lines lie in it, whether it came.

    One that is not a return's own brings its units among those of another.
    """

    code: str
    tracking: str
    is_own: bool
    is_coming: bool
    is_here: bool
    line_ids: frozenset[int]


@dataclass(slots=True)
class Boxes:
    """
    Hold the boxes of one return, and how often it came by its own name.

    Each time is known by how many of its units were in before: `came_at`.
    """

    every: list[Box] = field(default_factory=list)
    came_at: frozenset[int] = frozenset()
    received: int = 0

    @property
    def coming(self) -> list[Box]:
        """Return those one of which may be meant by a name of the return."""
        return [box for box in self.every if box.is_coming]

    def of_line(self, line_id: int) -> list[Box]:
        """Return those a unit may lie in: named for it, else those that name none."""
        named = [box for box in self.coming if line_id in box.line_ids]
        unnamed = [box for box in self.coming if not box.line_ids]
        return named or unnamed or self.coming

    def came_by(self, meant: list[Box]) -> bool:
        """Whether all that a name of the return or of a unit may mean is here."""
        is_here = bool(meant) and all(box.is_here for box in meant)
        return is_here or self.received in self.came_at

    def has(self, box: Box) -> bool:
        """Whether a box was scanned in, by its own name or its return's."""
        return box.is_here or (0 in self.came_at and len(self.coming) == 1)


def boxes_of(
    received: Mapping[str, int], site_id: int | None, most: int
) -> dict[str, Boxes]:
    """
    Return the boxes of open returns by their code, in three statements.

    `received` says how many units of each are in.
    """
    came, came_at = _things_that_came(site_id)
    inside, riding = _packed(site_id)
    found = {
        code: Boxes(came_at=frozenset(came_at.get(code, ())), received=count)
        for code, count in received.items()
    }
    parcels = Parcel.objects.filter(
        shipment__direction=Direction.IN, shipment__loan_back=None
    )
    rows = parcels.order_by("-id").values_list(
        "pk",
        "code",
        "tracking_number",
        "state",
        "shipment__reference",
        "shipment__cancelled_at",
    )
    for pk, code, tracking, state, reference, cancelled_at in rows[:most]:
        is_off = cancelled_at is not None or state == ParcelState.CANCELLED
        own = numbers.parse(reference) or ""
        for each in {own, *riding.get(pk, ())} & found.keys():
            box = Box(
                code,
                tracking,
                is_own=each == own,
                is_coming=not is_off,
                is_here=code in came,
                line_ids=frozenset(inside.get(pk, ())),
            )
            found[each].every.append(box)
    return found


def _things_that_came(site_id: int | None) -> tuple[set[str], dict[str, set[int]]]:
    """Return the codes of boxes scanned in, and of returns after how many units."""
    rows = Scan.objects.filter(
        verdict=ScanVerdict.GO, case__status__in=OPEN_STATUSES
    ).exclude(thing__startswith=COUNTED)
    rows = rows if site_id is None else rows.filter(case__site=site_id)
    boxes: set[str] = set()
    returns: dict[str, set[int]] = defaultdict(set)
    for thing in rows.values_list("thing", flat=True):
        kind, code, *after = thing.split(" ")
        if kind == "parcel":
            boxes.add(code)
        elif after:
            returns[code].add(int(after[0]))
    return boxes, returns


def _packed(site_id: int | None) -> tuple[dict[int, set[int]], dict[int, set[str]]]:
    """Return by box which lines lie in it, and of which returns they are."""
    rows = Packed.objects.filter(line__case__status__in=OPEN_STATUSES)
    rows = rows if site_id is None else rows.filter(line__case__site=site_id)
    lines: dict[int, set[int]] = defaultdict(set)
    codes: dict[int, set[str]] = defaultdict(set)
    for parcel, line, code in rows.values_list("parcel", "line", "line__case__code"):
        lines[parcel].add(line)
        codes[parcel].add(code)
    return lines, codes
