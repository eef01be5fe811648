"""Keeping the table of where what comes back goes."""

from collections.abc import Mapping
from datetime import datetime

from rma.actions.use_case import Once, use_case
from rma.models import Destination
from rma.rules.actors import Actor


@use_case
def keep_destination(
    *,
    values: Mapping[str, object],
    by: Actor,
    at: datetime,
    destination_id: int | None = None,
    once: Once | None = None,
) -> Destination:
    """Write a destination, a new one where none is named; legs planned stay so."""
    row = (
        Destination.objects.get(pk=destination_id)
        if destination_id is not None
        else Destination()
    )
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return row
