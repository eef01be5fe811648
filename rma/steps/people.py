"""People of a customer's account: who changed what, and what ends when they go."""

from datetime import datetime

from django.db.models import F

from rma.models import Account, AccountChange, Case, Contact
from rma.rules.actors import Actor


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

    Their returns go to whoever stays (`heir`): no letter of ours follows them, and no
    link is mailed to them. Links to every return are void: they may have kept any.
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
        cases.filter(contact=contact).update(contact=heir)
