"""What a request would become, worked out like the real thing and written nowhere."""

from dataclasses import dataclass
from datetime import datetime

from rma.models import Account, CaseLine, Policy
from rma.queries import costs, verdicts
from rma.rules.plan import PlannedStep
from rma.rules.road import row_for
from rma.rules.words import Decision, HandOver
from rma.rules.worst_case import WorstCase
from rma.steps import beginning, judging, opening
from rma.steps.requests import ReturnRequest


@dataclass(frozen=True, slots=True)
class Preview:
    """Hold what would be decided, when each step would be due, and what it may cost."""

    account: Account
    policy: Policy
    lines: tuple[CaseLine, ...]
    steps: tuple[PlannedStep, ...]
    worst_case: WorstCase
    # Why a parcel travels longer than at home; an English sentence, or nothing.
    road_why: str = ""

    @property
    def is_approved(self) -> bool:
        """Whether something may come back without a person looking first."""
        return any(line.decision == Decision.APPROVED for line in self.lines)

    @property
    def is_sent(self) -> bool:
        """Whether something has to be sent to us."""
        return any(line.approved and not line.stays for line in self.lines)

    @property
    def needs_review(self) -> bool:
        """Whether a person looks at something first."""
        return any(line.decision == Decision.NEEDS_REVIEW for line in self.lines)


def preview(request: ReturnRequest, at: datetime) -> Preview:
    """
    Return what opening the return would decide now.

    Raises what opening raises: opening.AlreadyOpen, misnaming.UnknownProduct.
    """
    subjects = opening.find_subjects(request)
    account = opening.owner_of(request, subjects) or opening.new_guest(request, at)
    policy = verdicts.policy_for(account, at)
    lines = judging.judge_lines(request, subjects, account, policy, at)
    judging.agree_to_repairs(request, lines, policy)
    country = request.ship_from.country
    road = row_for(policy.site.country, country, at.date())
    steps = beginning.steps_for(
        lines,
        policy=policy,
        road_days=policy.transit_days + road.more_days,
        hand_over=HandOver(request.hand_over),
        calendar=policy.site.calendar,
        at=at,
    )
    worst = costs.worst_case_of(lines, policy)
    return Preview(account, policy, tuple(lines), steps, worst, road.why)
