"""What speaks for a claim has changed: its packet and its ZIP are made anew."""

from datetime import datetime

from outbox.post import Id, Posting, post_many
from rma.models import VendorClaim


def changed(*, case_id: int, key: str, at: datetime) -> None:
    """Have the papers of a case's complete claims made anew; none: nothing to do."""
    if VendorClaim.objects.complete().filter(line__case=case_id).exists():
        ids: dict[str, Id] = {"case_id": case_id, "kind": "claim_packet"}
        post_many([Posting("draw", f"draw:{key}:claim_packet", ids, at)])
