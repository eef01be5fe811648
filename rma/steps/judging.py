"""What is decided on each line asked for, with every reason, before it is written."""

from dataclasses import replace
from datetime import datetime

from rma.models import Account, CaseLine, Policy, Unit, Upload
from rma.queries import places, stays, verdicts
from rma.queries.verdicts import Asker, Judgement
from rma.rules import eligibility, evidence, sold_to
from rma.rules.eligibility import Request
from rma.rules.entitlement import Because
from rma.rules.sold_to import SoldTo
from rma.rules.staying import StayRule, can_stay
from rma.rules.words import Decision, Reason, Verdict, Wish
from rma.steps import staying
from rma.steps.opening import Subject
from rma.steps.requests import ReturnRequest

# What may turn out to be damaged from outside once it is looked at.
_FAILURES = (Reason.DEFECTIVE, Reason.DOA)
_SWAPS = (Wish.REPLACEMENT, Wish.ADVANCE_REPLACEMENT)


def judge_lines(
    request: ReturnRequest,
    subjects: tuple[Subject, ...],
    account: Account,
    policy: Policy,
    at: datetime,
) -> list[CaseLine]:
    """Return the lines with their frozen entitlement and what was decided."""
    who = verdicts.asker(account, policy, at)
    subjects = _with_files(subjects, request, policy)
    out = 0
    if any(line.wish is Wish.ADVANCE_REPLACEMENT for line in request.lines):
        out = verdicts.open_advances(account)
    lines = []
    for position, subject in enumerate(subjects, start=1):
        line = _judge_line(request, subject, who=who, policy=policy, at=at, out=out)
        line.position = position
        out += line.is_advance
        lines.append(line)
    return lines


def _with_files(
    subjects: tuple[Subject, ...], request: ReturnRequest, policy: Policy
) -> tuple[Subject, ...]:
    """Return what is asked with what the draft's files show, where it counts."""
    if not policy.evidence or request.draft_id is None:
        return subjects
    files = Upload.objects.standing().filter(draft=request.draft_id)
    shown = frozenset(files.values_list("kind", flat=True))
    return tuple(
        replace(each, asked=replace(each.asked, shown=each.asked.shown | shown))
        for each in subjects
    )


def _judge_line(
    request: ReturnRequest,
    subject: Subject,
    *,
    who: Asker,
    policy: Policy,
    at: datetime,
    out: int,
) -> CaseLine:
    asked, unit = subject.asked, subject.unit
    judgement = verdicts.judge(
        unit,
        policy,
        reason=asked.reason,
        at=at,
        is_known_customer=not _is_guest(request),
        out_already=out,
        who=who,
        part=asked.part,
    )
    wants_swap = asked.wish is Wish.ADVANCE_REPLACEMENT
    line = _line_of(subject)
    stay = _stay_of(subject, line, judgement, policy, at)
    case = _case_of(request, subject, judgement, who=who, policy=policy, at=at)
    is_refused = asked.stays is not None and stay is None
    ruling = eligibility.rule_on(
        replace(case, is_stay_refused=is_refused), policy.limits_for(who.tier)
    )
    staying.write(line, stay)
    line.entitle(
        judgement.coverage, manufacturer_until=unit.manufacturer_until if unit else None
    )
    if asked.wish is Wish.REPAIR and judgement.maker_fallback:
        line.maker_fallback = judgement.maker_fallback
    line.ruling = [because.as_dict() for because in ruling.reasons]
    line.is_advance = wants_swap and ruling.decision is Decision.APPROVED
    line.rule(ruling.decision, why=_words(ruling.reasons), at=at)
    return line


def _stay_of(
    subject: Subject,
    line: CaseLine,
    judgement: Judgement,
    policy: Policy,
    at: datetime,
) -> StayRule | None:
    """Return the rule by which a line's unit stays as asked, or None."""
    asked = subject.asked
    if asked.stays is None or not can_stay(asked.wish):
        return None
    offer = stays.offer_for(
        subject.unit or line.product,
        policy,
        reason=asked.reason,
        coverage=judgement.coverage,
        value=line.value,
        on=at.date(),
    )
    return offer if offer and offer.stay is asked.stays else None


def _case_of(
    request: ReturnRequest,
    subject: Subject,
    judgement: Judgement,
    *,
    who: Asker,
    policy: Policy,
    at: datetime,
) -> Request:
    """Return what is asked for one line, with all that we know of its unit."""
    asked, unit, account = subject.asked, subject.unit, who.account
    buyer = unit.buyer if unit else None
    wants_swap = asked.wish is Wish.ADVANCE_REPLACEMENT
    goes_to = request.deliver_to or request.ship_from
    is_new = account is not None and not places.is_on_file(account, goes_to)
    refused = "" if judgement.advance.allowed else judgement.advance.why
    wanted = policy.evidence_for(asked.reason)
    return Request(
        reason=asked.reason,
        coverage=judgement.coverage,
        on=at.date(),
        value=_line_of(subject).value,
        is_known_unit=unit is not None,
        sold_to=_sold_to(unit, account, is_guest=_is_guest(request)),
        sold_by=buyer.shown_as if buyer else (unit.seller if unit else ""),
        who_helps=_who_helps(subject),
        denied=subject.denied,
        has_proof=unit is not None and unit.proved_on is not None,
        evidence_missing=evidence.missing(
            wanted, asked.shown, has_words=bool(asked.description.strip())
        ),
        was_put_right=subject.was_put_right,
        is_guest=_is_guest(request),
        has_new_address=asked.wish in _SWAPS and is_new,
        advance_refused=refused if wants_swap else "",
        wish_refused=_why_not_offered(asked.wish, judgement),
    )


def _why_not_offered(wish: Wish, judgement: Judgement) -> str:
    """Return why a wish is not among the remedies of what is covered, if it isn't."""
    is_covered = judgement.coverage.verdict is Verdict.COVERED
    # A swap says why by itself, and what is not covered, or partly, is judged as that.
    if not is_covered or wish is Wish.ADVANCE_REPLACEMENT:
        return ""
    # Which of the two a maker's repair comes to is settled at the desk, as before.
    if judgement.maker_fallback and wish in (Wish.REPLACEMENT, Wish.CREDIT):
        return ""
    found = (each for each in judgement.remedies if each.kind is wish)
    remedy = next(found, None)
    return remedy.why if remedy and not remedy.available else ""


def _sold_to(unit: Unit | None, account: Account | None, *, is_guest: bool) -> SoldTo:
    """Return whom a unit was sold to; a guest bought a reseller's from them."""
    if unit is None:
        return SoldTo.ASKER
    buyer = unit.buyer
    if buyer is None and not unit.seller:
        return SoldTo.ANOTHER
    is_sold_on = is_guest and buyer is not None and bool(buyer.end_customers)
    return sold_to.look(buyer, account.pk if account and not is_sold_on else None)


def told_of_buyer(unit: Unit | None, account: Account | None) -> tuple[Because, ...]:
    """Return who else helps with a unit, told before it is asked for; often nobody."""
    if unit is None:
        return ()
    asker = account or unit.account
    sold = _sold_to(unit, asker, is_guest=account is None)
    buyer = unit.buyer
    sold_by = buyer.shown_as if buyer else unit.seller
    told = eligibility.about_buyer(sold, sold_by, has_proof=bool(unit.proved_on))
    return tuple(because for _decision, because in told)


def _who_helps(subject: Subject) -> str:
    return subject.product.manufacturer.end_user_help if subject.product else ""


def _line_of(subject: Subject) -> CaseLine:
    asked, unit = subject.asked, subject.unit
    return CaseLine(
        unit=unit,
        product=subject.product,
        serial=unit.serial if unit else asked.serial.strip()[:80],
        quantity=1 if asked.serial else asked.quantity,
        order_reference=asked.order_reference or (unit.order_reference if unit else ""),
        reason=asked.reason,
        description=asked.description,
        is_battery_hurt=asked.is_battery_hurt,
        impact=asked.impact,
        answers=list(asked.answers),
        wish=asked.wish,
        erasure=asked.erasure or "",
    )


def _words(reasons: tuple[Because, ...]) -> str:
    return " ".join(words for because in reasons for words in because.words)


def _is_guest(request: ReturnRequest) -> bool:
    return request.account_id is None


def agree_to_repairs(
    request: ReturnRequest, lines: list[CaseLine], policy: Policy
) -> None:
    """Write up to what repairs that are not covered are done without asking."""
    limit = request.repair_limit
    if limit is None or limit.currency != policy.currency:
        return
    for line in lines:
        is_swap = line.wish == Wish.ADVANCE_REPLACEMENT
        if line.reason in _FAILURES and not line.stays and not is_swap:
            line.repair_limit_cents = limit.cents
