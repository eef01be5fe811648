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
    report,
    slip,
    swap_terms,
)
from rma.documents.sheets import Contact, Frame, Framed, Paper
from rma.messages import links, words
from rma.models import AdvanceReplacement, Case, CaseLine, Dispatch, Inspection
from rma.queries import costs, dossier, verdicts
from rma.queries.dossier import Dossier, LineView, StepView
from rma.rules import check_in
from rma.rules.clues import TIPS, Clue
from rma.rules.money import Money
from rma.rules.words import Finding, Party, Reason, ResolutionKind, Step, Wish

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


def reports(case: Case, at: datetime) -> list[Filled]:
    """Return the resolution report of each line that was approved."""
    shown = dossier.dossier_of(case)
    zone = ZoneInfo(case.site.time_zone)
    kept = tuple(_kept(step, zone) for step in shown.plan if step.who == Party.US)
    return [
        (
            _("Resolution report %(place)s") % {"place": line.position},
            _report(case, line, kept, at),
        )
        for line in CaseLine.objects.of(case)
        if line.approved
    ]


def _advice(looked: Inspection | None) -> tuple[report.Advice, ...]:
    """Return what the bench advises, or what usually helps after such a finding."""
    if looked is None:
        return ()
    tips = tuple(report.Advice(_(TIPS[Clue(each)])) for each in looked.clues)
    if looked.advice or tips:
        own = (report.Advice(looked.advice),) if looked.advice else ()
        return own + tips
    usual = words.ADVICE.get(Finding(looked.outcome))
    return (report.Advice(*(_(each) for each in usual)),) if usual else ()


def _report(
    case: Case, line: CaseLine, kept: tuple[report.Kept, ...], at: datetime
) -> report.ReportContent:
    done = line.resolutions.filter(done_at__isnull=False).order_by("id")
    left = line.dispatches.filter(shipped_at__isnull=False).order_by("id").last()
    looked = Inspection.objects.filter(line=line).order_by("id").last()
    found = _(words.FOUND[Finding(looked.outcome)]) if looked else ""
    name = line.product.name if line.product else line.serial
    did = tuple(f"{name}: {_(words.DONE[ResolutionKind(each.kind)])}" for each in done)
    return report.ReportContent(
        frame=frame_of(case, at),
        headline=_("Your return of %(item)s is complete") % {"item": name},
        item=name,
        serial=line.serial,
        told=words.quote(line.description),
        found=found or _("It did not come to our bench."),
        done=did or (_("Nothing was done."),),
        cause=looked.cause if looked else "",
        advice=_advice(looked),
        serial_out=left.serial if left else "",
        tests=tuple(_check(each) for each in looked.checks) if looked else (),
        covered_until=_covered_until(case, line, left, at),
        kept=kept,
        check_in_on=check_in.asked_on(
            case.closed_at.astimezone(ZoneInfo(case.site.time_zone)).date()
            if case.closed_at
            else None,
            (each.kind for each in done),
        ),
    )


def _covered_until(
    case: Case, line: CaseLine, left: Dispatch | None, at: datetime
) -> date | None:
    """Return the last day of cover of the unit its customer has now, if they do."""
    is_kept_here = bool(line.received) and left is None
    unit = left.unit if left else line.unit
    if unit is None or is_kept_here:
        return None
    who = verdicts.asker(case.account, case.policy, at)
    coverage = verdicts.judge(
        unit,
        case.policy,
        reason=Reason.DEFECTIVE,
        at=at,
        is_known_customer=True,
        who=who,
    ).coverage
    return coverage.last


def _check(check: dict[str, str]) -> str:
    return ": ".join(str(value) for value in check.values() if value)


def _kept(step: StepView, zone: ZoneInfo) -> report.Kept:
    return report.Kept(
        what=_(step.words),
        promised_on=step.original_due_at.astimezone(zone).date(),
        done_on=step.kept_at.astimezone(zone).date() if step.kept_at else None,
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
