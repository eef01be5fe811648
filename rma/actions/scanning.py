"""Keeping what the station read: each scan once, each thing's arrival once."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from outbox import post
from rma.actions.use_case import use_case
from rma.models import Scan
from rma.queries import arrivals, scan_finds, scan_look
from rma.queries.scan_look import ScanLook
from rma.rules.actors import Actor
from rma.rules.words import ScanVerdict
from rma.steps import shelving, tallying
from rma.steps.tallying import Hand

_LONGEST_TEXT = 80


@dataclass(frozen=True, slots=True)
class Reading:
    """
    Hold what a station read: by which name, when, and what it said while cut off.

    `about` is the text of the parcel or return that was at hand.
    """

    id: UUID
    text: str
    scanned_at: datetime
    said: str = ""
    about: str = ""


@use_case
def keep_scan(
    *,
    reading: Reading,
    by: Actor,
    at: datetime,
    device_id: int | None = None,
    site_id: int | None = None,
) -> Scan:
    """
    Answer a scan and keep it; the same one again gets the first answer.

    The first GO for a thing is its arrival; every further one says who saw it first,
    by whatever code of it: its own, the carrier's, or the return's it is the box of.
    A unit of the parcel at hand is counted in, and so is all of it by a command.
    Of two at the same moment one fails on the database's own rule, and is sent again.
    """
    look = scan_look.look_up(reading.text, site_id=site_id)
    boxes = arrivals.boxes_meant(look)
    names = arrivals.names_of(look, boxes)
    arrived = Q(thing__in=names, verdict=ScanVerdict.GO) if names else Q()
    known = list(Scan.objects.filter(Q(pk=reading.id) | arrived))
    for scan in known:
        if scan.pk == reading.id:
            return scan
    hand = Hand(reading.id, reading.about, site_id, by, at)
    counted = tallying.counted(look, hand)
    look = counted or arrivals.arrival_in(look, boxes, known, device_id)
    if look.kind == "shelf":
        look = shelving.put_where_scanned(
            look, reading.text, device_id=device_id, site_id=site_id, by=by, at=at
        )
    box = arrivals.box_of(look)
    if box:
        # Its customer hears of it in seconds, before anybody has opened it.
        post.post("box.scanned", f"box.scanned:{reading.id}", code=box)
    return Scan.objects.create(
        id=reading.id,
        device_id=device_id,
        case_id=look.case_id,
        thing=look.thing,
        text=_kept(reading.text, look),
        verdict=look.verdict,
        answer=look.answer(),
        said=reading.said,
        scanned_at=min(reading.scanned_at, at),
        at=at,
        by=by.label[:120],
    )


def _kept(text: str, look: ScanLook) -> str:
    """Return as much of the text as helps a person who looks for what it was."""
    if look.kind in ("badge", "command"):
        return ""
    return scan_finds.printable(text[:1000])[:_LONGEST_TEXT]
