"""Keeping what somebody typed so far, until a return comes of it."""

from datetime import datetime
from typing import Any

from rma.actions.use_case import use_case
from rma.models import Draft


@use_case
def keep_draft(
    *, secret_hash: str, data: dict[str, Any], email: str, at: datetime
) -> Draft:
    """Keep a draft as it stands now, written at first or over what was there."""
    draft, _made = Draft.objects.update_or_create(
        secret_hash=secret_hash,
        defaults={"data": data, "email": email[:254], "changed_at": at},
        create_defaults={
            "data": data,
            "email": email[:254],
            "changed_at": at,
            "created_at": at,
        },
    )
    return draft


@use_case
def finish_draft(*, secret_hash: str, code: str, at: datetime) -> None:
    """Forget what a draft held but for the return that came of it."""
    Draft.objects.filter(secret_hash=secret_hash).update(
        data={"done": code}, email="", changed_at=at
    )
