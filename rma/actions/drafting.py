"""Keeping what somebody typed so far, until a return comes of it."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import F

from rma.actions.use_case import use_case
from rma.messages import link_letter
from rma.models import (
    Draft,
    HeldRequest,
    KnownFix,
    Message,
    Preference,
    Site,
    Upload,
)
from rma.steps import mailing


@use_case
def keep_draft(
    *,
    secret_hash: str,
    data: dict[str, Any],
    email: str,
    at: datetime,
    language: str = "",
) -> Draft:
    """Keep a draft as it stands now, written at first or over what was there."""
    told = {"data": data, "email": email[:254], "language": language}
    draft, _made = Draft.objects.update_or_create(
        secret_hash=secret_hash,
        defaults={**told, "changed_at": at},
        create_defaults={**told, "changed_at": at, "created_at": at},
    )
    return draft


@use_case
def remind_of_draft(*, draft_id: int, at: datetime) -> Message | None:
    """
    Tell whoever began a return that it waits for them: once, and once a month at most.

    Nothing is written where they went on with it, asked an approver, or want no letters
    of this kind.
    """
    draft = Draft.objects.select_for_update().filter(pk=draft_id).first()
    if draft is None or not draft.is_left(at) or HeldRequest.of_draft(draft):
        return None
    draft.reminded_at = at
    draft.save(update_fields=["reminded_at"])
    lately = Message.objects.filter(
        to=draft.email.strip().lower(),
        letter=link_letter.DRAFT_LEFT,
        created_at__gt=at - _NOT_AGAIN_WITHIN,
    )
    if lately.exists() or not Preference.objects.of(draft.email).takes_optional:
        return None
    letter = link_letter.draft_left_letter(draft)
    site = Site.objects.default()
    return mailing.write_link_letter(letter, draft.email, at, site=site, case=None)


_NOT_AGAIN_WITHIN = timedelta(days=30)


@use_case
def finish_draft(*, secret_hash: str, code: str, at: datetime) -> None:
    """Forget what a draft held but for the return that came of it."""
    Draft.objects.filter(secret_hash=secret_hash).update(
        data={"done": code}, email="", changed_at=at
    )


@use_case
def take_as_solved(
    *, secret_hash: str, key: str, fix_id: int, at: datetime
) -> Draft | None:
    """
    Take a unit off a draft because a known fix helped, and count that once.

    Returns the draft as it is now; None where the unit is not on it any more.
    """
    draft = Draft.objects.select_for_update().filter(secret_hash=secret_hash).first()
    lines = draft.data.get("lines", []) if draft else []
    rest = [line for line in lines if line.get("key") != key]
    if draft is None or len(rest) == len(lines):
        return None
    if not KnownFix.objects.filter(pk=fix_id).update(solved=F("solved") + 1):
        return None
    draft.data["lines"] = rest
    draft.changed_at = at
    draft.save(update_fields=["data", "changed_at"])
    if not rest:
        Upload.objects.filter(draft=draft).delete()
    return draft


@use_case
def move_draft(*, draft_id: int, was: str, secret_hash: str, at: datetime) -> bool:
    """
    Give a draft to another browser; the one before it loses it.

    `was` is the hash that the link was made for: a link pressed twice moves it once.
    """
    found = Draft.objects.filter(pk=draft_id, secret_hash=was)
    return bool(found.update(secret_hash=secret_hash, changed_at=at))
