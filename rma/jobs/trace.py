"""Links that were asked for: looked up by a worker, mailed to their owner only."""

from datetime import datetime

from outbox.handlers import handler
from outbox.words import DONE, Lease, Outcome
from rma.actions import tracing


@handler("trace.case")
def trace_case(
    *,
    number: str,
    email: str,
    lease: Lease,
    at: datetime,
    language: str = "",
    is_lasting: bool = False,
) -> Outcome:
    """Mail the link to a return, if the address is one we write to about it."""
    tracing.send_tracking_link(
        number=number,
        email=email,
        language=language,
        is_lasting=is_lasting,
        at=at,
        lease=lease,
    )
    return DONE


@handler("trace.order")
def trace_order(
    *, order: str, email: str, lease: Lease, at: datetime, language: str = ""
) -> Outcome:
    """Mail the link to an order's units, if the address is the buyer's."""
    tracing.send_order_link(
        order=order, email=email, language=language, at=at, lease=lease
    )
    return DONE


@handler("trace.data")
def trace_data(
    *, email: str, lease: Lease, at: datetime, language: str = ""
) -> Outcome:
    """Mail the link to what we keep about a mailbox, if we keep anything."""
    tracing.send_data_link(email=email, language=language, at=at, lease=lease)
    return DONE


@handler("trace.draft")
def trace_draft(
    *, draft_id: int, email: str, lease: Lease, at: datetime, language: str = ""
) -> Outcome:
    """Mail the link to a draft to the address that was typed with it."""
    tracing.send_draft_link(
        draft_id=draft_id, email=email, language=language, at=at, lease=lease
    )
    return DONE
