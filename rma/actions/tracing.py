"""Links mailed on request: asked for by anybody, sent only to whom they belong."""

import uuid
from datetime import datetime

from outbox.post import post
from outbox.words import Lease
from rma.actions.use_case import use_case
from rma.messages import data_letters, link_letter
from rma.models import Draft, MailedLink, Message, Site
from rma.queries import asked_links
from rma.rules.scopes import hash_of
from rma.steps import links_asked, mailing


class LinkSpent(Exception):
    """The link was used, is older than half an hour, or was never made."""


@use_case
def ask_for_tracking_link(
    *, number: str, email: str, language: str = "", is_lasting: bool = False
) -> None:
    """
    Promise to look whether a return and an address belong together, and to write.

    The look is a worker's: known or not, this does the same work and says nothing.
    What a stranger may have asked for opens once and soon; of the desk it lasts.
    """
    number, email = number[:60], email[:254]
    post(
        "trace.case",
        _key(),
        number=number,
        email=email,
        language=language,
        is_lasting=is_lasting,
    )


@use_case
def open_mailed_link(*, secret: str, at: datetime) -> MailedLink:
    """Spend a link: of two who press at once, one gets in. Raises LinkSpent."""
    links = MailedLink.objects.open(at).filter(secret_hash=hash_of(secret))
    if links.update(used_at=at) != 1:
        raise LinkSpent
    whole = MailedLink.objects.select_related("case__account", "case__contact")
    return whole.get(secret_hash=hash_of(secret))


@use_case
def ask_for_order_link(*, order: str, email: str, language: str = "") -> None:
    """Promise the same for the units of an order."""
    order, email = order[:60], email[:254]
    post("trace.order", _key(), order=order, email=email, language=language)


@use_case
def ask_for_data_link(*, email: str, language: str = "") -> None:
    """Promise to look whether we know a mailbox, and to write to it if we do."""
    post("trace.data", _key(), email=email[:254], language=language)


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
    is_lasting: bool = False,
    lease: Lease | None = None,
) -> Message | None:
    """
    Write the letter with the link, where number and address belong together.

    After the fifth within an hour nothing more is written; what was mailed works on.
    """
    case = asked_links.case_for(number, email)
    written = None
    secret = ""
    if case and not is_lasting:
        secret = links_asked.mint_for_asker(at, case=case)
    if case is not None and (secret or is_lasting):
        letter = link_letter.tracking_letter(case, secret=secret, language=language)
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
    secret = ""
    if buyer:
        secret = links_asked.mint_for_asker(at, order=order, account_id=buyer[0])
    if buyer and secret:
        letter = link_letter.order_letter(
            secret=secret, name=buyer[1], language=language
        )
        written = mailing.write_link_letter(
            letter, email, at, site=Site.objects.default(), case=None
        )
    if lease:
        lease.finish()
    return written


@use_case
def send_data_link(
    *, email: str, at: datetime, language: str = "", lease: Lease | None = None
) -> Message | None:
    """Write the letter with the link to what we keep about a mailbox we know."""
    email = email.strip().lower()
    written = None
    secret = ""
    if asked_links.is_known(email):
        secret = links_asked.mint_for_asker(at, email=email)
    if secret:
        letter = data_letters.data_link(secret, language=language)
        written = mailing.write_link_letter(
            letter, email, at, site=Site.objects.default(), case=None
        )
    if lease:
        lease.finish()
    return written


def _key() -> str:
    return f"trace:{uuid.uuid4().hex}"
