"""An account that its owner wants closed: asked, told to us, or taken back."""

from datetime import datetime

from rma.actions.use_case import Once, use_case
from rma.messages import member_letters
from rma.models import Account, Case, Site
from rma.rules.actors import Actor
from rma.steps import forgetting, mailing, owing, people
from rma.steps.forgetting import Leaving


class ClosedBefore(Exception):
    """The account was closed before."""


@use_case
def ask_to_close(
    *,
    account_id: int,
    why: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Account:
    """
    Keep the wish and tell our people; asked before, it stands.

    Nothing is deleted by it: returns under way are brought to their end first.
    """
    account = people.locked_account(account_id)
    if account.closing_asked_at is None:
        account.closing_asked_at = at
        account.save(update_fields=["closing_asked_at"])
        people.write_change(account, "closing", why.strip(), by=by, at=at)
        site = Site.objects.default()
        letter = member_letters.closing_asked(account, by=by.label, why=why.strip())
        mailing.write_link_letter(letter, site.contact_email, at, site=site, case=None)
    return account


@use_case
def take_back(*, account_id: int, by: Actor, at: datetime) -> Account:
    """Let the account stay open."""
    account = people.locked_account(account_id)
    if account.closing_asked_at is not None:
        account.closing_asked_at = None
        account.save(update_fields=["closing_asked_at"])
        people.write_change(account, "stays_open", "", by=by, at=at)
    return account


@use_case
def close_now(
    *, account_id: int, why: str, by: Actor, at: datetime, once: Once | None = None
) -> Account:
    """
    Close an account: nobody gets in, and what names a person goes.

    What law and claims need stays: credits with their papers, the history of returns,
    and units with their dates, whose warranty still counts. Raises StillOwed while a
    return, a swap, a loaner or a credit is open, and ClosedBefore.
    """
    account = people.locked_account(account_id)
    if account.closed_at is not None:
        raise ClosedBefore
    owing.refuse_while_open(Case.objects.filter(account=account))
    people.write_change(account, "closed", why.strip(), by=by, at=at)
    forgetting.end_all_access(account, at)
    forgetting.forget_people(Leaving.whole(account), at)
    forgetting.empty_account(account, at)
    return account
