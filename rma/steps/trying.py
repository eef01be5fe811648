"""What a policy would have said to returns of the past; nothing is written."""

from dataclasses import dataclass

from rma.models import Case, CaseLine, Policy
from rma.rules.entitlement import Because
from rma.rules.words import HandOver, Reason, Wish
from rma.steps import judging
from rma.steps.opening import Subject
from rma.steps.requests import LineRequest, ReturnRequest

MOST = 50


@dataclass(frozen=True, slots=True)
class Tried:
    """Compare one line: what its policy says, what the tried one would have said."""

    number: str
    customer: str
    unit: str
    before: str
    after: str
    reasons: tuple[Because, ...]

    @property
    def is_other(self) -> bool:
        """Whether the answer would have been another one."""
        return self.before != self.after


def try_policy(policy: Policy) -> tuple[Tried, ...]:
    """
    Return what a policy would have said to the newest returns of its customers.

    Both answers are worked out now, for the day each return was asked for: what we
    have learnt of a unit since then counts in both.
    """
    cases = Case.objects.filter(account__kind=policy.party)
    if policy.countries:
        cases = cases.filter(account__country__in=policy.country_codes)
    whole = cases.select_related("account", "contact", "site", "policy__site")
    found: list[Tried] = []
    for case in whole.order_by("-id")[:MOST]:
        found += _tried(case, policy)
    return tuple(found)


def _tried(case: Case, policy: Policy) -> list[Tried]:
    lines = CaseLine.objects.of(case)
    request = _request(case, lines)
    subjects = tuple(
        Subject(asked, line.unit, line.product)
        for asked, line in zip(request.lines, lines, strict=True)
    )
    at = case.opened_at
    before = judging.judge_lines(request, subjects, case.account, case.policy, at)
    after = judging.judge_lines(request, subjects, case.account, policy, at)
    return [
        Tried(
            number=case.number,
            customer=case.account.name,
            unit=str(line),
            before=old.decision,
            after=new.decision,
            reasons=tuple(Because.from_dict(why) for why in new.ruling),
        )
        for line, old, new in zip(lines, before, after, strict=True)
    ]


def _request(case: Case, lines: list[CaseLine]) -> ReturnRequest:
    shown = frozenset(case.uploads.standing().values_list("kind", flat=True))
    return ReturnRequest(
        contact_name=case.contact.name,
        contact_email=case.contact.email,
        ship_from=case.sender,
        deliver_to=case.recipient,
        account_id=None if case.account.is_guest else case.account_id,
        channel=case.channel,
        hand_over=HandOver(case.hand_over),
        lines=tuple(
            LineRequest(
                reason=Reason(line.reason),
                wish=Wish(line.wish),
                description=line.description,
                serial=line.serial,
                quantity=line.quantity,
                shown=shown,
            )
            for line in lines
        ),
    )
