"""Members of a customer's account: their roles, their going, and their addresses."""

from collections.abc import Mapping
from datetime import datetime

from rma.actions.use_case import Once, use_case
from rma.messages import member_letters
from rma.models import Account, AccountSite, Contact, Preference, Site
from rma.rules.actors import Actor
from rma.rules.members import MemberRole
from rma.rules.money import Money
from rma.steps import mailing, people

MOST_SITES = 200


class NotAMember(Exception):
    """The account has no such member, or no longer."""


class LastOwner(Exception):
    """Somebody must look after the account: make another one its owner first."""


class SiteNameTaken(Exception):
    """The account has an address of that name already."""


class TooManySites(Exception):
    """The account has as many addresses as it may have."""


@use_case
def change_role(
    *,
    account_id: int,
    contact_id: int,
    role: MemberRole,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Contact:
    """Give a member another role; raises NotAMember, LastOwner."""
    account = people.locked_account(account_id)
    contact = _member(account, contact_id)
    if contact.role == role.value:
        return contact
    _refuse_last_owner(account, contact)
    contact.role = role.value
    contact.save(update_fields=["role"])
    about = f"{contact.email}: {role.value}"
    people.write_change(account, "role", about, by=by, at=at)
    return contact


@use_case
def end_membership(
    *,
    account_id: int,
    contact_id: int,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Contact:
    """
    Let a member go, sent away or leaving: sign-in and links stop at once.

    Their returns go to an owner who stays. Raises NotAMember, LastOwner.
    """
    account = people.locked_account(account_id)
    contact = _member(account, contact_id)
    _refuse_last_owner(account, contact)
    is_leaving = by.user_id is not None and contact.user_id == by.user_id
    stay = account.contacts.owners().exclude(pk=contact.pk).order_by("id")
    heir = stay.filter(user_id=by.user_id or 0).first() or stay.first()
    people.end_access(contact, heir)
    what = "left" if is_leaving else "removed"
    people.write_change(account, what, contact.email, by=by, at=at)
    letter = member_letters.access_ended(
        account, name=contact.name, language=contact.language
    )
    mailing.write_link_letter(
        letter, contact.email, at, site=Site.objects.default(), case=None
    )
    return contact


@use_case
def move_mailbox(*, user_id: int, email: str, at: datetime) -> int:
    """
    Write to somebody where they sign in from now on, and in the way they chose.

    Return how many of their accounts follow. One where another person has that address
    already keeps the old: two people of an account never share a mailbox.
    """
    moved = 0
    for contact in Contact.objects.select_for_update().filter(user_id=user_id):
        account, old = contact.account, contact.email
        is_taken = account.contacts.exclude(pk=contact.pk).filter(email=email).exists()
        if is_taken or old == email:
            continue
        contact.email = email
        contact.save(update_fields=["email"])
        moving = Preference.objects.filter(email=old)
        if not Preference.objects.filter(email=email).exists():
            moving.update(email=email, changed_at=at)
        moved += 1
    return moved


@use_case
def keep_site(
    *,
    account_id: int,
    site_id: int | None,
    values: Mapping[str, str],
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> AccountSite:
    """
    Write an address of an account down, a new one or one that is there.

    Raises SiteNameTaken, TooManySites, and AccountSite.DoesNotExist for a stranger's.
    """
    account = people.locked_account(account_id)
    if site_id is None and account.sites.count() >= MOST_SITES:
        raise TooManySites
    others = account.sites.exclude(pk=site_id) if site_id else account.sites.all()
    if others.filter(name=values["name"]).exists():
        raise SiteNameTaken(values["name"])
    site = account.sites.get(pk=site_id) if site_id else AccountSite(account=account)
    for name, value in values.items():
        setattr(site, name, value)
    site.save()
    people.write_change(account, "site", site.name, by=by, at=at)
    return site


@use_case
def drop_site(*, account_id: int, site_id: int, by: Actor, at: datetime) -> Account:
    """Take an address off the list; returns of the past keep what they were sent by."""
    account = people.locked_account(account_id)
    site = account.sites.filter(pk=site_id).first()
    if site is not None:
        people.write_change(account, "site_gone", site.name, by=by, at=at)
        site.delete()
    return account


@use_case
def set_approvals(
    *,
    account_id: int,
    above: Money | None,
    swaps: bool,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Account:
    """Say what requesters of an account may not ask for without an approver."""
    account = people.locked_account(account_id)
    account.approve_above_cents = above.cents if above else None
    account.limit_currency = above.currency if above else ""
    account.approve_swaps = swaps
    account.save(
        update_fields=["approve_above_cents", "limit_currency", "approve_swaps"]
    )
    about = ", ".join([f"above {above}"] * bool(above) + ["swaps"] * swaps)
    people.write_change(account, "approvals", about or "none", by=by, at=at)
    return account


def _member(account: Account, contact_id: int) -> Contact:
    contact = account.contacts.members().filter(pk=contact_id).first()
    if contact is None:
        raise NotAMember
    return contact


def _refuse_last_owner(account: Account, contact: Contact) -> None:
    is_owner = contact.role == MemberRole.OWNER.value
    if is_owner and not account.contacts.owners().exclude(pk=contact.pk).exists():
        raise LastOwner
