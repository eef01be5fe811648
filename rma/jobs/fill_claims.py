"""What stands in a claim packet: all a maker needs, nothing about the end customer."""

import hashlib
from collections.abc import Iterator
from datetime import date, datetime

from django.core.files.storage import default_storage
from django.db.models import Q
from django.utils.translation import gettext as _

from rma.documents import claim_packet, sheets, smaller
from rma.documents.claim_packet import Check, CostLine, Cover, Fact, Photo
from rma.documents.sheets import Framed
from rma.jobs import fill_papers
from rma.messages import words
from rma.models import Case, CaseLine, Inspection, Unit, Upload, VendorClaim
from rma.rules import checklists
from rma.rules.staying import Stay
from rma.rules.uploads import UploadKind
from rma.rules.words import N_, Finding, PartReturn, ResolutionKind
from rma.steps import restocking

# What shows the unit; a receipt or an erasure record names the customer.
_SHOWS = {
    UploadKind.PHOTO: N_("Photo, %(day)s"),
    UploadKind.NAMEPLATE: N_("Nameplate, %(day)s"),
    UploadKind.DOCK: N_("Photo at our dock, %(day)s"),
    UploadKind.INSPECTION: N_("Photo of the inspection, %(day)s"),
    UploadKind.DESTRUCTION: N_("Proof of destruction, %(day)s"),
    UploadKind.SERIAL_CUT: N_("Serial number, cut through, %(day)s"),
}

_STAYS = {
    Stay.KEPT: N_("It stays with its user; it is not sent back."),
    Stay.DESTROYED: N_("Destroyed in the field, at its user; the proof is attached."),
}


def packets(case: Case, at: datetime) -> list[tuple[str, Framed]]:
    """Return the packet of each claim that is complete, filed or denied."""
    return [
        (title_of(claim), _packet(case, claim, at))
        for claim in claims_of(case)
        if claim.line.unit and claim.line.unit.shipped_on
    ]


def claims_of(case: Case) -> list[VendorClaim]:
    """Return the claims of a case that a maker may be shown the evidence of."""
    whole = VendorClaim.objects.complete().filter(line__case=case)
    related = ("manufacturer", "line__product", "line__unit__product")
    return list(whole.select_related(*related).order_by("id"))


def title_of(claim: VendorClaim) -> str:
    """Return what the packet of a claim is called."""
    return _("Claim packet %(claim)s") % {"claim": claim.number}


def files_of(case: Case, line: CaseLine) -> list[Upload]:
    """Return what shows the unit of a line, or the whole return, the oldest first."""
    shown = Upload.objects.shown().filter(case=case, kind__in=list(_SHOWS))
    return list(shown.filter(Q(line=line) | Q(line=None)).order_by("id"))


def caption_of(case: Case, upload: Upload) -> str:
    """Return what a file shows and when it was sent, never what its sender wrote."""
    day = sheets.day(_site_day(case, upload.sent_at))
    shown = _(_SHOWS[UploadKind(upload.kind)]) % {"day": day}
    return f"{_(upload.slot)} · {shown}" if upload.slot else shown


def _packet(case: Case, claim: VendorClaim, at: datetime) -> claim_packet.ClaimContent:
    line = claim.line
    looked = Inspection.objects.filter(line=line).order_by("id").last()
    assert line.unit is not None  # noqa: S101 - the caller looked
    return claim_packet.ClaimContent(
        frame=fill_papers.frame_of(case, at),
        claim_number=claim.number,
        maker=claim.manufacturer.name,
        kind=_("Warranty claim"),
        file_by=claim.file_by,
        unit=(*_unit(line.unit), *_where(line)),
        purchase=(Fact(_("Our order"), line.order_reference),),
        cover=_cover(case, line, line.unit),
        failure=words.quote(line.description),
        asked_for=_("Credit, replacement or repair of the unit"),
        costs=(CostLine(_("Unit at purchase price"), claim.asked),),
        maker_reference=claim.maker_reference,
        inspected_by=looked.by if looked else "",
        inspected_on=_site_day(case, looked.at) if looked else None,
        reproduced=looked.outcome == Finding.FAULT_CONFIRMED if looked else None,
        inspection_notes=looked.notes if looked else "",
        checks=tuple(_check(each) for each in looked.checks) if looked else (),
        photos=tuple(_photos(case, line)),
        done=_done(line),
        is_kept=_is_kept(claim, line),
    )


def _photos(case: Case, line: CaseLine) -> Iterator[Photo]:
    """Return every picture by its hash, the first ones to look at too."""
    left = smaller.MOST_BYTES
    pictures = [each for each in files_of(case, line) if each.is_picture]
    for place, each in enumerate(pictures):
        caption = caption_of(case, each)
        if not default_storage.exists(each.file):
            yield Photo(caption, "")
            continue
        content = each.read()
        small = smaller.smaller(content) if place < smaller.MOST_PHOTOS else b""
        seen = small if len(small) <= left else b""
        left -= len(seen)
        yield Photo(caption, hashlib.sha256(content).hexdigest(), seen)


def _unit(unit: Unit) -> tuple[Fact, ...]:
    return (
        Fact(_("Model"), unit.product.name),
        Fact(_("Part number"), unit.product.mpn),
        Fact(_("Serial number"), unit.serial),
    )


def _where(line: CaseLine) -> Iterator[Fact]:
    """Yield where a unit is that never came to us: a maker asks for it back else."""
    if line.stays:
        yield Fact(_("Where the unit is"), _(_STAYS[Stay(line.stays)]))


def _cover(case: Case, line: CaseLine, unit: Unit) -> Cover:
    failed_on = _site_day(case, case.opened_at)
    starts_on = unit.shipped_on or failed_on
    return Cover(
        clause=_("Your warranty for this product"),
        starts_on=starts_on,
        starts_with=_("shipped to the customer"),
        months=unit.product.warranty_months,
        ends_on=line.manufacturer_until or failed_on,
        failed_on=failed_on,
    )


def _site_day(case: Case, moment: datetime) -> date:
    return case.site.calendar.local_day(moment)


def _check(kept: dict[str, str]) -> Check:
    told = checklists.answered(kept)
    result = _(told.result) if told.result else ""
    return Check(_(told.question) if told.question else "", result, told.measured)


def _is_kept(claim: VendorClaim, line: CaseLine) -> bool:
    """Whether the unit is here, and the maker's terms let it wait for their word."""
    wants_it = claim.manufacturer.terms.part_return is not PartReturn.NO
    return wants_it and line.received > restocking.gone_back(line)


def _done(line: CaseLine) -> tuple[str, ...]:
    kinds = line.resolutions.order_by("id").values_list("kind", flat=True)
    return tuple(_(words.REMEDY[ResolutionKind(kind)]) for kind in kinds)
