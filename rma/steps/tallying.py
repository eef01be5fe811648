"""Counting in the scan loop: units scanned, and printed commands for a whole parcel."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rma.models import Case, CaseLine, CaseRef, Packed, ReceiptLine
from rma.queries import boxes, riders, scan_look, station_day
from rma.queries.scan_look import COUNTED, ScanLook
from rma.rules.actors import Actor
from rma.rules.commands import Command
from rma.rules.deeds import UNDO_FOR, Deed
from rma.rules.words import N_, ScanVerdict
from rma.steps import counting, settling, taking_back
from rma.steps.counting import Arrival
from shipping.models import Parcel

# What holds units; a serial number is a unit itself.
_COUNTABLE = (ScanVerdict.GO, ScanVerdict.SEEN)
_HOLDERS = frozenset({"case", "parcel", "order"})


@dataclass(frozen=True, slots=True)
class Hand:
    """
    Be who counts, where and when, and by which scan.

    `about` is the text of the parcel or return that was at hand: by its own text, so
    that scans that were stored count the same in any order.
    """

    scan_id: UUID
    about: str
    site_id: int | None
    by: Actor
    at: datetime

    @property
    def thing(self) -> str:
        """Return a name for what this scan counted: every such scan its own."""
        return f"{COUNTED}{self.scan_id.hex}"


def counted(look: ScanLook, hand: Hand) -> ScanLook | None:
    """Count what a scan means to count; None where it means none."""
    if look.command == Command.ALL_IN:
        return replace(_all_in(hand), kind="command")
    if look.command == Command.UNDO:
        return replace(_last_back(hand), kind="command")
    is_unit = look.kind == "serial" and look.verdict in _COUNTABLE
    return _one_in(look, hand) if is_unit and hand.about.strip() else None


def _at_hand(hand: Hand) -> ScanLook:
    about = hand.about
    if not about.strip():
        return _asked(_("Which parcel?"), _("Scan the parcel, then the command."))
    return scan_look.look_up(about, site_id=hand.site_id)


def _asked(title: str, following: str) -> ScanLook:
    return ScanLook(ScanVerdict.ASK, title, "", None, following)


def _one_in(look: ScanLook, hand: Hand) -> ScanLook | None:
    """Count one unit of the parcel at hand; None where it is not of it."""
    held = _at_hand(hand)
    if held.kind not in _HOLDERS or not _holds(held, look):
        return None
    if held.verdict is ScanVerdict.STOP:
        return held
    if look.verdict is ScanVerdict.SEEN:
        return replace(look, kind="counted")
    assert look.case_id is not None  # noqa: S101 - a serial of a return has one
    locked, lines = _locked(CaseRef(look.case_id))
    line = next((each for each in lines if each.pk == look.line_id), None)
    if line is None or not line.sums.expected:
        return None
    parcel = _parcel_of(held)
    arrival = Arrival(line_id=line.pk)
    _count(locked, lines, (arrival,), hand, parcel.pk if parcel else None)
    here = sum(each.received for each in lines)
    left = sum(each.sums.expected for each in lines)
    words = {"here": here, "all": here + left}
    return replace(
        look,
        kind="counted",
        title=ngettext(
            "%(here)s of %(all)s unit is in",
            "%(here)s of %(all)s units are in",
            here + left,
        )
        % words,
        next=_("Scan the next unit. What stays away is still expected.")
        if left
        else _("All of it is in. Scan the next parcel."),
        thing=hand.thing,
    )


def _holds(held: ScanLook, look: ScanLook) -> bool:
    if held.case_id == look.case_id:
        return True
    packed = Packed.objects.filter(line=look.line_id, parcel__code=held.parcel_code)
    return bool(held.parcel_code) and packed.exists()


def _all_in(hand: Hand) -> ScanLook:
    """Count all that is still expected of what is at hand."""
    held = _at_hand(hand)
    if held.verdict is not ScanVerdict.GO:
        return held
    assert held.case_id is not None  # noqa: S101 - a GO is a return's
    parcel = _parcel_of(held)
    others = riders.of_parcel(parcel.pk) if parcel else []
    total = 0
    # Each in the order of its number: two devices lock them alike.
    for ref in sorted({CaseRef(held.case_id), *others}):
        locked, lines = _locked(ref)
        arrivals = _awaited(held, locked, lines, parcel)
        if arrivals:
            _count(locked, lines, arrivals, hand, parcel.pk if parcel else None)
            total += sum(arrival.quantity for arrival in arrivals)
    if not total:
        return replace(
            held,
            verdict=ScanVerdict.SEEN,
            title=_("Already received"),
            next=_("Scan the next parcel."),
        )
    said = ngettext("%(count)s unit is in", "%(count)s units are in", total)
    return replace(
        held,
        title=said % {"count": total},
        next=_("Scan the next parcel."),
        thing=hand.thing,
    )


def _awaited(
    held: ScanLook, case: Case, lines: list[CaseLine], parcel: Parcel | None
) -> tuple[Arrival, ...]:
    """Return what has not come yet of a box, of one unit, or of the whole return."""
    if parcel is not None:
        shares = boxes.contents_of(case, lines).get(parcel.pk, [])
        rows = ReceiptLine.objects.filter(receipt__parcel=parcel, line__case=case)
        sums = rows.values_list("line").annotate(sum=Sum("quantity"))
        inside = dict(sums.order_by())
        rooms = [
            (each.line, each.quantity - inside.get(each.line.pk, 0)) for each in shares
        ]
    else:
        rooms = [(line, line.sums.expected) for line in lines]
    meant = [
        (line, min(room, line.sums.expected))
        for line, room in rooms
        if held.kind != "serial" or held.line_id in (None, line.pk)
    ]
    return tuple(Arrival(count, line_id=line.pk) for line, count in meant if count > 0)


def _parcel_of(held: ScanLook) -> Parcel | None:
    code = held.parcel_code
    return Parcel.objects.filter(code=code).first() if code else None


def _locked(ref: CaseRef) -> tuple[Case, list[CaseLine]]:
    locked = Case.objects.locked(ref)
    return locked, CaseLine.objects.of(locked)


def _count(
    case: Case,
    lines: list[CaseLine],
    arrivals: tuple[Arrival, ...],
    hand: Hand,
    parcel_id: int | None,
) -> None:
    facts = counting.count_in(
        case, lines, arrivals, by=hand.by, at=hand.at, parcel_id=parcel_id
    )
    case.record(*facts, lines=settling.sums_of(lines), at=hand.at, by=hand.by)


_TAKEN_BACK = {
    Deed.RECEIPT: N_("What was counted in last is not here any more."),
    Deed.INSPECTION: N_("The last finding counts no more: check the unit again."),
    Deed.DISPOSITION: N_("The last place counts no more: decide it again."),
}


def _last_back(hand: Hand) -> ScanLook:
    """Take back what the person at the station did last."""
    since, label = hand.at - UNDO_FOR, hand.by.label[:120]
    last = next(iter(station_day.undoable(since, hand.site_id, label)), None)
    try:
        if last is None:
            raise taking_back.TooLateToUndo
        ref = Case.objects.numbered(last.number).ref
        with transaction.atomic():
            case = taking_back.take_back(
                ref, last.deed, last.row_id, by=hand.by, at=hand.at
            )
    except taking_back.TooLateToUndo:
        return _asked(
            _("Nothing of yours can be taken back"),
            _(
                "Ten minutes have passed, or it was taken back. Report what is not "
                "there, look again or decide anew."
            ),
        )
    except taking_back.HasFollowed:
        return _asked(
            _("This cannot be taken back here"),
            _("Money, a parcel or a later step followed; support can correct it."),
        )
    return ScanLook(
        ScanVerdict.SEEN,
        _("Taken back"),
        _(_TAKEN_BACK[last.deed]),
        case.number,
        _("The history keeps both. Scan the next one."),
        case_id=case.pk,
    )
