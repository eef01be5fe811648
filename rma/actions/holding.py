"""Returns that wait for an approver of the company: asked, approved, declined."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from rma.actions.use_case import Once, use_case
from rma.messages import member_letters
from rma.models import Case, Contact, HeldRequest, Site
from rma.rules.actors import Actor
from rma.rules.members import MemberRole, WhyHeld
from rma.steps import again, mailing, opening, people, taking_in
from rma.steps.requests import ReturnRequest


class HeldOver(Exception):
    """The request was decided before, or is none of this company."""


@use_case
def hold(
    *,
    contact_id: int,
    draft_id: int | None,
    data: Mapping[str, Any],
    reasons: tuple[WhyHeld, ...],
    repair_limit: str,
    by: Actor,
    at: datetime,
) -> HeldRequest:
    """
    Keep what a requester asks for, and tell those who may decide.

    Once for each draft, and once for each return of which something failed again.
    """
    contact = Contact.objects.get(pk=contact_id)
    people.locked_account(contact.account_id)
    row = HeldRequest(contact=contact, draft_id=draft_id, data=dict(data))
    row.reasons, row.repair_limit = [why.value for why in reasons], repair_limit
    return _held(row, at)


@use_case
def hold_of_guest(
    *,
    request: ReturnRequest,
    account_id: int,
    data: Mapping[str, Any],
    reasons: tuple[WhyHeld, ...],
    by: Actor,
    at: datetime,
) -> HeldRequest:
    """
    Keep what somebody asks for who knows a serial of a company and did not sign in.

    A yes gives them what a guest gets, no more: `is_guest` is kept beside the draft.
    """
    account = people.locked_account(account_id)
    contact = opening.contact_of(request, account)
    row = HeldRequest(contact=contact, draft_id=request.draft_id)
    row.data, row.reasons = {**data, "is_guest": True}, [why.value for why in reasons]
    row.repair_limit = request.repair_limit.as_stored() if request.repair_limit else ""
    return _held(row, at)


def _held(wanted: HeldRequest, at: datetime) -> HeldRequest:
    """Return the request as it is kept: this one, or what was asked for before."""
    contact = wanted.contact
    account = contact.account
    rows = HeldRequest.objects.filter(account=account)
    if wanted.draft_id is None:
        number = wanted.data["again"]["number"]
        held = rows.filter(decided_at=None, data__again__number=number).first()
    else:
        held = rows.filter(draft_id=wanted.draft_id).first()
    if held is not None:
        return held
    wanted.account, wanted.asked_at = account, at
    wanted.save()
    approvers = account.contacts.members().filter(role=MemberRole.APPROVER.value)
    for each in approvers or account.contacts.owners():
        letter = member_letters.approval_asked(each, by=contact.name)
        mailing.write_link_letter(
            letter, each.email, at, site=Site.objects.default(), case=None
        )
    return wanted


@use_case
def approve_held(
    *,
    account_id: int,
    held_id: int,
    request: ReturnRequest,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """
    Open the return that waited; what it commits to is committed now.

    Raises HeldOver, and what taking_in.take_in raises: a unit may be away meanwhile.
    """
    held = _waiting(account_id, held_id)
    case = taking_in.take_in(request, by=by, at=at)
    if request.follows_id is not None:
        old = Case.objects.locked(request.follows_id)
        again.note(old, case, held.data["again"]["words"], by=by, at=at)
    held.case, held.decided_at, held.decided_by = case, at, by.label[:120]
    held.save()
    return case


@use_case
def decline_held(
    *,
    account_id: int,
    held_id: int,
    why: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> HeldRequest:
    """Say no to a request, and tell who asked why. Raises HeldOver."""
    held = _waiting(account_id, held_id)
    held.decided_at, held.decided_by, held.why_not = at, by.label[:120], why
    held.save()
    letter = member_letters.approval_declined(held.contact, by=by.label, why=why)
    site = Site.objects.default()
    mailing.write_link_letter(letter, held.contact.email, at, site=site, case=None)
    return held


def _waiting(account_id: int, held_id: int) -> HeldRequest:
    people.locked_account(account_id)
    rows = HeldRequest.objects.filter(account_id=account_id, decided_at=None)
    held = rows.select_related("contact").filter(pk=held_id).first()
    if held is None:
        raise HeldOver
    return held
