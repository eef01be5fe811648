"""A month after the end of a return, its customer is asked how it goes."""

from datetime import datetime, timedelta

from django.db import transaction

from outbox.handlers import every, handler
from outbox.post import Posting, post_many
from outbox.words import DONE, Lease, Outcome
from rma.actions import following_up
from rma.models import Case
from rma.rules.actors import SYSTEM
from rma.rules.check_in import ASKED_AFTER, NOT_ASKED_AFTER
from rma.rules.words import CaseStatus

_AT_ONCE = 200


@every(timedelta(hours=1), "check-ins")
def look_in(*, lease: Lease, at: datetime) -> Outcome:
    """Post the question for each return that ended a month ago."""
    ended = Case.objects.filter(
        status=CaseStatus.CLOSED,
        closed_at__lte=at - ASKED_AFTER,
        closed_at__gt=at - NOT_ASKED_AFTER,
        check_in=None,
    )
    some = ended.order_by("closed_at").values_list("pk", flat=True)[:_AT_ONCE]
    with transaction.atomic():
        post_many(
            Posting("case.look-in", f"case.look-in:{pk}", {"case_id": pk})
            for pk in some
        )
    return DONE


@handler("case.look-in")
def ask_how_it_goes(*, case_id: int, lease: Lease, at: datetime) -> Outcome:
    """Ask one customer, unless they told us already."""
    following_up.ask_how_it_goes(case=case_id, by=SYSTEM, at=at, lease=lease)
    return DONE
