"""What its customer changes on a return before it is carried out: remedy, address."""

from datetime import datetime

from rma.actions.use_case import Once, use_case
from rma.models import Case, CaseLine, CaseRef
from rma.queries import changes, places
from rma.rules.actors import Actor
from rma.rules.changing import DeliveryChanged, RemedyChanged
from rma.rules.members import MemberRole
from rma.rules.words import N_, Decision, Wish
from rma.steps import (
    asking_alone,
    beginning,
    delivering,
    label_inside,
    replanning,
    settling,
)
from shipping.words import Address

_CHOSEN = N_("You chose another remedy.")


class NotChangeable(Exception):
    """It was begun, or has a price that a person agrees with the customer first."""


class TermsNotAccepted(Exception):
    """A replacement that ships first needs its terms accepted."""


class NeedsPerson(Exception):
    """A person looks at this address first."""


@use_case
def change_remedy(
    *,
    case: CaseRef,
    position: int,
    wish: Wish,
    is_trusted: bool,
    by: Actor,
    at: datetime,
    is_accepted: bool = False,
    address: str | None = None,
    asked_as: MemberRole = MemberRole.REQUESTER,
    once: Once | None = None,
) -> Case:
    """
    Let a line be put right another way, by the same rules, prices and terms.

    Its dates move with the reason. Choosing what is chosen changes nothing.
    `is_trusted` says that whoever asks has signed in as the account, or is one of us;
    who came by a link gets no new unit sent ahead, nor to a place not on file. Raises
    NotChangeable, TermsNotAccepted, NoSuchLine, and asking_alone.NeedsApproval where
    the company lets nobody in this role ask for a swap.
    """
    locked = Case.objects.locked(case)
    lines = CaseLine.objects.of(locked)
    line = next((each for each in lines if each.position == position), None)
    if line is None:
        raise settling.NoSuchLine(str(position))
    before = Wish(line.wish)
    if before is wish:
        return locked
    found = changes.changeable(locked, line, is_trusted=is_trusted)
    is_asked = locked.is_awaiting_customer or not locked.is_open
    if is_asked or wish not in found.wishes:
        raise NotChangeable
    is_swap = wish is Wish.ADVANCE_REPLACEMENT
    if is_swap and not is_accepted:
        raise TermsNotAccepted
    if is_swap:
        asking_alone.refuse_swap(locked.account, asked_as)
    settling.call_off_swap(locked, line, at=at)
    fallback = found.judgement.maker_fallback if wish is Wish.REPAIR else None
    line.wish, line.maker_fallback = wish, fallback or ""
    line.is_advance = is_swap
    line.save()
    if line.decision == Decision.APPROVED:
        _go_on(locked, lines, line, by=by, address=address, at=at)
    fact = RemedyChanged(line=line.position, before=before, after=wish)
    locked.record(fact, lines=settling.sums_of(lines), at=at, by=by)
    return locked


def _go_on(
    case: Case,
    lines: list[CaseLine],
    line: CaseLine,
    *,
    by: Actor,
    address: str | None,
    at: datetime,
) -> None:
    """Have the new unit leave first where that was chosen, and date the rest."""
    if line.is_advance:
        beginning.open_swaps(
            case,
            [line],
            at,
            accepted_by=by.label,
            accepted_from=address,
            box_code=label_inside.lay_in(case, lines),
        )
        replanning.plan_swap(case, at)
    replanning.date_remedy(case, lines, why=_CHOSEN, at=at)


@use_case
def change_delivery(
    *,
    case: CaseRef,
    address: Address,
    is_trusted: bool,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """
    Let what we send go to another address in the same country, before it is packed.

    `is_trusted` says that whoever asks has signed in as the account, or is one of
    us; others may only choose the address on file. Raises NotChangeable once a
    parcel to the customer has its label, and NeedsPerson.
    """
    locked = Case.objects.locked(case)
    if not locked.is_open or delivering.is_addressed(locked):
        raise NotChangeable
    if not delivering.may_go_to(locked, address, is_trusted=is_trusted):
        raise NeedsPerson
    lines = CaseLine.objects.of(locked)
    if places.is_same(locked.recipient, address):
        return locked
    locked.deliver_to = address.as_dict()
    fact = DeliveryChanged(city=address.city, country=address.country)
    locked.record(fact, lines=settling.sums_of(lines), at=at, by=by)
    return locked
