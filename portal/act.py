"""One act of a form: sent once, done by one use case, refused in its place."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext

from portal import access
from portal.once import OnceForm
from rma.actions.use_case import Once
from rma.rules.actors import Actor


def _plain(refusal: Exception) -> dict[str, Any]:
    return {"what": str(refusal)}


@dataclass(frozen=True, slots=True)
class Refusals:
    """
    Say what people read where an act is refused.

    Each exception has the field it belongs to (or none) and a sentence; words in
    braces are the exception's own attributes, and those that `named` adds.
    """

    table: Mapping[type[Exception], tuple[str, Any]]
    named: Callable[[Exception], dict[str, Any]] = _plain

    @property
    def known(self) -> tuple[type[Exception], ...]:
        """Return what is refused with a sentence; anything else is a fault of ours."""
        return tuple(self.table)

    def said(self, refusal: Exception) -> tuple[str, str]:
        """Return the field a refusal belongs to (or none) and what to say."""
        kind = next(kind for kind in type(refusal).__mro__ if kind in self.table)
        name, sentence = self.table[kind]
        facts = getattr(refusal, "__dict__", {}) | self.named(refusal)
        return name, gettext(sentence).format(**facts)


class Signed(TypedDict):
    """Hold what every use case is told beside its own words."""

    by: Actor
    at: datetime
    once: Once


def signed(request: HttpRequest, form: OnceForm) -> Signed:
    """Return who acts, now, and that this sending of a valid form counts once."""
    return Signed(
        by=access.actor(request),
        at=timezone.now(),
        once=form.sent(request, access.principal(request)),
    )


def tried(form: OnceForm, deed: Callable[[], object], refusals: Refusals) -> bool:
    """Do the deed of a valid form; where it is refused the form says why, in place."""
    if not form.is_valid():
        return False
    try:
        deed()
    except refusals.known as refusal:
        name, words = refusals.said(refusal)
        form.add_error(name if name in form.fields else None, words)
        return False
    return True
