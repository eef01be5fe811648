"""The secrets of links: to a unit, to a draft, to a letter, to a request that waits."""

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing

from rma.models import Draft, HeldRequest, Message, Unit

_UNIT = "rma.unit-link"
_DRAFT = "rma.draft-link"
_LETTER = "rma.letter-link"
_HELD = "rma.held-link"
DRAFT_LINK_LASTS = timedelta(days=30)
_LONGEST = 400


def unit_token(unit: Unit) -> str:
    """Return the token that begins a return of a unit; good as long as the unit."""
    return str(signing.Signer(salt=_UNIT).sign_object(unit.pk))


def unit_of(token: str) -> Unit | None:
    """Return the unit that a token names, or None for a wrong one."""
    try:
        pk = signing.Signer(salt=_UNIT).unsign_object(token[:_LONGEST])
    except (signing.BadSignature, ValueError):
        return None
    return Unit.objects.select_related("product", "account").filter(pk=pk).first()


def draft_token(draft: Draft) -> str:
    """Return the token under which a draft goes on, once and within a month."""
    return signing.dumps([draft.pk, draft.secret_hash[:16]], salt=_DRAFT)


@dataclass(frozen=True, slots=True)
class DraftLink:
    """Hold the draft that a link of ours names, and what became of both."""

    draft: Draft
    is_used: bool
    is_too_old: bool

    @property
    def number(self) -> str:
        """Return the number of the return that came of it, empty before that."""
        return str(self.draft.data.get("done") or "")

    @property
    def is_open(self) -> bool:
        """Whether the draft goes on by it."""
        return not (self.is_used or self.is_too_old or self.draft.data.get("done"))


def draft_link(token: str) -> DraftLink | None:
    """Return what a link to a draft is worth; None where it names none."""
    told = token[:_LONGEST]
    try:
        pk, begins = signing.loads(told, salt=_DRAFT)
    except (signing.BadSignature, ValueError):
        return None
    draft = Draft.objects.filter(pk=pk).first() if begins else None
    if draft is None or not {"lines", "done"} & draft.data.keys():
        return None
    is_used = not draft.secret_hash.startswith(begins)
    return DraftLink(draft, is_used, _is_too_old(told))


def _is_too_old(token: str) -> bool:
    try:
        signing.loads(token, salt=_DRAFT, max_age=DRAFT_LINK_LASTS)
    except signing.SignatureExpired:
        return True
    return False


def letter_token(message: Message) -> str:
    """Return the token by which the reader of a letter says they want no more such."""
    return str(signing.Signer(salt=_LETTER).sign_object(message.pk))


def letter_named(token: str) -> Message | None:
    """Return the letter that a token names, or None for a wrong one."""
    try:
        pk = signing.Signer(salt=_LETTER).unsign_object(token[:_LONGEST])
    except (signing.BadSignature, ValueError):
        return None
    return Message.objects.filter(pk=pk).first()


def held_token(row: HeldRequest) -> str:
    """Return the token that shows how a request stands, and opens nothing else."""
    return str(signing.Signer(salt=_HELD).sign_object(row.pk))


def held_named(token: str) -> HeldRequest | None:
    """Return the request that a token names, or None for a wrong one."""
    try:
        pk = signing.Signer(salt=_HELD).unsign_object(token[:_LONGEST])
    except (signing.BadSignature, ValueError):
        return None
    return HeldRequest.objects.select_related("case").filter(pk=pk).first()
