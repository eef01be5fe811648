"""Returns that came to their end during the year, each kind told once."""

from collections.abc import Callable

from rma.actions import approval, cancelling
from rma.demo.makers import file_claim, hear_answer, open_claims
from rma.demo.stock import Shelf
from rma.demo.teller import Teller
from rma.rules.actors import SYSTEM
from rma.rules.words import (
    ClaimStatus,
    Decision,
    Finding,
    Grade,
    HandOver,
    Reason,
    ResolutionKind,
    Role,
    Wish,
)
from shipping.words import Direction, ParcelState

Story = Callable[[Teller, Shelf], None]
_ANSWERS = (
    (ClaimStatus.APPROVED, 100),
    (ClaimStatus.APPROVED, 100),
    (ClaimStatus.APPROVED, 100),
    (ClaimStatus.PARTLY, 60),
    (ClaimStatus.DENIED, 0),
)


def bring_in(tell: Teller) -> None:
    """Let the parcel come, and take it in at the dock."""
    tell.travel(Direction.IN, until=ParcelState.DELIVERED)
    tell.next_workday()
    tell.receive()


def send_out(tell: Teller) -> None:
    """Pack what waits, and let it arrive."""
    tell.next_workday()
    tell.ship()
    tell.travel(Direction.OUT, until=ParcelState.DELIVERED)


def recover(tell: Teller) -> None:
    """File with the maker what can be filed, and hear what they say."""
    for claim in open_claims(tell):
        tell.next_workday(3)
        file_claim(tell, claim)
        tell.wait(tell.chance.randint(8, 20))
        outcome, share = tell.chance.choice(_ANSWERS)
        hear_answer(tell, claim, outcome, share)


def is_replaced(tell: Teller, shelf: Shelf) -> None:
    """Tell of a unit that failed, came back and was replaced."""
    tell.open([shelf.take(tell.at.date())])
    bring_in(tell)
    (line,) = tell.lines()
    tell.next_workday()
    tell.inspect(line, Finding.FAULT_CONFIRMED, Grade.C)
    tell.resolve(line, ResolutionKind.REPLACEMENT)
    send_out(tell)
    recover(tell)


def is_credited(tell: Teller, shelf: Shelf) -> None:
    """Tell of a unit that failed and was credited."""
    tell.open([shelf.take(tell.at.date())], wish=Wish.CREDIT)
    bring_in(tell)
    (line,) = tell.lines()
    tell.next_workday()
    tell.inspect(line, Finding.FAULT_CONFIRMED, Grade.C)
    tell.resolve(line, ResolutionKind.CREDIT)
    recover(tell)


def is_repaired(tell: Teller, shelf: Shelf) -> None:
    """Tell of a unit that was repaired here and went back."""
    tell.open([shelf.take(tell.at.date())], wish=Wish.REPAIR)
    bring_in(tell)
    (line,) = tell.lines()
    tell.inspect(line, Finding.FAULT_CONFIRMED, Grade.B)
    tell.resolve(line, ResolutionKind.REPAIR)
    tell.next_workday(5)
    send_out(tell)
    recover(tell)


def has_no_fault(tell: Teller, shelf: Shelf) -> None:
    """Tell of a unit that worked when we looked, and went back."""
    tell.open([shelf.take(tell.at.date())])
    bring_in(tell)
    (line,) = tell.lines()
    tell.next_workday()
    tell.inspect(line, Finding.NO_FAULT_FOUND, Grade.A)
    tell.resolve(line, ResolutionKind.RETURN_AS_IS)
    send_out(tell)


def is_swapped_first(tell: Teller, shelf: Shelf) -> None:
    """Tell of a replacement that left before the old unit came."""
    unit = shelf.take(tell.at.date(), can_swap=True)
    tell.open([unit], wish=Wish.ADVANCE_REPLACEMENT)
    send_out(tell)
    bring_in(tell)
    (line,) = tell.lines()
    tell.next_workday()
    tell.inspect(line, Finding.FAULT_CONFIRMED, Grade.C)
    recover(tell)


def is_dead_on_arrival(tell: Teller, shelf: Shelf) -> None:
    """Tell of a new unit that never worked."""
    unit = shelf.take(tell.at.date(), youngest=2, oldest=28)
    tell.open([unit], reason=Reason.DOA, wish=Wish.REFUND)
    bring_in(tell)
    (line,) = tell.lines()
    tell.inspect(line, Finding.FAULT_CONFIRMED, Grade.A)
    tell.resolve(line, ResolutionKind.REFUND)
    recover(tell)


def is_given_back(tell: Teller, shelf: Shelf) -> None:
    """Tell of a unit nobody needed."""
    unit = shelf.take(tell.at.date(), youngest=2, oldest=13)
    tell.open([unit], reason=Reason.UNWANTED, wish=Wish.REFUND)
    bring_in(tell)
    (line,) = tell.lines()
    tell.inspect(line, Finding.NO_FAULT_FOUND, Grade.A)
    tell.resolve(line, ResolutionKind.REFUND)


def is_given_back_too_late(tell: Teller, shelf: Shelf) -> None:
    """Tell of a unit nobody needed, sent after the time to give it back."""
    unit = shelf.take(tell.at.date(), youngest=60)
    tell.open([unit], reason=Reason.UNWANTED, wish=Wish.REFUND)


def is_refused(tell: Teller, shelf: Shelf) -> None:
    """Tell of a unit whose warranty was over, and that we did not take."""
    tell.open([shelf.take(tell.at.date())], reason=Reason.OTHER)
    tell.next_workday()
    tell.decide(Decision.REFUSED, "The log shows a fault of the network, not of it.")


def is_taken_by_goodwill(tell: Teller, shelf: Shelf) -> None:
    """Tell of a line the lead approved against the policy."""
    tell.open([shelf.take(tell.at.date())], reason=Reason.OTHER, wish=Wish.CREDIT)
    tell.next_workday()
    (line,) = tell.lines()
    approval.override_policy(
        case=tell.case.ref,
        line_id=line.pk,
        decision=Decision.APPROVED,
        reason="A good customer, and the third unit of this batch.",
        by=tell.by(Role.LEAD),
        at=tell.at,
    )
    tell.work()
    bring_in(tell)
    (line,) = tell.lines()
    tell.inspect(line, Finding.FAULT_CONFIRMED, Grade.C)
    tell.resolve(line, ResolutionKind.CREDIT)


def is_called_off(tell: Teller, shelf: Shelf) -> None:
    """Tell of a return the customer cancelled within the hour."""
    tell.open([shelf.take(tell.at.date())])
    tell.wait(1 / 24)
    why = "It works again since the update."
    cancelling.cancel_return(
        case=tell.case.ref, reason=why, by=tell.customer, at=tell.at
    )
    tell.work()


def expires(tell: Teller, shelf: Shelf) -> None:
    """Tell of a return nothing ever came of."""
    tell.open([shelf.take(tell.at.date())], hand_over=HandOver.OWN_CARRIER)
    tell.wait(45)
    cancelling.expire_return(case=tell.case.ref, by=SYSTEM, at=tell.at)
    tell.work()


def ends_in_several_ways(tell: Teller, shelf: Shelf) -> None:
    """Tell of three units on one return: replaced, credited, sent back."""
    units = [shelf.take(tell.at.date())]
    account = units[0].account_id
    units += [shelf.take(tell.at.date(), account=account) for _ in range(2)]
    tell.open(units)
    bring_in(tell)
    tell.next_workday()
    kinds = (
        (Finding.FAULT_CONFIRMED, Grade.C, ResolutionKind.REPLACEMENT),
        (Finding.FAULT_CONFIRMED, Grade.D, ResolutionKind.CREDIT),
        (Finding.NO_FAULT_FOUND, Grade.A, ResolutionKind.RETURN_AS_IS),
    )
    for line, (finding, grade, kind) in zip(tell.lines(), kinds, strict=True):
        tell.inspect(line, finding, grade)
        tell.resolve(line, kind)
    send_out(tell)
    recover(tell)


# How often each is told of a hundred.
PAST: dict[Story, int] = {
    is_replaced: 22,
    is_credited: 18,
    is_swapped_first: 12,
    has_no_fault: 10,
    is_repaired: 8,
    is_dead_on_arrival: 6,
    is_given_back: 5,
    is_given_back_too_late: 4,
    is_refused: 4,
    is_taken_by_goodwill: 3,
    is_called_off: 3,
    expires: 2,
    ends_in_several_ways: 3,
}
