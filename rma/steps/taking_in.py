"""A request becomes a return: judged, planned, labelled and told."""

from datetime import datetime

from rma.models import Case, CaseLine, Policy, Upload
from rma.queries import costs, hand_over, verdicts
from rma.rules.actors import Actor
from rma.rules.facts import CaseOpened
from rma.steps import asking_alone, beginning, judging, opening, sending, staying
from rma.steps.declarations import keep_declarations
from rma.steps.handing import NotOffered
from rma.steps.requests import ReturnRequest


class NothingAsked(Exception):
    """The request has no line."""


def take_in(request: ReturnRequest, *, by: Actor, at: datetime) -> Case:
    """
    Write a request as a case with its lines, plan and label order.

    Raises NothingAsked, NotOffered, asking_alone.NeedsApproval where an approver of the
    company decides first, and what opening.find_subjects raises.
    """
    if not request.lines:
        raise NothingAsked
    subjects = opening.find_subjects(request)
    account = opening.account_of(request, subjects, at)
    policy = verdicts.policy_for(account, at)
    site = policy.site
    offer = hand_over.offer_for(
        request.ship_from, [site.address], sends_boxes=site.sends_boxes
    )
    if request.hand_over not in offer.ways:
        raise NotOffered
    contact = opening.contact_of(request, account)
    lines = judging.judge_lines(request, subjects, account, policy, at)
    asking_alone.refuse_request(request, account, lines)
    case = opening.draft_case(
        request, account=account, contact=contact, policy=policy, lines=lines, at=at
    )
    _accept_costs(request, lines, policy)
    approved = [line for line in lines if line.approved]
    sending.settle_label(case, approved)
    staying.note(case, lines)
    case.record(
        CaseOpened(channel=request.channel, lines=len(lines), follows=request.follows),
        lines=tuple(line.sums for line in lines),
        at=at,
        by=by,
    )
    opening.write_lines(case, lines, by)
    if request.draft_id is not None:
        Upload.objects.filter(draft=request.draft_id).update(draft=None, case=case)
    keep_declarations(lines, by=by, at=at, address=request.accepted_from)
    beginning.plan_case(case, lines, at)
    if approved:
        beginning.begin(
            case,
            approved,
            at,
            accepted_by=request.accepted_by,
            accepted_from=request.accepted_from,
        )
    return case


def _accept_costs(
    request: ReturnRequest, lines: list[CaseLine], policy: Policy
) -> None:
    """Keep what somebody read that it can cost, and up to what they want it mended."""
    for line in lines if request.has_seen_costs else ():
        told = costs.no_fault_fee(line, policy)
        line.fee_accepted_cents = told.cents if told else None
    judging.agree_to_repairs(request, lines, policy)
