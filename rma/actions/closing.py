"""An account that its owner wants closed: asked, told to us, or taken back."""

from datetime import datetime

from rma.actions.use_case import Once, use_case
from rma.messages import member_letters
from rma.models import Account, Site
from rma.rules.actors import Actor
from rma.steps import mailing, people


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
