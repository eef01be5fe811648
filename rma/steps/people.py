"""People of a customer's account: who changed what, and what ends when they go."""

from datetime import datetime

from django.db.models import F

from rma.models import Account, AccountChange, Case, Contact
from rma.rules.actors import Actor
from rma.rules.words import OPEN_STATUSES


def locked_account(account_id: int) -> Account:
    """Return an account that nobody else changes meanwhile; it queues its people."""
    return Account.objects.select_for_update().get(pk=account_id)


def write_change(
    account: Account, what: str, about: str, *, by: Actor, at: datetime
) -> AccountChange:
    """Write down what was changed about an account."""
    return AccountChange.objects.create(
        account=account, at=at, by=by.label[:120], what=what, about=about[:254]
    )


def end_access(contact: Contact, heir: Contact | None) -> None:
    """
    Take somebody's sign-in away, and all they could still open by a link.

    Their open returns go to whoever stays (`heir`), so that no letter of ours follows
    them. Links to every return of the account are void: they may have kept any.
    """
    user = contact.user
    contact.user = None
    contact.save(update_fields=["user"])
    if user and not user.is_staff and not user.contacts.exists():
        user.is_active = False
        user.save(update_fields=["is_active"])
    cases = Case.objects.filter(account=contact.account)
    cases.update(tracking_version=F("tracking_version") + 1)
    if heir is not None:
        theirs = cases.filter(contact=contact, status__in=OPEN_STATUSES)
        theirs.update(contact=heir)
