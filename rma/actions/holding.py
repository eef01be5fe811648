"""Returns that wait for an approver of the company: asked, approved, declined."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from rma.actions.use_case import Once, use_case
from rma.messages import approval_letters
from rma.messages.link_letter import LinkLetter
from rma.models import Case, Contact, HeldRequest, Site, Unit
from rma.queries import own_requests
from rma.rules.actors import Actor
from rma.rules.members import WhyHeld
from rma.rules.money import Money
from rma.rules.serials import key_of
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
    worth: Money | None = None,
) -> HeldRequest:
    """
    Keep what a requester asks for, and tell those who may decide what it is worth.

    Once for each draft, once for each return of which something failed again, and for
    the same units once as long as nobody decided.
    """
    contact = Contact.objects.get(pk=contact_id)
    people.locked_account(contact.account_id)
    row = HeldRequest(contact=contact, draft_id=draft_id, data=dict(data))
    row.reasons, row.repair_limit = [why.value for why in reasons], repair_limit
    kept, _is_new = _held(row, worth, at)
    return kept


@use_case
def hold_of_guest(
    *,
    request: ReturnRequest,
    account_id: int,
    data: Mapping[str, Any],
    reasons: tuple[WhyHeld, ...],
    by: Actor,
    at: datetime,
    worth: Money | None = None,
) -> HeldRequest:
    """
    Keep what somebody asks for who knows a serial of a company and did not sign in.

    They get a letter with the link to where it stands. A yes gives them what a guest
    gets, no more: `is_guest` is kept beside the draft.
    """
    account = people.locked_account(account_id)
    contact = opening.contact_of(request, account)
    row = HeldRequest(contact=contact, draft_id=request.draft_id)
    row.data, row.reasons = {**data, "is_guest": True}, [why.value for why in reasons]
    row.repair_limit = request.repair_limit.as_stored() if request.repair_limit else ""
    kept, is_new = _held(row, worth, at)
    if is_new:
        letter = approval_letters.request_waits(kept, language=request.language)
        _write(letter, request.contact_email, at)
    return kept


def _held(
    wanted: HeldRequest, worth: Money | None, at: datetime
) -> tuple[HeldRequest, bool]:
    """Return the request as it is kept, and whether it is this one, not one before."""
    contact = wanted.contact
    account = contact.account
    held = _asked_before(wanted)
    if held is not None:
        return held, False
    wanted.account, wanted.asked_at = account, at
    wanted.save()
    units = _named(wanted)
    for each in own_requests.deciders(account.pk):
        letter = approval_letters.approval_asked(
            each, wanted, by=contact.name, units=units, worth=worth
        )
        _write(letter, each.email, at)
    return wanted, True


def _asked_before(wanted: HeldRequest) -> HeldRequest | None:
    """Return what was sent already: the draft, or the same units by the same person."""
    rows = HeldRequest.objects.filter(account=wanted.contact.account)
    waiting = rows.filter(decided_at=None)
    if wanted.draft_id is None:
        number = wanted.data["again"]["number"]
        return waiting.filter(data__again__number=number).first()
    asked = _serials(wanted)
    theirs = waiting.filter(contact=wanted.contact, data__again__isnull=True)
    same = (each for each in theirs if asked and asked <= _serials(each))
    return rows.filter(draft_id=wanted.draft_id).first() or next(same, None)


def _serials(held: HeldRequest) -> set[str]:
    """Return of which units a request is, each by the one form of its serial."""
    named = (key_of(line.get("serial", "")) for line in held.data.get("lines", ()))
    return {key for key in named if key}


def _named(held: HeldRequest) -> list[str]:
    """Return the units of a request, by name and serial where we know them."""
    sold = Unit.objects.filter(account=held.account, serial_key__in=_serials(held))
    rows = sold.select_related("product")
    names = {row.serial_key: row.product.name if row.product else "" for row in rows}
    serials = [line.get("serial", "") for line in held.data.get("lines", ())]
    return [f"{names.get(key_of(each), '')} {each}".strip() for each in serials if each]


def _write(letter: LinkLetter, email: str, at: datetime) -> None:
    site = Site.objects.default()
    mailing.write_link_letter(letter, email, at, site=site, case=None)


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
    letter = approval_letters.approval_declined(held, by=by.label, why=why)
    _write(letter, held.contact.email, at)
    return held


def _waiting(account_id: int, held_id: int) -> HeldRequest:
    people.locked_account(account_id)
    rows = HeldRequest.objects.filter(account_id=account_id, decided_at=None)
    held = rows.select_related("contact").filter(pk=held_id).first()
    if held is None:
        raise HeldOver
    return held
