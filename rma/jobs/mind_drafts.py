"""A return somebody began and left: a day later they are told, once only."""

from datetime import datetime, timedelta

from outbox.handlers import every
from outbox.words import DONE, Lease, Outcome, again
from rma.actions import drafting
from rma.models import Draft
from rma.models.draft import LEFT_AFTER

# What was left longer ago, somebody has done without.
_NOT_AFTER = timedelta(days=7)
_AT_ONCE = 200


@every(timedelta(hours=1), "left-drafts")
def mind_drafts(*, lease: Lease, at: datetime) -> Outcome:
    """Tell the owners of drafts left a day ago, as far as they gave an address."""
    left = Draft.objects.exclude(email="").filter(
        reminded_at=None,
        changed_at__lte=at - LEFT_AFTER,
        changed_at__gt=at - _NOT_AFTER,
        heldrequest=None,
        data__has_key="lines",
    )
    found = list(left.order_by("changed_at").values_list("pk", flat=True)[:_AT_ONCE])
    for pk in found:
        drafting.remind_of_draft(draft_id=pk, at=at)
    is_more = len(found) == _AT_ONCE
    return again(timedelta(seconds=1), counts=False) if is_more else DONE
