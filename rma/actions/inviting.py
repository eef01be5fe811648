"""Letting colleagues of a customer in: asked by letter, accepted once, taken back."""

import secrets
from datetime import datetime

from rma.actions.use_case import Once, use_case
from rma.messages import member_letters
from rma.models import Account, Contact, Invitation, Site, User
from rma.rules.actors import Actor
from rma.rules.members import INVITED_FOR, MemberRole
from rma.rules.scopes import hash_of
from rma.steps import mailing, people

# A person is one; a company's people are bounded, and so are letters in its name.
MOST_PEOPLE = 500
MOST_STANDING = 50


class MemberAlready(Exception):
    """Somebody with this address is a member; carries the address."""


class AddressIsOurs(Exception):
    """One of our own people has this address."""


class TooManyPeople(Exception):
    """The account has as many people or invitations as it may have."""


class InvitationGone(Exception):
    """It was accepted or taken back, is too old, or was never made."""


class NotInvited(Exception):
    """Somebody else is signed in than the one who was invited; carries who was."""


@use_case
def invite(
    *,
    account_id: int,
    email: str,
    name: str,
    role: MemberRole,
    by: Actor,
    at: datetime,
    language: str = "",
    once: Once | None = None,
) -> Invitation:
    """
    Ask somebody to join an account, by a letter with a link that works once.

    Who was asked before is asked anew: the earlier link is void. Raises MemberAlready,
    AddressIsOurs, TooManyPeople.
    """
    account = people.locked_account(account_id)
    email = email.strip().lower()
    _refuse(account, email)
    row = account.invitations.standing().filter(email=email).first()
    row = row or Invitation(account=account, email=email)
    row.name, row.role, row.language = name.strip()[:120], role.value, language
    _ask(row, by=by, at=at)
    people.write_change(account, "invited", email, by=by, at=at)
    return row


@use_case
def invite_again(
    *,
    account_id: int,
    invitation_id: int,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Invitation:
    """Write the letter once more, with a new link; raises InvitationGone."""
    account = people.locked_account(account_id)
    row = account.invitations.standing().filter(pk=invitation_id).first()
    if row is None:
        raise InvitationGone
    _ask(row, by=by, at=at)
    people.write_change(account, "invited", row.email, by=by, at=at)
    return row


@use_case
def take_back(
    *,
    account_id: int,
    invitation_id: int,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Invitation:
    """Make an invitation void; raises InvitationGone where there is none to."""
    account = people.locked_account(account_id)
    row = account.invitations.standing().filter(pk=invitation_id).first()
    if row is None:
        raise InvitationGone
    row.revoked_at = at
    row.save(update_fields=["revoked_at"])
    people.write_change(account, "taken_back", row.email, by=by, at=at)
    return row


@use_case
def accept(*, secret: str, user_id: int | None, at: datetime) -> Contact:
    """
    Make who was invited a member, once; without a sign-in they get one.

    Somebody who has a sign-in already must be signed in: the letter alone is no way
    around their password and second factor. Raises InvitationGone, and NotInvited
    where it is somebody else's.
    """
    found = Invitation.objects.open(at).filter(secret_hash=hash_of(secret)).first()
    if found is None:
        raise InvitationGone
    account = people.locked_account(found.account_id)
    row = Invitation.objects.open(at).filter(pk=found.pk).first()
    if row is None:
        raise InvitationGone
    known = User.objects.filter(email=row.email).first()
    if user_id is not None and (known is None or known.pk != user_id):
        raise NotInvited(row.email)
    if known is not None and known.is_active and user_id is None:
        raise NotInvited(row.email)
    user = _signed_up(known, row)
    contact, _made = Contact.objects.get_or_create(
        account=account, email=row.email, defaults={"name": row.name}
    )
    contact.user, contact.role, contact.joined_at = user, row.role, at
    contact.name = contact.name or row.name
    contact.save()
    row.accepted_at = at
    row.save(update_fields=["accepted_at"])
    people.write_change(account, "joined", row.email, by=user.actor, at=at)
    return contact


def _signed_up(known: User | None, row: Invitation) -> User:
    if known is None:
        return User.objects.create_user(row.email, name=row.name, language=row.language)
    if not known.is_active:
        # Their access ended before; the earlier password ends with it.
        known.is_active = True
        known.set_unusable_password()
        known.save(update_fields=["is_active", "password"])
    return known


def _refuse(account: Account, email: str) -> None:
    if User.objects.filter(email=email).exclude(role="").exists():
        raise AddressIsOurs(email)
    members = account.contacts.members()
    if members.filter(email=email).exists():
        raise MemberAlready(email)
    if (
        members.count() >= MOST_PEOPLE
        or account.invitations.standing().count() >= MOST_STANDING
    ):
        raise TooManyPeople


def _ask(row: Invitation, *, by: Actor, at: datetime) -> None:
    secret = secrets.token_urlsafe(32)  # 256 bits, kept as a hash
    row.secret_hash = hash_of(secret)
    row.invited_at, row.invited_by = at, by.label[:120]
    row.expires_at = at + INVITED_FOR
    row.save()
    mailing.write_link_letter(
        member_letters.invitation(row, secret),
        row.email,
        at,
        site=Site.objects.default(),
        case=None,
    )
