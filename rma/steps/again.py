"""What failed again, asked for anew: everything known is carried over."""

from collections.abc import Collection
from datetime import datetime

from rma.models import Case, CaseLine, CheckIn, Contact
from rma.queries import afterwards
from rma.rules.actors import Actor
from rma.rules.check_in import Ended, Feeling
from rma.rules.facts import CheckInAnswered, Fact, FailedAgain
from rma.rules.members import MemberRole
from rma.rules.words import HandOver, Reason, Wish
from rma.steps import settling
from rma.steps.requests import LineRequest, ReturnRequest


class NothingBack(Exception):
    """None of the units named went back to the customer, or the return still runs."""


def request_of(old: Case, positions: Collection[int], words: str) -> ReturnRequest:
    """
    Return what is asked for where units that were put right failed again.

    Who, where, whose at our desk, how it is handed over and what was told before stay
    as they were. Raises NothingBack.
    """
    failed = [each for each in afterwards.units_back(old) if each.position in positions]
    if old.is_open or not failed:
        raise NothingBack
    before = {line.position: line for line in CaseLine.objects.of(old)}
    return ReturnRequest(
        contact_name=old.contact.name,
        contact_email=old.contact.email,
        contact_phone=old.contact.phone,
        ship_from=old.recipient,
        deliver_to=None,
        end_customer=old.end_customer,
        lines=tuple(_line(each, before[each.position], words) for each in failed),
        channel="again",
        account_id=old.account_id,
        hand_over=HandOver(old.hand_over),
        purchase_order=old.purchase_order,
        reference=old.reference,
        owner_id=old.owner_id,
        follows_id=old.pk,
        follows=old.number,
        asked_as=_role_of(old.contact),
        asked_by_guest=not old.contact.user_id,
    )


def note(old: Case, new: Case, words: str, *, by: Actor, at: datetime) -> None:
    """Write on the return that ended which one follows it."""
    keep(old, Feeling.FAILED, words, at)
    record(old, FailedAgain(number=new.number), at, by)


def answered(case: Case, feeling: Feeling, words: str, at: datetime, by: Actor) -> None:
    """Write how it goes; a later answer stands, and the history keeps both."""
    keep(case, feeling, words, at)
    record(case, CheckInAnswered(answer=feeling, words=words.strip()), at, by)


def keep(case: Case, feeling: Feeling, words: str, at: datetime) -> None:
    """Keep the answer that stands."""
    CheckIn.objects.update_or_create(
        case=case,
        defaults={
            "answer": feeling.value,
            "words": words.strip(),
            "answered_at": at,
        },
    )


def record(case: Case, fact: Fact, at: datetime, by: Actor) -> None:
    """Write one fact of a return that ended."""
    lines = settling.sums_of(CaseLine.objects.of(case))
    case.record(fact, lines=lines, at=at, by=by)


def _role_of(contact: Contact) -> MemberRole | None:
    """Return the role of whoever the return is of, where they belong to a company."""
    return MemberRole(contact.role) if contact.user_id else None


def _line(ended: Ended, before: CaseLine, words: str) -> LineRequest:
    # A swap has terms that somebody must read and accept first.
    wanted = Wish(before.wish)
    if wanted is Wish.ADVANCE_REPLACEMENT:
        wanted = Wish.REPLACEMENT
    return LineRequest(
        reason=Reason.DEFECTIVE,
        wish=wanted,
        description=words.strip() or before.description,
        impact=before.impact,
        serial=ended.serial,
        sku="" if ended.serial else ended.sku,
        quantity=1 if ended.serial else ended.quantity,
    )
