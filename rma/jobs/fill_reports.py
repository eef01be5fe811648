"""What stands on a resolution report, taken from what the bench wrote and saw."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from rma.documents import report, smaller
from rma.documents.claim_packet import Photo
from rma.jobs import fill_papers
from rma.jobs.fill_papers import Filled
from rma.messages import words
from rma.models import (
    Case,
    CaseLine,
    Charge,
    CreditRequest,
    Dispatch,
    Inspection,
    Upload,
)
from rma.queries import dossier, verdicts
from rma.queries.dossier import StepView
from rma.rules import check_in, checklists
from rma.rules.choices import Option
from rma.rules.clues import OUTCOMES, TIPS, Clue
from rma.rules.uploads import UploadKind
from rma.rules.words import Finding, Party, Reason, ResolutionKind

# The whole paper goes along with a letter and stays below 300 kB.
_MOST_BYTES = 160_000
_LONGEST_SIDE = 560


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
    tips = [_tip(Clue(each)) for each in looked.clues]
    if looked.advice or tips:
        expect, otherwise = looked.advice_expect, looked.advice_otherwise
        own = report.Advice(looked.advice, expect, otherwise)
        return (*([own] if looked.advice else []), *tips)
    usual = words.ADVICE.get(Finding(looked.outcome))
    return (report.Advice(*(_(each) for each in usual)),) if usual else ()


def _tip(clue: Clue) -> report.Advice:
    expect, otherwise = OUTCOMES[clue]
    return report.Advice(_(TIPS[clue]), _(expect), _(otherwise))


def _photos(line: CaseLine) -> Iterator[Photo]:
    """Return what the bench photographed of a unit, as far as the paper stays light."""
    left = _MOST_BYTES
    taken = Upload.objects.shown().filter(line=line, kind=UploadKind.INSPECTION.value)
    for each in taken.order_by("id"):
        if left <= 0 or not each.is_picture or not default_storage.exists(each.file):
            continue
        content = each.read()
        small = smaller.smaller(content, _LONGEST_SIDE)
        if small and len(small) <= left:
            left -= len(small)
            caption = _(each.slot) if each.slot else _("A photo of ours")
            yield Photo(caption, hashlib.sha256(content).hexdigest(), small)


def _report(
    case: Case, line: CaseLine, kept: tuple[report.Kept, ...], at: datetime
) -> report.ReportContent:
    done = list(line.resolutions.filter(done_at__isnull=False).order_by("id"))
    paid_back = CreditRequest.objects.filter(resolution__in=done).order_by("id")
    left = line.dispatches.filter(shipped_at__isnull=False).order_by("id").last()
    looked = Inspection.objects.filter(line=line).order_by("id").last()
    found = _(words.FOUND[Finding(looked.outcome)]) if looked else ""
    name = line.product.name if line.product else line.serial
    return report.ReportContent(
        frame=fill_papers.frame_of(case, at),
        headline=_("Your return of %(item)s is complete") % {"item": name},
        item=name,
        serial=line.serial,
        told=words.quote(line.description),
        found=found or _("It did not come to our bench."),
        done=(
            *(f"{name}: {_(words.DONE[ResolutionKind(each.kind)])}" for each in done),
            *(_given_back(each) for each in paid_back),
        )
        or (_("Nothing was done."),),
        costs=(*_charged(line), *_kept_back(paid_back)),
        cause=looked.cause if looked else "",
        advice=_advice(looked),
        serial_out=left.serial if left and left.serial != line.serial else "",
        tests=tuple(_check(each) for each in looked.checks) if looked else (),
        covered_until=_covered_until(case, line, left, at),
        photos=tuple(_photos(line)),
        kept=kept,
        is_back=check_in.is_back(each.kind for each in done),
        check_in_on=check_in.asked_on(
            case.closed_at.astimezone(ZoneInfo(case.site.time_zone)).date()
            if case.closed_at
            else None,
            (each.kind for each in done),
        ),
    )


def _given_back(credit: CreditRequest) -> str:
    return _("You get %(amount)s back.") % {"amount": credit.amount}


def _charged(line: CaseLine) -> Iterator[report.Cost]:
    """Return what is invoiced for a line, each agreed to before."""
    for charge in Charge.objects.filter(choice__line=line).order_by("id"):
        yield report.Cost(_(words.CHARGED[Option(charge.option)]), charge.amount)


def _kept_back(credits_: Iterable[CreditRequest]) -> Iterator[report.Cost]:
    """Return what was kept of the price that somebody got back."""
    for credit in credits_:
        if credit.fee:
            yield report.Cost(_("Restocking fee, kept of the price paid"), credit.fee)


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


def _check(kept: dict[str, str]) -> str:
    told = checklists.answered(kept)
    said = ", ".join(each for each in (told.measured, _said(told.result)) if each)
    return f"{_said(told.question).rstrip('.?')}: {said}"


def _said(text: str) -> str:
    return _(text) if text else ""


def _kept(step: StepView, zone: ZoneInfo) -> report.Kept:
    return report.Kept(
        what=_(step.words),
        promised_on=step.original_due_at.astimezone(zone).date(),
        done_on=step.kept_at.astimezone(zone).date() if step.kept_at else None,
    )
