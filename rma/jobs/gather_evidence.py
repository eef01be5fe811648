"""All that speaks for a claim, gathered into the one ZIP a maker is sent."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from rma.actions.papers import Drawn
from rma.documents import evidence, inspection_record, sheets, slip
from rma.documents.evidence import Member
from rma.documents.inspection_record import Look, Record
from rma.jobs import fill_claims, store_files
from rma.messages import words
from rma.models import Case, Document, Inspection, VendorClaim
from rma.rules import checklists
from rma.rules.clues import NAMES, Clue
from rma.rules.words import Finding

_PACKET = "claim-packet.pdf"
_SLIP = "packing-slip.pdf"
_RECORD = "inspection.txt"
_SUFFIXES = {"image/jpeg": "jpg", "application/pdf": "pdf"}


def archives(case: Case, packets: Iterable[Drawn]) -> tuple[Drawn, ...]:
    """Return a ZIP of the evidence for each claim whose packet was drawn."""
    by_title = {packet.title: packet for packet in packets}
    return tuple(
        _archive(case, claim, by_title[title])
        for claim in fill_claims.claims_of(case)
        if (title := fill_claims.title_of(claim)) in by_title
    )


def _archive(case: Case, claim: VendorClaim, packet: Drawn) -> Drawn:
    members = _members(case, claim, packet)
    key = evidence.content_key(members)
    before = Document.objects.filter(
        case=case, kind=evidence.KIND, content_key=key
    ).first()
    if before and default_storage.exists(before.file):
        file = before.file
    else:
        whole = evidence.packed(claim.number, members)
        file = store_files.store(whole, folder="evidence", suffix="zip")
    return Drawn(
        kind=evidence.KIND,
        paper="",
        content_key=key,
        file=file,
        title=_("Evidence for %(claim)s") % {"claim": claim.number},
        media_type=evidence.MEDIA_TYPE,
    )


def _members(case: Case, claim: VendorClaim, packet: Drawn) -> tuple[Member, ...]:
    found: list[tuple[Member, str]] = []
    missing: list[str] = []
    left = evidence.MOST_BYTES
    for name, shown, file in _wanted(case, claim, packet):
        if not default_storage.exists(file):
            gone = _("%(what)s: its file is gone from our store.")
            missing.append(gone % {"what": shown})
        elif default_storage.size(file) > left:
            large = _("%(what)s: too much for one ZIP, ask us for it.")
            missing.append(large % {"what": shown})
        else:
            member = Member(name, _read(file))
            left -= len(member.content)
            found.append((member, shown))
    files = tuple((member.name, shown) for member, shown in found)
    record = _record(case, claim, files, tuple(missing))
    written = Member(_RECORD, inspection_record.text(record).encode())
    return (written, *(member for member, _shown in found))


def _wanted(
    case: Case, claim: VendorClaim, packet: Drawn
) -> Iterator[tuple[str, str, str]]:
    """Name each file: by us in the ZIP, in words, and in storage."""
    yield _PACKET, _("Claim packet"), packet.file
    slips = Document.objects.filter(case=case, kind=slip.KIND).order_by("id")
    newest = slips.filter(paper=packet.paper).last() or slips.last()
    if newest:
        yield _SLIP, _("Packing slip"), newest.file
    for number, each in enumerate(fill_claims.files_of(case, claim.line), start=1):
        name = each.kind.replace("_", "-")
        suffix = _SUFFIXES.get(each.media_type, "bin")
        place = f"photos/{number:02}-{name}.{suffix}"
        yield place, fill_claims.caption_of(case, each), each.file


def _record(
    case: Case,
    claim: VendorClaim,
    files: tuple[tuple[str, str], ...],
    missing: tuple[str, ...],
) -> Record:
    line = claim.line
    looked = Inspection.objects.filter(line=line).order_by("id")
    return Record(
        claim=claim.number,
        maker=claim.manufacturer.name,
        serial=line.serial,
        told=words.quote(line.description),
        looks=tuple(_look(case, each) for each in looked),
        files=files,
        missing=missing,
    )


def _look(case: Case, looked: Inspection) -> Look:
    return Look(
        when=sheets.in_words(_local(case, looked.at)),
        by=looked.by,
        found=_(words.FOUND[Finding(looked.outcome)]),
        quantity=looked.quantity,
        grade=looked.grade,
        notes=looked.notes,
        cause=looked.cause,
        clues=tuple(_(NAMES[Clue(each)]) for each in looked.clues),
        checks=tuple(
            ": ".join(_(each) for each in _told(kept) if each) for kept in looked.checks
        ),
    )


def _told(kept: dict[str, str]) -> tuple[str, str, str]:
    told = checklists.answered(kept)
    return told.question, told.measured, told.result


def _local(case: Case, moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(case.site.time_zone))


def _read(file: str) -> bytes:
    with default_storage.open(file) as stored:
        return bytes(stored.read())
