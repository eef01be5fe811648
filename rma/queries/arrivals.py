"""Which box a scan means: by whatever code it is named, a box arrives once."""

from collections.abc import Iterable
from dataclasses import replace

from django.db import connection
from django.utils.translation import gettext as _

from rma.models import Scan
from rma.queries.scan_look import ScanLook
from rma.rules import numbers
from rma.rules.words import ScanVerdict

# A scanner waits, and the ORM would join a hundred thousand legs: two looks by an
# index each, for the boxes of a return and for the box of another one it rides in.
_LEG = "shipping_parcel p join shipping_shipment s on s.id = p.shipment_id"
_COMES = """s.direction = 'in' and s.cancelled_at is null and p.state <> 'cancelled'
  and not exists (select 1 from rma_loan o where o.back_id = s.id)"""
_SEEN = """p.code,
  exists (select 1 from rma_packed i where i.parcel_id = p.id and i.line_id = %s),
  exists (select 1 from rma_packed i where i.parcel_id = p.id)"""
_BOXES = f"""
select {_SEEN} from {_LEG} where s.reference = %s and {_COMES}
union select {_SEEN} from {_LEG} join rma_packed k on k.parcel_id = p.id
  join rma_caseline l on l.id = k.line_id where l.case_id = %s and {_COMES}
order by 1
"""  # noqa: S608 - put together from the constants above
_BOX = "parcel"
_NAMES_A_CASE = ("case", "serial", "order")


def boxes_meant(look: ScanLook) -> tuple[str, ...]:
    """
    Return the codes of the boxes one of which may be scanned by another name.

    A unit lies in the boxes it is said to lie in, else in those that name nothing.
    """
    if look.verdict is not ScanVerdict.GO or look.kind not in _NAMES_A_CASE:
        return ()
    boxes = _boxes_of(look)
    named = tuple(code for code, holds_it, _names in boxes if holds_it)
    unnamed = tuple(code for code, _holds_it, names in boxes if not names)
    every = tuple(code for code, *_rest in boxes)
    return (named or unnamed or every) if look.kind == "serial" else every


def names_of(look: ScanLook, boxes: Iterable[str]) -> set[str]:
    """Return the names of what a scan may be the arrival of."""
    named = {_named(code) for code in boxes}
    if look.kind == "parcel" and look.verdict is ScanVerdict.GO:
        # It may have come by its return's code before anybody told us of a box.
        named.add(f"case {numbers.parse(look.number or '')} 0")
    return named | ({look.thing} if look.thing else set())


def arrival_in(
    look: ScanLook,
    boxes: tuple[str, ...],
    known: Iterable[Scan],
    device_id: int | None = None,
) -> ScanLook:
    """
    Return the look as an arrival, as SEEN, or as a question which box it is.

    `known` are the arrivals under its names; to the device that scanned one of them it
    is no news. What one cannot tell apart is asked:
    else one box would come twice, or the second of two not at all.
    """
    if look.verdict is not ScanVerdict.GO:
        return look
    came = {scan.thing: scan for scan in known}
    before = came.pop(look.thing, None)
    if before is None and look.kind == "parcel" and came:
        before = came.popitem()[1] if len(_boxes_of(look)) == 1 else None
    if before is not None:
        return _seen(look, before, device_id)
    missing = [code for code in boxes if _named(code) not in came]
    if len(boxes) == 1 and missing:
        return replace(look, thing=_named(boxes[0]))
    if missing:
        return _which(look, len(boxes))
    if came and boxes:
        last = max(came.values(), key=lambda scan: scan.at)
        return _seen(look, last, device_id)
    return look


def box_of(look: ScanLook) -> str:
    """
    Return the code of the box that arrives by a scan of its own label, or nothing.

    By a name of its return or of a unit the box is open already, and counting says so.
    """
    kind, _space, code = look.thing.partition(" ")
    is_arrival = look.verdict is ScanVerdict.GO and look.kind == _BOX
    return code if is_arrival and kind == _BOX else ""


def _boxes_of(look: ScanLook) -> list[tuple[str, bool, bool]]:
    """Return each box that comes: whether it holds the unit, whether it names any."""
    line = look.line_id or 0
    with connection.cursor() as cursor:
        cursor.execute(_BOXES, [line, look.number, line, look.case_id])
        return [
            (code, bool(holds), bool(names)) for code, holds, names in cursor.fetchall()
        ]


def _seen(look: ScanLook, before: Scan, device_id: int | None) -> ScanLook:
    is_own = device_id is not None and before.device_id == device_id
    return look.seen(before.at, before.by, is_own=is_own)


def _named(code: str) -> str:
    return f"{_BOX} {code}"


def _which(look: ScanLook, count: int) -> ScanLook:
    return replace(
        look,
        verdict=ScanVerdict.ASK,
        title=_("It comes in %(count)s boxes: which one is this?") % {"count": count},
        next=_("Scan the carrier’s label on the box, or our code on it."),
        thing="",
    )
