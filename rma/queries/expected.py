"""What a site expects, without a person in it: for devices that are cut off."""

import hashlib
from dataclasses import dataclass

from django.db.models import F, OuterRef, Subquery, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rma.models import CaseLine
from rma.queries import dangers, expected_boxes
from rma.queries.expected_boxes import Box, Boxes
from rma.rules.serials import key_of
from rma.rules.words import OPEN_STATUSES, Decision, ScanVerdict

# So many lines are a list of a megabyte; a dock takes weeks to see them all.
_MOST = 10_000
_HASH = 16
_RECEIVED = Subquery(
    CaseLine.objects.filter(case=OuterRef("case"))
    .order_by()
    .values("case")
    .annotate(sum=Sum("received"))
    .values("sum")
)


@dataclass(frozen=True, slots=True)
class Expected:
    """
    Hold hashes of codes and numbers, and for each what is expected under it.

    Each of `expected` is a title, names and a verdict; `next` follows a GO, `stop` a
    STOP. `several` says of the names of a return that comes in boxes in how many,
    `units` of the serial numbers of its units: which box it is, is asked then. `here`
    are the names of what was scanned in; of those, `units` has every serial number.
    """

    salt: str
    rows: dict[str, int]
    expected: tuple[tuple[str, str, str], ...]
    several: dict[str, int]
    units: dict[str, int]
    here: tuple[str, ...]
    next: str
    stop: str
    which: str
    which_next: str
    seen: str
    seen_next: str


def expected_at(site_id: int | None, *, salt: str) -> Expected:
    """Return what a site waits for; hashes tell nobody what they don't hold."""
    lines = CaseLine.objects.filter(
        case__status__in=OPEN_STATUSES,
        decision=Decision.APPROVED,
        approved__gt=F("received") + F("short_closed"),
    )
    if site_id is not None:
        lines = lines.filter(case__site=site_id)
    whole = dangers.marked(lines).select_related("case", "product")
    newest = whole.annotate(of_case=_RECEIVED).order_by("-id")[:_MOST]
    by_code: dict[str, list[CaseLine]] = {}
    received: dict[str, int] = {}
    for line in newest:
        by_code.setdefault(line.case.code, []).append(line)
        received[line.case.code] = line.of_case
    names = _Names(salt)
    boxes = expected_boxes.boxes_of(received, site_id, 4 * _MOST)
    for place, (code, its) in enumerate(by_code.items()):
        names.add(place, code, its, boxes[code])
    return Expected(
        salt,
        names.rows,
        tuple(_told(its) for its in by_code.values()),
        names.several,
        names.units,
        tuple(names.here),
        next=_("Count what is in the box later."),
        stop=dangers.what_to_do(),
        which=_("It comes in %(count)s boxes: which one is this?"),
        which_next=_("Scan the carrier’s label on the box, or our code on it."),
        seen=_("Scanned in already"),
        seen_next=_("Scan the next parcel."),
    )


class _Names:
    """Gather under which names each return may be scanned, and what that means."""

    def __init__(self, salt: str) -> None:
        """Begin with none."""
        self.salt = salt
        self.rows: dict[str, int] = {}
        self.several: dict[str, int] = {}
        self.units: dict[str, int] = {}
        self.here: dict[str, None] = {}

    def add(self, place: int, code: str, lines: list[CaseLine], boxes: Boxes) -> None:
        """Take in the names of a return, of its units and of its boxes."""
        self._ask(self._named(place, f"c:{code}"), boxes, boxes.coming, self.several)
        for line in lines:
            if line.serial:
                name = self._named(place, f"n:{key_of(line.serial)}")
                self._ask(name, boxes, boxes.of_line(line.pk), self.units)
        for box in boxes.every:
            for key in (f"c:{box.code}", f"n:{key_of(box.tracking)}"):
                if key != "n:":
                    name = self._named(place, key, is_surest=box.is_own)
                    self.here |= {name: None} if boxes.has(box) else {}

    def _named(self, place: int, key: str, *, is_surest: bool = False) -> str:
        name = _hashed(self.salt, key)
        self.rows[name] = place if is_surest else self.rows.get(name, place)
        return name

    def _ask(
        self, name: str, boxes: Boxes, meant: list[Box], several: dict[str, int]
    ) -> None:
        is_here = boxes.came_by(meant)
        if is_here:
            self.here[name] = None
        if len(meant) > 1 or (is_here and several is self.units):
            several[name] = len(meant)


def _told(lines: list[CaseLine]) -> tuple[str, str, str]:
    """Return what is expected, its names, and the verdict while cut off."""
    names = [line.product.name if line.product else line.serial for line in lines[:3]]
    danger = dangers.danger_in(lines)
    if danger:
        return danger, ", ".join(names), ScanVerdict.STOP.value
    count = sum(line.sums.expected for line in lines)
    title = ngettext("%(count)s unit expected", "%(count)s units expected", count)
    return title % {"count": count}, ", ".join(names), ScanVerdict.GO.value


def _hashed(salt: str, key: str) -> str:
    return hashlib.sha256(f"{salt}:{key}".encode()).hexdigest()[:_HASH]
