"""Links mailed on request: asked for by anybody, sent only to whom they belong."""

import uuid
from datetime import datetime

from outbox.post import post
from outbox.words import Lease
from rma.actions.use_case import use_case
from rma.messages import link_letter
from rma.models import Draft, Message, Site
from rma.queries import asked_links
from rma.steps import mailing


@use_case
def ask_for_tracking_link(*, number: str, email: str, language: str = "") -> None:
    """
    Promise to look whether a return and an address belong together, and to write.

    The look is a worker's: known or not, this does the same work and says nothing.
    """
    number, email = number[:60], email[:254]
    post("trace.case", _key(), number=number, email=email, language=language)


@use_case
def ask_for_order_link(*, order: str, email: str, language: str = "") -> None:
    """Promise the same for the units of an order."""
    order, email = order[:60], email[:254]
    post("trace.order", _key(), order=order, email=email, language=language)


@use_case
def ask_for_draft_link(*, draft_id: int, email: str, language: str = "") -> None:
    """Promise to mail the link under which a draft goes on somewhere else."""
    post("trace.draft", _key(), draft_id=draft_id, email=email[:254], language=language)


@use_case
def send_draft_link(
    *,
    draft_id: int,
    email: str,
    at: datetime,
    language: str = "",
    lease: Lease | None = None,
) -> Message | None:
    """Write the letter with the link to a draft, unless it has ended meanwhile."""
    draft = Draft.objects.filter(pk=draft_id, data__has_key="lines").first()
    written = None
    if draft is not None:
        letter = link_letter.draft_letter(draft, language=language)
        written = mailing.write_link_letter(
            letter, email, at, site=Site.objects.default(), case=None
        )
    if lease:
        lease.finish()
    return written


@use_case
def send_tracking_link(
    *,
    number: str,
    email: str,
    at: datetime,
    language: str = "",
    lease: Lease | None = None,
) -> Message | None:
    """Write the letter with the link, where number and address belong together."""
    case = asked_links.case_for(number, email)
    written = None
    if case is not None:
        letter = link_letter.tracking_letter(case, language=language)
        written = mailing.write_link_letter(
            letter, email, at, site=case.site, case=case
        )
    if lease:
        lease.finish()
    return written


@use_case
def send_order_link(
    *,
    order: str,
    email: str,
    at: datetime,
    language: str = "",
    lease: Lease | None = None,
) -> Message | None:
    """Write the letter with the link to an order's units, where it is theirs."""
    buyer = asked_links.buyer_of(order, email)
    written = None
    if buyer is not None:
        account_id, name = buyer
        letter = link_letter.order_letter(
            order=order, account_id=account_id, name=name, language=language
        )
        written = mailing.write_link_letter(
            letter, email, at, site=Site.objects.default(), case=None
        )
    if lease:
        lease.finish()
    return written


def _key() -> str:
    return f"trace:{uuid.uuid4().hex}"
