"""Whom a link belongs to that somebody asked for: nobody, unless all of it fits."""

from rma.models import Account, Case, Contact, Draft, MailedLink, Unit
from rma.rules import numbers


def case_for(number: str, email: str) -> Case | None:
    """Return the return with a number, where we write about it to that address."""
    code = numbers.parse(number)
    whole = Case.objects.select_related("account", "contact", "site", "policy")
    case = whole.filter(code=code).first() if code else None
    if case is None:
        return None
    asked = email.strip().lower()
    known = {case.contact.email.lower(), case.account.email.lower()} - {""}
    return case if asked in known else None


def buyer_of(order: str, email: str) -> tuple[int, str] | None:
    """
    Return the account that made an order, and the name of who has that address.

    A contact who never signed in doesn't count: a guest becomes one by a serial alone.
    """
    asked = email.strip().lower()
    units = Unit.objects.filter(order_reference__iexact=order.strip())
    for unit in units.select_related("account").order_by("id")[:200]:
        account = unit.account
        if account is None:
            continue
        people = Contact.objects.filter(account=account, user__isnull=False)
        person = people.filter(email__iexact=asked).first()
        if person or account.email.lower() == asked:
            return account.pk, person.name if person else account.name
    return None


def is_known(email: str) -> bool:
    """Return whether we keep anything about whoever reads a mailbox."""
    asked = email.strip().lower()
    return (
        Contact.objects.filter(email__iexact=asked).exists()
        or Account.objects.filter(email__iexact=asked).exists()
        or Draft.objects.filter(email__iexact=asked).exists()
    )


def mailed_link(secret_hash: str) -> MailedLink | None:
    """Return a link that was asked for, also one that opens nothing any more."""
    whole = MailedLink.objects.select_related("case__account", "case__contact")
    return whole.filter(secret_hash=secret_hash).first()
