"""The table of letters in the guide is the table of letters there is."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from rma.messages import compose, letters
from rma.messages.letter_names import CUSTOMER_LETTERS
from rma.messages.letters import Owed
from rma.queries import letter_facts
from tests.rma.jobs import world
from tests.rma.jobs.world import NOON, later

_GUIDE = Path(settings.ROOT) / "docs" / "guides" / "letters.md"
_WANTED = {*range(2, 10), *range(13, 16), *range(25, 36), 37, 38}
_DAY = re.compile(r"\b\d{1,2} [A-Z][a-z]+ 20\d\d\b")


def rows():
    """Return the rows of the guide: number, events, letters."""
    lines = _GUIDE.read_text(encoding="utf-8").splitlines()
    cells = [line.strip("|").split("|") for line in lines if line.startswith("| ")]
    return [
        (what.split()[0], re.findall(r"`([^`]+)`", causes), names.split(", "))
        for what, causes, names in (
            tuple(cell.strip() for cell in row) for row in cells if len(row) == 3
        )
        if names != "letters"
    ]


class TestTheGuide:
    def test_names_each_letter_and_no_other(self):
        named = [name for _number, _events, names in rows() for name in names]
        assert set(named) == set(CUSTOMER_LETTERS)

    def test_has_a_row_for_each_that_is_wanted(self):
        there = {number for number, _events, _names in rows()}
        assert {f"N{number}" for number in _WANTED} - there == set()

    def test_names_events_that_owe_letters(self):
        named = {event for _number, events, _names in rows() for event in events}
        assert named <= letters.told_events()
        assert named >= letters.told_events() - _OURS


# What only we are told of.
_OURS = {
    "question.asked",
    "arrival.missed",
    "promise.at-risk",
    "feedback.given",
    "claim.warned",
}


@pytest.mark.django_db
class TestTheDays:
    def test_of_a_plan_in_a_letter_are_those_of_its_rows(self):
        case = world.open_return()
        world.drain(NOON)
        case.refresh_from_db()
        event = case.events.get(name="label.ready")
        facts = letter_facts.facts_of(event.pk)
        (letter,) = compose.compose(Owed("approved"), facts)

        due = {
            case.site.calendar.local_day(row.due_at)
            for row in case.promises.filter(state="open")
        }
        promised = {f"{day.day} {day:%B %Y}" for day in due}
        assert set(_DAY.findall(letter.text)) == promised

    def test_of_a_return_that_went_well_say_when_we_look_in(self):
        case = world.open_return()
        world.drain(NOON)
        at = world.carry(case, "in", later(days=1))
        world.receive(case, at)
        world.inspect(case, at)
        world.resolve(case, at)
        world.ship(case, at)
        world.drain(at)
        world.carry(case, "out", later(days=3))
        case.refresh_from_db()

        written = case.messages.get(letter="closed").text
        asked_on = case.closed_at + world.timedelta(days=30)
        assert f"{asked_on.day} {asked_on:%B %Y} we write to you" in " ".join(
            written.split()
        )
