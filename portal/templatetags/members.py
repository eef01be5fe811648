"""How pages about a customer's people say what was changed."""

from django import template
from django.utils.translation import gettext as _

from portal import account_words
from rma.models import AccountChange

register = template.Library()


@register.simple_tag
def account_change(row: AccountChange) -> str:
    """Return a change in a few words; who made it stands before."""
    words = str(account_words.CHANGES.get(row.what, "%(about)s"))
    return words % {"about": row.about}


@register.filter
def in_words(text: str) -> str:
    """Return a stored sentence of ours in the reader's language."""
    return _(text) if text else ""
