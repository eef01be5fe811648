"""A parcel in trouble as its customer sees it: what happened, what we do, by when."""

from datetime import datetime, timedelta
from typing import Any

from rma.messages import trouble_words
from rma.models import ParcelTrouble
from rma.queries.gathering import Found
from rma.rules import troubles
from shipping.models import Parcel


def cards_of(found: Found, at: datetime) -> list[dict[str, Any]]:
    """Return the troubles that the customer was told of, in the words of the letter."""
    boxes = {
        box.pk: box.tracking_number
        for sort in ("parcel", "shared_parcel")
        for box in found.rows(sort, Parcel)
    }
    told = (
        row
        for row in found.rows("trouble", ParcelTrouble)
        if troubles.is_told(row.sort) and row.parcel_id in boxes
    )
    return [
        {
            **trouble_words.said(row.kind, row.direction, ""),
            "number": boxes[row.parcel_id],
            "due_at": row.due_at if row.due_at > at else None,
        }
        for row in told
    ]


def is_stale(checked_at: datetime | None, at: datetime, after: timedelta) -> bool:
    """Whether the carrier has not answered for so long that the page says so."""
    return checked_at is not None and at >= checked_at + after
