"""People of customers by their mailbox and their sign-in."""

from rma.models import Contact, Message, Preference


def members_of(user_id: int) -> list[Contact]:
    """Return who somebody who signs in is, at each account they belong to."""
    contacts = Contact.objects.filter(user=user_id).select_related("account", "place")
    return list(contacts.order_by("id"))


def preference_of(contact: Contact) -> Preference:
    """Return how somebody wants to be written to, or what is usual."""
    return Preference.objects.of(contact.email)


def reader_of(message: Message) -> Contact | None:
    """Return who a letter was for; None where they are nobody's any more."""
    rows = Contact.objects.filter(email=message.to.lower()).select_related("account")
    of_case = rows.filter(cases=message.case_id) if message.case_id else rows
    return of_case.first() or rows.order_by("-id").first()
