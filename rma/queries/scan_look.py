"""What the dock hears when it scans or types something: look up, change nothing."""

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from outbox.composed import Composed, Slot
from rma.models import Case, CaseLine
from rma.queries import dangers, scan_finds, scan_next
from rma.queries.scan_finds import Find
from rma.rules import numbers
from rma.rules.serials import key_of
from rma.rules.words import CaseStatus, Decision, ScanVerdict

# How the name of what a scan counted in begins: it is no parcel that came.
COUNTED = "counted "
_OFF = (CaseStatus.REJECTED, CaseStatus.CANCELLED)
# A scanner waits: what is not looked at is not fetched.
_SEEN = (
    "case__code", "case__status", "case__site__name", "case__site__time_zone",
    "product__name", "product__lithium", "reason", "position", "serial", "decision",
    "quantity", "approved", "received", "short_closed", "inspected", "disposed",
    "resolved", "credited", "replaced", "repaired", "returned", "refused",
    "is_advance", "is_sent_ahead", "is_ahead_delivered", "is_battery_hurt", "stays",
    "ended_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ScanLook:
    """Answer a scan: a verdict, what it is, and what to do next."""

    verdict: ScanVerdict
    title: str
    detail: str
    number: str | None
    next: str
    kind: str = ""
    case_id: int | None = None
    line_id: int | None = None
    parcel_code: str = ""
    # What arrives where the verdict is GO, named so that it arrives once.
    thing: str = ""
    command: str = ""
    zone: str = ""
    is_own: bool = False

    def answer(self) -> dict[str, object]:
        """Return what the station shows of it, as plain values."""
        hidden = {"case_id", "line_id", "parcel_code", "thing", "zone"}
        values = asdict(self)
        values["is_case"] = self.case_id is not None
        return {name: value for name, value in values.items() if name not in hidden}

    def seen(self, at: datetime, by: str, *, is_own: bool = False) -> "ScanLook":
        """Return the same where the thing arrived before: when, and who scanned it."""
        there = at.astimezone(ZoneInfo(self.zone or "UTC"))
        words = {"moment": date_format(there, _("j M, H:i")), "by": by}
        return replace(
            self,
            is_own=is_own,
            verdict=ScanVerdict.SEEN,
            title=_("Here since %(moment)s, scanned by %(by)s") % words,
        )


def look_up(text: str, *, site_id: int | None = None) -> ScanLook:
    """
    Return what a scanned or typed text means; at most three statements.

    A device of a site is told of another site's returns only where they belong.
    """
    finds = scan_finds.find(text)
    codes = {find.code for find in finds if find.code}
    if not codes:
        return _without_case(finds[0]) if finds else _unknown(text)
    rows = _OF_ONE.all(code=min(codes)) if len(codes) == 1 else list(_lines_of(codes))
    cases = list({line.case_id: line.case for line in rows}.values())
    if not cases:
        return _unknown(text)
    running = [case for case in cases if case.is_open]
    here = [case for case in running or cases if site_id in (None, case.site_id)]
    if not here:
        return _elsewhere((running or cases)[0])
    if len(running) > 1 and len(here) > 1:
        return _several(here)
    case = here[0]
    find = next(find for find in finds if find.code == case.code)
    return _look_at(case, [line for line in rows if line.case_id == case.pk], find)


def _lines_of(codes: Collection[str | Slot]) -> "QuerySet[CaseLine]":
    """Return the lines of the cases with some codes, the newest case first."""
    lines = CaseLine.objects.filter(case__code__in=codes)
    whole = lines.select_related("case__site", "product").only(*_SEEN)
    return dangers.marked(whole).order_by("-case_id", "position")


_OF_ONE = Composed(lambda: _lines_of([Slot("code")]))


def _unknown(text: str) -> ScanLook:
    if numbers.is_mistyped(text[:80]):
        return ScanLook(
            ScanVerdict.UNKNOWN,
            _("One letter of this code is wrong"),
            _("Its last letter checks the others, and does not fit them."),
            None,
            _("Compare it with the label and type it again, or scan it."),
        )
    return ScanLook(
        ScanVerdict.UNKNOWN,
        _("We do not know this code"),
        _("No return, parcel, unit or order carries it."),
        None,
        _("Scan again or type the number. If it stays unknown, park the box."),
    )


def _without_case(find: Find) -> ScanLook:
    if find.kind == "command":
        return _command(find)
    if find.kind == "shelf":
        title = _("This is shelf %(name)s") % {"name": find.named}
        return _plain(find, title, _("Scan the parcel or unit you hold."))
    if find.kind == "mystery":
        title = _("This is a parked mystery parcel")
        return _plain(find, title, _("Leave it on its shelf until support names it."))
    if find.kind == "loaner":
        return _loaner(find)
    if find.kind == "badge":
        title = _("This is somebody’s badge")
        return _plain(find, title, _("Lock the station to hand it over."))
    return ScanLook(
        ScanVerdict.ASK,
        _("No return is open for this unit"),
        _("The serial %(serial)s is one of ours.") % {"serial": find.named},
        None,
        _("Ask support to open a return."),
        kind=find.kind,
    )


def _command(find: Find) -> ScanLook:
    look = _plain(find, _("This is a command"), _("Scan a parcel or a unit."))
    return replace(look, command=find.named)


def _plain(find: Find, title: str, following: str) -> ScanLook:
    return ScanLook(ScanVerdict.ASK, title, "", None, following, kind=find.kind)


def _elsewhere(case: Case) -> ScanLook:
    return ScanLook(
        ScanVerdict.ASK,
        _("This belongs to another site"),
        _("%(site)s waits for it.") % {"site": case.site.name},
        None,
        _("Set it aside for the transfer to that site."),
        kind="elsewhere",
    )


def _several(cases: list[Case]) -> ScanLook:
    numbers = ", ".join(case.number for case in cases[:6])
    return ScanLook(
        ScanVerdict.ASK,
        _("Several returns are open for this"),
        numbers,
        None,
        _("Scan the serial of the unit or the code on the slip."),
        kind="order",
    )


def _look_at(case: Case, lines: list[CaseLine], find: Find) -> ScanLook:
    if find.kind == "outbound":
        return _outbound(case, find)
    if find.kind == "loaner":
        return _loaner(find, case)
    meant = _meant(lines, find)
    verdict, title, following = _judge(case, meant)
    return ScanLook(
        verdict,
        title,
        _contents(meant, is_go=verdict is ScanVerdict.GO),
        case.number,
        following,
        kind=find.kind,
        case_id=case.pk,
        line_id=meant[0].pk if len(meant) == 1 else None,
        parcel_code=find.named if find.kind == "parcel" else "",
        thing=_thing(case, lines, find),
        zone=case.site.time_zone,
    )


def _thing(case: Case, lines: list[CaseLine], find: Find) -> str:
    """Return a name for what arrives: its parcel, or what comes after what is in."""
    if find.kind == "parcel":
        return f"parcel {find.named}"
    return f"case {case.code} {sum(line.received for line in lines)}"


def _meant(lines: list[CaseLine], find: Find) -> list[CaseLine]:
    """Return the lines the text speaks of: one by its serial, else all."""
    if find.kind != "serial":
        return lines
    key = key_of(find.named)
    return [line for line in lines if key_of(line.serial) == key] or lines


def _outbound(case: Case, find: Find) -> ScanLook:
    return ScanLook(
        ScanVerdict.ASK,
        _("This parcel goes to the customer"),
        _("We packed it for %(number)s.") % {"number": case.number},
        case.number,
        _("Hand it to the carrier. If it came back, tell support."),
        kind="parcel",
        case_id=case.pk,
        parcel_code=find.named,
    )


def _loaner(find: Find, case: Case | None = None) -> ScanLook:
    """Ask for a loaner to be taken back on its return; one at home is put away."""
    told = scan_next.of_loaner(find.named, case)
    return ScanLook(
        ScanVerdict.ASK,
        told.title,
        find.named if case is None else "",
        case.number if case else None,
        told.following,
        kind="loaner",
        case_id=case.pk if case else None,
    )


def _contents(lines: list[CaseLine], *, is_go: bool) -> str:
    """Name the units, of a box to take in those that may come."""
    lines = [line for line in lines if line.sums.expected or not is_go]
    named = [
        f"{line.sums.expected if is_go else line.quantity} × "
        + (line.product.name if line.product else line.serial)
        + (f" ({line.serial})" if line.serial and line.product else "")
        for line in lines[:4]
    ]
    more = [_("and %(count)s more") % {"count": len(lines) - 4}] if lines[4:] else []
    return ", ".join([*named, *more])


def _judge(case: Case, lines: list[CaseLine]) -> tuple[ScanVerdict, str, str]:
    """Return the verdict on some lines, what to call it, and what comes next."""
    expected = sum(line.sums.expected for line in lines)
    danger = dangers.danger_in(lines, is_opened=not expected)
    if danger:
        return ScanVerdict.STOP, danger, dangers.what_to_do()
    if case.status == CaseStatus.EXPIRED:
        return (
            ScanVerdict.ASK,
            _("This return ended because nothing came in time"),
            _("Keep it: open the work sheet and have it taken up again."),
        )
    if case.status in _OFF:
        return (
            ScanVerdict.STOP,
            _("This return was called off"),
            _("Do not take it in. Set it aside and tell support."),
        )
    if expected:
        title = ngettext(
            "%(count)s unit expected", "%(count)s units expected", expected
        ) % {"count": expected}
        return ScanVerdict.GO, title, _("Count what is in the box and take it in.")
    if any(line.received for line in lines):
        return ScanVerdict.SEEN, _("Already received"), scan_next.remains(lines)
    not_announced = scan_next.not_announced(lines)
    if not_announced:
        return ScanVerdict.ASK, *not_announced
    if all(line.decision == Decision.APPROVED for line in lines):
        return ScanVerdict.SEEN, _("Nothing more is expected"), scan_next.remains(lines)
    return (
        ScanVerdict.STOP,
        _("This may not come back"),
        _("Do not take it in. Set it aside and tell support."),
    )
