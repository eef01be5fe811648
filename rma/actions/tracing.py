"""Links mailed on request: asked for by anybody, sent only to whom they belong."""

import uuid

from outbox.post import post
from rma.actions.use_case import use_case


@use_case
def ask_for_tracking_link(*, number: str, email: str) -> None:
    """
    Promise to look whether a return and an address belong together, and to write.

    The look is a worker's: known or not, this does the same work and says nothing.
    """
    post("trace.case", _key(), number=number[:60], email=email[:254])


@use_case
def ask_for_order_link(*, order: str, email: str) -> None:
    """Promise the same for the units of an order."""
    post("trace.order", _key(), order=order[:60], email=email[:254])


def _key() -> str:
    return f"trace:{uuid.uuid4().hex}"
