"""What people like to have remembered: the language they read."""

from datetime import datetime

from rma.actions.use_case import use_case
from rma.models import Contact, User
from rma.rules.actors import Actor


@use_case
def prefer_language(*, user_id: int, language: str, by: Actor, at: datetime) -> None:
    """Remember somebody's language, for their pages and for what we write to them."""
    User.objects.filter(pk=user_id).update(language=language)
    Contact.objects.filter(user_id=user_id).update(language=language)
