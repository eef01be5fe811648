"""What only a demonstration asks for: a sandbox parcel moved on by hand."""

from datetime import datetime

from outbox.post import post
from rma.actions.use_case import use_case


@use_case
def move_parcel(*, tracking_number: str, at: datetime) -> None:
    """Promise to move a sandbox parcel one step; a worker does it at once."""
    key = f"sandbox.move:{tracking_number}:{at.isoformat()}"
    post("sandbox.move", key, tracking_number=tracking_number)
