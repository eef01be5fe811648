"""What does not agree about labels: listed once, owned, closed with a reason."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from shipping.models import LabelDifference, LabelPurchase
from shipping.models.label_difference import DifferenceKind

# Who closes a difference that the next match no longer finds, or mended at once.
OURSELVES = "Returnwell"


class NotOpen(Exception):
    """Somebody has closed this difference already."""


def note(
    kind: DifferenceKind,
    subject: str,
    detail: str,
    *,
    at: datetime,
    purchase: LabelPurchase | None = None,
    owner: str = "",
) -> LabelDifference:
    """List a difference, or say of a listed one that it is still there."""
    with transaction.atomic():
        row, is_new = LabelDifference.objects.open().get_or_create(
            kind=kind.value,
            subject=subject[:80],
            closed_at=None,
            defaults={
                "purchase": purchase,
                "detail": detail[:300],
                "owner": owner[:120],
                "found_at": at,
                "seen_at": at,
            },
        )
        if not is_new:
            row.seen_at, row.detail = at, detail[:300]
            row.owner = row.owner or owner[:120]
            row.save(update_fields=["seen_at", "detail", "owner"])
    return row


def note_mended(
    kind: DifferenceKind,
    subject: str,
    detail: str,
    *,
    how: str,
    at: datetime,
    purchase: LabelPurchase | None = None,
) -> None:
    """Keep a difference that was put right by itself, for whoever asks later."""
    row = note(kind, subject, detail, at=at, purchase=purchase)
    _close([row.pk], by=OURSELVES, reason=how, at=at)


def forget(kinds: Iterable[DifferenceKind], *, seen_before: datetime) -> int:
    """Close what the match that began at a moment did not find any more."""
    gone = LabelDifference.objects.open().filter(
        kind__in=[kind.value for kind in kinds], seen_at__lt=seen_before
    )
    ids = list(gone.values_list("pk", flat=True))
    return _close(ids, by=OURSELVES, reason="No longer there.", at=seen_before)


def explain(kind: DifferenceKind, subject: str, *, why: str, at: datetime) -> None:
    """Close a difference, if it is listed, because its cause has ended."""
    rows = LabelDifference.objects.open().filter(kind=kind.value, subject=subject[:80])
    ids = list(rows.values_list("pk", flat=True))
    _close(ids, by=OURSELVES, reason=why, at=at)


def take(*, difference_id: int, owner: str) -> LabelDifference:
    """
    Give a difference an owner.

    Raises NotOpen where it is closed.
    """
    rows = LabelDifference.objects.open().filter(pk=difference_id)
    if not rows.update(owner=owner[:120]):
        raise NotOpen(difference_id)
    return LabelDifference.objects.get(pk=difference_id)


def close(*, difference_id: int, by: str, reason: str, at: datetime) -> LabelDifference:
    """
    Close a difference for a reason.

    Raises NotOpen where it is closed.
    """
    if not _close([difference_id], by=by, reason=reason, at=at):
        raise NotOpen(difference_id)
    return LabelDifference.objects.get(pk=difference_id)


def _close(ids: list[int], *, by: str, reason: str, at: datetime) -> int:
    rows = LabelDifference.objects.filter(pk__in=ids, closed_at=None)
    return rows.update(closed_at=at, closed_by=by[:120], close_reason=reason[:300])
