"""Returns that are open on the last day, so that every screen has something to show."""

from rma.actions import advancing, approval, choosing, differing
from rma.actions.differing import Difference
from rma.demo.makers import file_claim, open_claims
from rma.demo.past import Story, bring_in, send_out
from rma.demo.pool import has_a_loaner, keeps_a_loaner_too_long, waits_for_a_loaner
from rma.demo.stock import Shelf
from rma.demo.teller import Teller
from rma.models import Unit
from rma.rules.actors import SYSTEM
from rma.rules.staying import Stay
from rma.rules.words import (
    DiscrepancyKind,
    Finding,
    Grade,
    HandOver,
    Reason,
    ResolutionKind,
    Role,
    Wish,
)
from shipping.words import Direction, ParcelState

# A postal code for which the sandbox sells no label.
_DECLINED = "00003"


def waits_for_a_decision(tell: Teller, shelf: Shelf) -> None:
    """Stop where a person must decide."""
    tell.open([shelf.take(tell.at.date())], reason=Reason.OTHER)


def waits_though_it_is_not_covered(tell: Teller, shelf: Shelf) -> None:
    """Stop where a person must decide about a unit out of warranty."""
    unit = shelf.take(tell.at.date(), youngest=740, oldest=900)
    tell.open([unit], wish=Wish.REPAIR)


def waits_for_an_answer(tell: Teller, shelf: Shelf) -> None:
    """Stop where we asked the customer something."""
    tell.open([shelf.take(tell.at.date())], reason=Reason.OTHER)
    tell.next_workday()
    (line,) = tell.lines()
    approval.ask_for_information(
        case=tell.case.ref,
        line_id=line.pk,
        question="Which firmware does it show in the menu under “About”?",
        by=tell.by(Role.SUPPORT),
        at=tell.at,
    )
    tell.work()


def is_destroyed_where_it_is(tell: Teller, shelf: Shelf) -> None:
    """Stop where the proof is awaited of a unit that need not come back."""
    unit = shelf.take(tell.at.date(), maker="Corvina Optics")
    tell.open([unit], stays=Stay.DESTROYED)


def has_its_label(tell: Teller, shelf: Shelf) -> None:
    """Stop where the label is ready."""
    tell.open([shelf.take(tell.at.date())])


def has_no_label(tell: Teller, shelf: Shelf) -> None:
    """Stop where the carrier refused the label."""
    tell.open([shelf.take(tell.at.date())], postal_code=_DECLINED)


def comes_by_own_carrier(tell: Teller, shelf: Shelf) -> None:
    """Stop where the customer sends it themselves."""
    tell.open([shelf.take(tell.at.date())], hand_over=HandOver.OWN_CARRIER)


def is_on_the_way(tell: Teller, shelf: Shelf) -> None:
    """Stop where the parcel is on the road."""
    tell.open([shelf.take(tell.at.date())])
    tell.travel(Direction.IN, until=ParcelState.HANDED_OVER)


def is_at_the_dock(tell: Teller, shelf: Shelf) -> None:
    """Stop where the parcel has arrived and nobody counted it yet."""
    tell.open([shelf.take(tell.at.date())])
    tell.travel(Direction.IN, until=ParcelState.DELIVERED)


def is_on_the_bench(tell: Teller, shelf: Shelf) -> None:
    """Stop where the unit is here and not looked at."""
    tell.open([shelf.take(tell.at.date())], wish=Wish.CREDIT)
    bring_in(tell)


def is_found_faulty(tell: Teller, shelf: Shelf) -> None:
    """Stop where the fault is confirmed and the remedy is to be decided."""
    is_on_the_bench(tell, shelf)
    (line,) = tell.lines()
    tell.inspect(line, Finding.FAULT_CONFIRMED, Grade.C)


def chooses_what_happens(tell: Teller, shelf: Shelf) -> None:
    """Stop where no fault was found and the customer is asked what they want."""
    tell.open([shelf.take(tell.at.date())])
    bring_in(tell)
    (line,) = tell.lines()
    tell.inspect(line, Finding.NO_FAULT_FOUND, Grade.A)
    choosing.ask_customer(
        case=tell.case.ref, line_id=line.pk, by=tell.by(Role.SUPPORT), at=tell.at
    )
    tell.work()


def came_short(tell: Teller, shelf: Shelf) -> None:
    """Stop where one of two units was missing in the box."""
    tell.open(_two(tell, shelf))
    tell.travel(Direction.IN, until=ParcelState.DELIVERED)
    tell.next_workday(0)
    here, missing = tell.lines()
    tell.receive(here)
    differing.note_discrepancy(
        case=tell.case.ref,
        difference=Difference(
            kind=DiscrepancyKind.MISSING,
            line_id=missing.pk,
            note="The box was sealed; there was room for one unit only.",
        ),
        by=tell.by(Role.WAREHOUSE),
        at=tell.at,
    )
    tell.work()


def came_as_another(tell: Teller, shelf: Shelf) -> None:
    """Stop where another serial came than was announced."""
    is_at_the_dock(tell, shelf)
    tell.next_workday(0)
    (line,) = tell.lines()
    differing.note_discrepancy(
        case=tell.case.ref,
        difference=Difference(
            kind=DiscrepancyKind.SERIAL_MISMATCH,
            line_id=line.pk,
            serial="ZZ40719552",
            note="Same model, other serial number.",
        ),
        by=tell.by(Role.WAREHOUSE),
        at=tell.at,
    )
    tell.work()


def _two(tell: Teller, shelf: Shelf) -> list[Unit]:
    for _ in range(20):
        first = shelf.take(tell.at.date())
        second = shelf.find(tell.at.date(), account=first.account_id)
        if second:
            return [first, second]
    return [first]


def is_to_be_shipped(tell: Teller, shelf: Shelf) -> None:
    """Stop where the replacement waits to be packed."""
    tell.open([shelf.take(tell.at.date())])
    bring_in(tell)
    (line,) = tell.lines()
    tell.inspect(line, Finding.FAULT_CONFIRMED, Grade.C)
    tell.resolve(line, ResolutionKind.REPLACEMENT)


def is_being_repaired(tell: Teller, shelf: Shelf) -> None:
    """Stop where the unit is being repaired."""
    tell.open([shelf.take(tell.at.date())], wish=Wish.REPAIR)
    bring_in(tell)
    (line,) = tell.lines()
    tell.inspect(line, Finding.FAULT_CONFIRMED, Grade.B)
    tell.resolve(line, ResolutionKind.REPAIR)


def is_on_its_way_back(tell: Teller, shelf: Shelf) -> None:
    """Stop where the replacement is on the road."""
    is_to_be_shipped(tell, shelf)
    tell.next_workday()
    tell.ship()
    tell.travel(Direction.OUT, until=ParcelState.HANDED_OVER)


def is_swap_to_pack(tell: Teller, shelf: Shelf) -> None:
    """Stop where a replacement in advance waits to be packed."""
    unit = shelf.take(tell.at.date(), can_swap=True)
    tell.open([unit], wish=Wish.ADVANCE_REPLACEMENT)


def is_swap_to_come_back(tell: Teller, shelf: Shelf) -> None:
    """Stop where the new unit arrived and the old one is due back."""
    is_swap_to_pack(tell, shelf)
    send_out(tell)


def is_swap_with_more_time_asked(tell: Teller, shelf: Shelf) -> None:
    """Stop where the customer asks to send the old unit back later."""
    is_swap_to_come_back(tell, shelf)
    tell.next_workday()
    advancing.ask_for_more_time(
        case=tell.case.ref,
        why="The camera hangs on a mast; the lift comes next week.",
        by=tell.customer,
        at=tell.at,
    )
    tell.work()


def is_swap_overdue(tell: Teller, shelf: Shelf) -> None:
    """Stop where the old unit did not come in time."""
    is_swap_to_come_back(tell, shelf)
    tell.wait(18)
    advancing.mark_overdue(case=tell.case.ref, by=SYSTEM, at=tell.at)
    tell.work()


def must_be_claimed_soon(tell: Teller, shelf: Shelf) -> None:
    """Stop where the customer has their credit and the maker was not asked yet."""
    tell.open([shelf.take(tell.at.date())], wish=Wish.CREDIT)
    bring_in(tell)
    (line,) = tell.lines()
    tell.inspect(line, Finding.FAULT_CONFIRMED, Grade.C)
    tell.resolve(line, ResolutionKind.CREDIT)


def waits_for_the_maker(tell: Teller, shelf: Shelf) -> None:
    """Stop where the claim is filed and the maker has not answered."""
    must_be_claimed_soon(tell, shelf)
    tell.next_workday(2)
    for claim in open_claims(tell):
        file_claim(tell, claim)


# Each with the days before the last on which it is opened.
PRESENT: tuple[tuple[Story, float], ...] = (
    (must_be_claimed_soon, 86),
    (must_be_claimed_soon, 82),
    (must_be_claimed_soon, 55),
    (must_be_claimed_soon, 40),
    (is_swap_overdue, 40),
    (waits_for_the_maker, 34),
    (waits_for_the_maker, 24),
    (is_swap_to_come_back, 18),
    (keeps_a_loaner_too_long, 17),
    (is_being_repaired, 16),
    (is_swap_with_more_time_asked, 15),
    (came_short, 14),
    (is_on_its_way_back, 13),
    (is_to_be_shipped, 12),
    (is_found_faulty, 11),
    (came_as_another, 10),
    (is_to_be_shipped, 10),
    (has_a_loaner, 10),
    (is_on_the_bench, 9),
    (is_on_the_bench, 8),
    (is_at_the_dock, 8),
    (chooses_what_happens, 7.5),
    (is_at_the_dock, 7),
    (waits_for_an_answer, 6),
    (comes_by_own_carrier, 5),
    (has_no_label, 4),
    (is_on_the_way, 3),
    (waits_for_a_loaner, 3),
    (waits_though_it_is_not_covered, 2),
    (is_on_the_way, 2),
    (waits_for_a_decision, 1.4),
    (is_swap_to_pack, 1.2),
    (is_on_the_way, 1),
    (is_destroyed_where_it_is, 0.8),
    (waits_for_a_decision, 0.5),
    (is_swap_to_pack, 0.4),
    (has_its_label, 0.2),
    (has_its_label, 0.1),
    (has_its_label, 0.05),
)
