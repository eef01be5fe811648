"""What people of a company asked for and an approver decides on, as they see it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from rma.models import Contact, HeldRequest
from rma.queries import keyset
from rma.queries.keyset import Slice
from rma.rules.members import DECIDERS, MemberRole

# Beside the returns stand so many, and a no for so long.
_BESIDE = 5
_NO_IS_NEWS_FOR = timedelta(days=14)
_STATES = {
    "waiting": Q(decided_at=None),
    "approved": Q(case__isnull=False),
    "declined": Q(decided_at__isnull=False, case=None),
}


@dataclass(frozen=True, slots=True)
class WantedRequests:
    """Say which requests of a company are wanted."""

    is_mine: bool = False
    state: str = ""
    after: str = ""


def may_be_seen_by(reader: Contact, row: HeldRequest) -> bool:
    """Return whether a request is somebody's own, or theirs to decide on."""
    is_of_theirs = reader.account_id == row.account_id
    is_own = reader.pk == row.contact_id
    return is_of_theirs and (is_own or MemberRole(reader.role) in DECIDERS)


def requests(reader: Contact, wanted: WantedRequests) -> Slice[HeldRequest]:
    """Return a page of the requests somebody may see, the newest first."""
    rows = _seen_by(reader, is_mine=wanted.is_mine)
    if wanted.state in _STATES:
        rows = rows.filter(_STATES[wanted.state])
    return keyset.newest(rows, wanted.after)


def beside_returns(
    reader: Contact, *, is_mine: bool, at: datetime
) -> Slice[HeldRequest]:
    """Return what waits for a yes and what got a no lately, the newest of it."""
    is_news = _STATES["declined"] & Q(decided_at__gt=at - _NO_IS_NEWS_FOR)
    rows = _seen_by(reader, is_mine=is_mine)
    return keyset.newest(rows.filter(_STATES["waiting"] | is_news), "", limit=_BESIDE)


def deciders(account_id: int) -> list[Contact]:
    """Return whose yes a request of a company waits for: approvers, else owners."""
    rows = Contact.objects.members().filter(
        account_id=account_id, role__in=[role.value for role in DECIDERS]
    )
    people = list(rows.select_related("account", "user").order_by("name", "id"))
    approvers = [each for each in people if each.role == MemberRole.APPROVER]
    return approvers or people


def _seen_by(reader: Contact, *, is_mine: bool) -> QuerySet[HeldRequest]:
    rows = HeldRequest.objects.filter(account_id=reader.account_id)
    if is_mine or MemberRole(reader.role) not in DECIDERS:
        rows = rows.filter(contact=reader)
    return rows.select_related("contact", "case")
