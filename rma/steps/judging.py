"""What is decided on each line asked for, with every reason, before it is written."""

from datetime import datetime

from rma.models import Account, CaseLine, Policy
from rma.queries import verdicts
from rma.rules import eligibility
from rma.rules.eligibility import Request
from rma.rules.entitlement import Because
from rma.rules.serials import key_of
from rma.rules.words import Decision, Wish
from rma.steps.opening import Subject
from rma.steps.requests import ReturnRequest

_SWAPS = (Wish.REPLACEMENT, Wish.ADVANCE_REPLACEMENT)


def judge_lines(
    request: ReturnRequest,
    subjects: tuple[Subject, ...],
    account: Account,
    policy: Policy,
    at: datetime,
) -> list[CaseLine]:
    """Return the lines with their frozen entitlement and what was decided."""
    out = 0
    if any(line.wish is Wish.ADVANCE_REPLACEMENT for line in request.lines):
        out = verdicts.open_advances(account)
    lines = []
    for position, subject in enumerate(subjects, start=1):
        line = _judge_line(
            request, subject, account=account, policy=policy, at=at, out=out
        )
        line.position = position
        out += line.is_advance
        lines.append(line)
    return lines


def _judge_line(
    request: ReturnRequest,
    subject: Subject,
    *,
    account: Account,
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
    )
    wants_swap = asked.wish is Wish.ADVANCE_REPLACEMENT
    refused = "" if judgement.advance.allowed else judgement.advance.why
    line = _line_of(subject)
    ruling = eligibility.rule_on(
        Request(
            reason=asked.reason,
            coverage=judgement.coverage,
            on=at.date(),
            value=line.value,
            is_known_unit=unit is not None,
            is_foreign=unit is not None and unit.account_id != account.pk,
            was_put_right=subject.was_put_right,
            is_guest=_is_guest(request),
            has_new_address=asked.wish in _SWAPS and _is_new(request, account),
            advance_refused=refused if wants_swap else "",
        ),
        policy.limits,
    )
    line.entitle(
        judgement.coverage, manufacturer_until=unit.manufacturer_until if unit else None
    )
    if asked.wish is Wish.REPAIR and judgement.maker_fallback:
        line.maker_fallback = judgement.maker_fallback
    line.ruling = [because.as_dict() for because in ruling.reasons]
    line.is_advance = wants_swap and ruling.decision is Decision.APPROVED
    line.rule(ruling.decision, why=_words(ruling.reasons), at=at)
    return line


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
        impact=asked.impact,
        answers=list(asked.answers),
        wish=asked.wish,
    )


def _words(reasons: tuple[Because, ...]) -> str:
    return " ".join(because.text for because in reasons)


def _is_guest(request: ReturnRequest) -> bool:
    return request.account_id is None


def _is_new(request: ReturnRequest, account: Account) -> bool:
    """Whether the unit would go to an address the account has not on file."""
    wanted = request.deliver_to or request.ship_from
    if account.is_guest:
        return True
    known = account.address

    def spot(street: str, postal_code: str, country: str) -> tuple[str, str, str]:
        return key_of(street), key_of(postal_code), country.upper()

    return spot(wanted.street1, wanted.postal_code, wanted.country) != spot(
        known.street1, known.postal_code, known.country
    )
