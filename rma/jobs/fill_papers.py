"""What stands on a customer's papers, taken from their case."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rma.documents import (
    agreement,
    countries,
    instructions,
    parcel_label,
    slip,
    swap_terms,
)
from rma.documents.sheets import Contact, Frame, Framed, Paper
from rma.messages import links, words
from rma.models import AdvanceReplacement, Case, CaseLine
from rma.queries import costs, dossier, fetched
from rma.queries.dossier import Dossier, LineView, StepView
from rma.rules.money import Money
from rma.rules.words import Party, Step, Wish

Filled = tuple[str, Framed]

_LETTER_COUNTRIES = ("US", "CA", "MX", "PH", "CL", "CO", "VE")
_ON_THE_SLIP = (
    Step.SHIP_REPLACEMENT,
    Step.DELIVER_REPLACEMENT,
    Step.HAND_OVER,
    Step.ARRIVE,
    Step.INSPECT,
    Step.MAKER_REPAIR,
    Step.RESOLVE,
    Step.DELIVER,
)


def slips(case: Case, at: datetime) -> list[Filled]:
    """Return the packing slip on both papers, the usual one of the country last."""
    shown = dossier.dossier_of(case)
    booked = fetched.plan_as_booked(shown.plan, fetched.standing_of(case.number), at)
    shown = replace(shown, plan=booked)
    approved = instructions.coming(shown)
    if not approved:
        return []
    send_by = _due_on(shown, Step.HAND_OVER)
    lines = [
        line for line in CaseLine.objects.of(case) if line.approved and not line.stays
    ]
    erasures = [line.erasure for line in lines]
    content = slip.SlipContent(
        frame=frame_of(case, at),
        items=tuple(_slip_item(line) for line in approved),
        steps=instructions.of_return(shown),
        keep=tuple(_(each) for each in instructions.kept(erasures)),
        declared=tuple(_(each) for each in instructions.declared(erasures)),
        plan=tuple(_plan_step(case, step) for step in _of_the_slip(shown)),
        parcels=max(len(shown.inbound), 1),
        send_by=send_by,
        send_to=countries.lines_of(case.site.address),
        worst_case=costs.worst_case_of(lines, case.policy).sentence(_),
    )
    usual = content.frame.paper
    both = sorted((Paper.A4, Paper.LETTER), key=lambda paper: paper is usual)
    return [
        (
            _("Packing slip"),
            replace(content, frame=replace(content.frame, paper=paper)),
        )
        for paper in both
    ]


def parcel_labels(case: Case, at: datetime) -> list[Filled]:
    """Return our own label for each parcel that comes to us."""
    shown = dossier.dossier_of(case)
    approved = instructions.coming(shown)
    inbound = shown.inbound
    if not approved:
        return []
    first = approved[0]
    return [
        (
            _("Parcel label %(place)s") % {"place": place},
            parcel_label.ParcelLabelContent(
                frame=frame_of(case, at),
                parcel_code=parcel.code,
                site=case.site.name,
                ship_to=countries.lines_of(case.site.address)[1:],
                service=_service(first),
                item=first.product or first.serial,
                parcel=place,
                parcels=len(inbound),
                mark=_mark(approved),
            ),
        )
        for place, parcel in enumerate(inbound, start=1)
    ]


def agreements(case: Case, at: datetime) -> list[Filled]:
    """Return the agreement of each swap, with who accepted it and when."""
    swaps = AdvanceReplacement.objects.filter(
        line__case=case, cancelled_at=None
    ).select_related("line__product", "line__unit")
    return [
        (
            _("Advance replacement agreement %(place)s") % {"place": place},
            _agreement(case, swap, at),
        )
        for place, swap in enumerate(swaps.order_by("id"), start=1)
    ]


def _agreement(
    case: Case, swap: AdvanceReplacement, at: datetime
) -> agreement.AgreementContent:
    line = swap.line
    name = line.product.name if line.product else line.serial
    zone = ZoneInfo(case.site.time_zone)
    terms = swap_terms.terms_for(
        item=name,
        serial=line.serial,
        value=line.value or Money(0, case.currency),
        policy=case.policy,
        at=swap.accepted_at,
    )
    return agreement.AgreementContent(
        frame=frame_of(case, at),
        terms=replace(terms, return_by=swap.due_back_on),
        acceptance=agreement.Acceptance(
            name=swap.accepted_by,
            at=swap.accepted_at.astimezone(zone),
            address=swap.accepted_from or "",
        ),
    )


def frame_of(case: Case, at: datetime) -> Frame:
    """Return what stands around every paper of a case."""
    site = case.site
    is_letter = str(case.ship_from.get("country", "")).upper() in _LETTER_COUNTRIES
    return Frame(
        company=site.company,
        code=case.code,
        base_url=links.base_url(),
        contact=Contact(
            name=site.contact_name,
            hours=words.hours(site.calendar),
            phone=site.contact_phone,
            email=site.contact_email,
            page=urlsplit(links.base_url()).netloc,
        ),
        drawn_at=at.astimezone(ZoneInfo(site.time_zone)),
        language=get_language() or words.language_of(None),
        paper=Paper.LETTER if is_letter else Paper.A4,
    )


def _slip_item(line: LineView) -> slip.SlipItem:
    return slip.SlipItem(
        name=line.product or line.serial or line.sku,
        sku=line.sku,
        serial=line.serial,
        quantity=line.quantity,
        told=words.quote(line.description),
        remedy=_(words.WISHED[Wish(line.wish)]),
    )


def _of_the_slip(shown: Dossier) -> list[StepView]:
    return [step for step in shown.plan if step.step in _ON_THE_SLIP]


def _plan_step(case: Case, step: StepView) -> slip.PlanStep:
    who = {
        Party.US: _("We"),
        Party.CUSTOMER: _("You"),
        Party.CARRIER: _("The carrier"),
        Party.MANUFACTURER: _("The maker"),
    }[Party(step.who)]
    due_at = step.due_at.astimezone(ZoneInfo(case.site.time_zone))
    return slip.PlanStep(_(step.words), who, due_at.date())


def _due_on(shown: Dossier, wanted: Step) -> date | None:
    zone = ZoneInfo(shown.case.site.time_zone)
    found = next((step for step in shown.plan if step.step == wanted), None)
    return found.due_at.astimezone(zone).date() if found else None


def _service(line: LineView) -> parcel_label.Service:
    if line.is_advance:
        return parcel_label.Service.ADVANCE
    if line.wish == Wish.REPAIR:
        return parcel_label.Service.REPAIR
    return parcel_label.Service.WARRANTY


def _mark(lines: Iterable[LineView]) -> str:
    has_cells = any(line.lithium != "none" for line in lines)
    return _("Lithium battery inside") if has_cells else ""
