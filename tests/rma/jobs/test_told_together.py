"""Units of one return that end within minutes bring one letter, not one each."""

from datetime import timedelta

import pytest

from rma.actions import cancelling, inspecting, intake, resolving
from rma.models import Message
from rma.rules.words import Finding, ResolutionKind
from tests.rma.jobs import world
from tests.rma.jobs.mailbox import text_of
from tests.rma.jobs.world import CUSTOMER, NOON, STAFF, later

pytestmark = pytest.mark.django_db
WAIT = timedelta(seconds=180)


@pytest.fixture
def three(settings):
    """Return a return of three cameras that are here, its letters told."""
    settings.LETTERS_GATHER_SECONDS = 180
    units = [world.camera() for _ in range(3)]
    first, *rest = (world.asked(unit) for unit in units)
    lines = (*first.lines, *(each.lines[0] for each in rest))
    request = type(first)(
        **{name: getattr(first, name) for name in first.__slots__} | {"lines": lines}
    )
    case = intake.open_return(request=request, by=CUSTOMER, at=NOON)
    world.drain(NOON)
    world.receive(case, later(days=2))
    world.drain(later(days=2))
    Message.objects.all().delete()
    return case


def look(line, at, outcome=Finding.FAULT_CONFIRMED):
    inspecting.inspect_units(
        case=line.case_id, line_id=line.pk, outcome=outcome, by=STAFF, at=at
    )
    world.drain(at)


def credit(line, at, kind=ResolutionKind.CREDIT):
    resolving.resolve_units(
        case=line.case_id, line_id=line.pk, kind=kind, by=STAFF, at=at
    )
    world.drain(at)


class TestUnitsOfOneReturn:
    def test_checked_within_minutes_bring_one_letter(self, three, mailbox):
        at = later(days=2, hours=1)
        for minutes, line in enumerate(three.lines.order_by("position")):
            look(line, at + timedelta(minutes=minutes))
        assert "inspected" not in mailbox.names
        world.drain(at + WAIT)
        world.drain(at + WAIT + WAIT)
        assert mailbox.names.count("inspected") == 1
        text = text_of(mailbox.letter("inspected"))
        assert text.count("We found the fault.") == 3

    def test_checked_an_hour_apart_bring_a_letter_each(self, three, mailbox):
        at = later(days=2, hours=1)
        for hours, line in enumerate(three.lines.order_by("position")):
            look(line, at + timedelta(hours=hours))
        world.drain(at + timedelta(hours=4))
        assert mailbox.names.count("inspected") == 3

    def test_credited_together_are_told_with_their_sum_before_the_end(
        self, three, mailbox
    ):
        at = later(days=2, hours=1)
        one, two, last = three.lines.order_by("position")
        credit(one, at)
        credit(two, at + timedelta(minutes=1))
        credit(last, at + timedelta(minutes=2), ResolutionKind.REFUND)
        world.drain(at + 3 * WAIT)
        told = [name for name in mailbox.names if name in ("credit_issued", "closed")]
        assert told == ["credit_issued", "credit_issued", "closed"]
        both, alone = (
            text_of(letter)
            for letter in mailbox.letters
            if "issued on" in letter["Subject"]
        )
        assert "credit 400.00 EUR" in both
        assert (one.serial in both, two.serial in both) == (True, True)
        assert last.serial not in both
        assert "refund 200.00 EUR" in alone


class TestWhatIsToldAtOnce:
    def test_waits_for_nothing_and_nothing_before_it_comes_after(self, three, mailbox):
        at = later(days=2, hours=1)
        first, second, _third = three.lines.order_by("position")
        look(first, at)
        credit(first, at + timedelta(minutes=1), ResolutionKind.REPLACEMENT)
        world.ship(three, at + timedelta(minutes=2))
        world.drain(at + timedelta(minutes=2))
        assert mailbox.names[2:] == ["inspected", "resolution_decided", "shipped"]

        look(second, at + timedelta(minutes=2, seconds=30))
        world.drain(at + 4 * WAIT)
        assert mailbox.names[5:] == ["inspected"]
        assert second.serial in text_of(mailbox.letters[5])
        assert first.serial not in text_of(mailbox.letters[5])


class TestWhatWasPutRightBefore:
    def test_is_checked_without_a_word_and_its_arrival_asks_for_nothing(
        self, settings, mailbox
    ):
        case = world.open_return()
        world.drain(NOON)
        world.resolve(case, NOON, ResolutionKind.CREDIT)
        world.drain(NOON)
        world.receive(case, later(days=2))
        world.inspect(case, later(days=2))
        world.drain(later(days=3))
        assert "inspected" not in mailbox.names
        assert "nothing else follows" in text_of(mailbox.letter("arrived"))


class TestCalledOffAtOnce:
    def test_is_not_refused_as_well(self, mailbox):
        case = world.open_return()
        cancelling.cancel_return(case=case.ref, reason="", by=CUSTOMER, at=NOON)
        world.drain(NOON)
        assert mailbox.names == ["cancelled"]
