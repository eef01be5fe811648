"""Guests who want to be forgotten: asked from their mailbox, done by a person."""

from datetime import datetime

from rma.actions.use_case import Once, use_case
from rma.messages import data_letters
from rma.models import Case, Contact, Site
from rma.rules.actors import Actor
from rma.steps import forgetting, mailing, owing, people
from rma.steps.forgetting import Leaving


class NoGuest(Exception):
    """Somebody signs in, or was forgotten already: there is no guest to forget."""


@use_case
def ask_to_be_forgotten(
    *, email: str, at: datetime, once: Once | None = None
) -> list[Contact]:
    """
    Keep the wish of whoever reads a mailbox, and tell our people, once an account.

    Nothing is deleted by it: returns under way are brought to their end first. People
    who sign in are left out: they, or the owner of their account, ask on its pages.
    """
    asked = list(Contact.objects.guests_at(email).select_related("account"))
    site = Site.objects.default()
    for contact in asked:
        if contact.forgetting_asked_at is not None:
            continue
        contact.forgetting_asked_at = at
        contact.save(update_fields=["forgetting_asked_at"])
        letter = data_letters.forgetting_asked(contact)
        mailing.write_link_letter(letter, site.contact_email, at, site=site, case=None)
    return asked


@use_case
def forget_guest(
    *, contact_id: int, why: str, by: Actor, at: datetime, once: Once | None = None
) -> Contact:
    """
    Take a guest's name, addresses, letters, photos and words away, and tell them so.

    Their returns stay with units, dates and credits, as the books and the warranty
    need it; an account that was opened for them alone is closed. Raises StillOwed
    while a return of theirs, or what came of it, is open, and NoGuest.
    """
    contact = Contact.objects.select_related("account").get(pk=contact_id)
    account = people.locked_account(contact.account_id)
    if contact.user_id is not None or contact.forgotten_at is not None:
        raise NoGuest
    cases = Case.objects.filter(contact=contact)
    owing.refuse_while_open(cases)
    site = Site.objects.default()
    farewell = data_letters.forgotten(contact)
    mailing.write_link_letter(farewell, contact.email, at, site=site, case=None)
    # Nothing of theirs stands in the line about it.
    people.write_change(account, "forgotten", why.strip(), by=by, at=at)
    forgetting.void_links(cases)
    forgetting.forget_people(Leaving.one(contact), at)
    if account.is_guest and not account.contacts.filter(forgotten_at=None).exists():
        forgetting.empty_account(account, at)
    return Contact.objects.get(pk=contact.pk)
