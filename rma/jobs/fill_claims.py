"""What stands in a claim packet: all a maker needs, nothing about the end customer."""

import hashlib
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from rma.documents import claim_packet
from rma.documents.claim_packet import Check, CostLine, Cover, Fact, Photo
from rma.documents.sheets import Framed
from rma.jobs import fill_papers
from rma.messages import words
from rma.models import Case, CaseLine, Inspection, Unit, Upload, VendorClaim
from rma.rules.words import ClaimStatus, Finding, ResolutionKind

_COMPLETE = (ClaimStatus.READY, ClaimStatus.SUBMITTED)


def packets(case: Case, at: datetime) -> list[tuple[str, Framed]]:
    """Return the packet of each claim that is complete or filed."""
    whole = VendorClaim.objects.filter(line__case=case, status__in=_COMPLETE)
    claims = whole.select_related(
        "manufacturer", "line__product", "line__unit__product"
    )
    return [
        (
            _("Claim packet %(claim)s") % {"claim": claim.number},
            _packet(case, claim, at),
        )
        for claim in claims.order_by("id")
        if claim.line.unit and claim.line.unit.shipped_on
    ]


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
        unit=_unit(line.unit),
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
        photos=_photos(case, line),
        done=_done(line),
    )


def _photos(case: Case, line: CaseLine) -> tuple[Photo, ...]:
    """Return the pictures of this line, or of the whole return, by what they show."""
    shown = Upload.objects.shown().filter(case=case, media_type__startswith="image/")
    ours = shown.filter(Q(line=line) | Q(line=None)).order_by("id")
    return tuple(Photo(each.name, _digest(each.read())) for each in ours)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _unit(unit: Unit) -> tuple[Fact, ...]:
    return (
        Fact(_("Model"), unit.product.name),
        Fact(_("Part number"), unit.product.mpn),
        Fact(_("Serial number"), unit.serial),
    )


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


def _check(check: dict[str, str]) -> Check:
    values = [str(value) for value in check.values()]
    name, result, measured, *_more = [*values, "", "", ""]
    return Check(name, result, measured)


def _done(line: CaseLine) -> tuple[str, ...]:
    kinds = line.resolutions.order_by("id").values_list("kind", flat=True)
    return tuple(_(words.REMEDY[ResolutionKind(kind)]) for kind in kinds)
