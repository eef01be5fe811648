"""Where a member's return leaves from: an address of their company, a press each."""

from rma.models import AccountSite, Contact
from rma.queries import account_pages
from shipping.words import Address


def usual(contact: Contact) -> Address:
    """Return where somebody works; else the account's home, else its first address."""
    if contact.place:
        return contact.place.address
    home = contact.account.address
    listed = () if home.street1 else places(contact)
    return listed[0].address if listed else home


def places(contact: Contact | None) -> list[AccountSite]:
    """Return the addresses a member may have it sent from; a guest is told none."""
    return account_pages.sites(contact.account_id) if contact else []


def named(contact: Contact | None, asked: str) -> Address | None:
    """Return the address that a press named, where it is one of the company's."""
    found = [each for each in places(contact) if str(each.pk) == asked] if asked else []
    return found[0].address if found else None
