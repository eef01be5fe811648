"""Every letter in every template: one date, one action, both parts alike."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from rma.messages import compose
from rma.messages.letter_names import CUSTOMER_LETTERS, STAFF_LETTERS
from rma.messages.letters import Owed, Reader
from rma.models import Event
from rma.queries import letter_facts
from rma.rules.words import (
    Finding,
    Party,
    Reason,
    ResolutionKind,
    Wish,
)
from tests.rma.jobs import world
from tests.rma.jobs.mailbox import links_in, words_in_html, words_in_text
from tests.rma.jobs.world import NOON

pytestmark = pytest.mark.django_db
ALL = (*CUSTOMER_LETTERS, *STAFF_LETTERS)
DATE = re.compile(r"\b\d{1,2} [A-Z][a-z]+ 20\d\d\b")
ODD = "1. <b>Böse</b> & Söhne\n\n---\n- {{ x }} “quoted”"
# Enum words with an underscore can't be English; the others are.
RAW = [
    word.value
    for kind in (Finding, Party, Reason, ResolutionKind, Wish)
    for word in kind
    if "_" in word.value
]


def facts_with(**values):
    """Return the facts of a swap on which every letter finds what it may name."""
    case = world.open_return(wish=Wish.ADVANCE_REPLACEMENT, description=ODD)
    due_at = (NOON + timedelta(days=9)).isoformat()
    event = Event.objects.create(
        case=case,
        name="note.written",
        at=NOON,
        by="Jo",
        by_kind="staff",
        facts={
            "line": 1,
            "step": "inspect",
            "due_at": due_at,
            "was_due_at": NOON.isoformat(),
            "due_on": due_at[:10],
            "file_by": due_at[:10],
            "reason": ODD,
            "question": ODD,
            "problem": ODD,
            "claim": "CLM-1",
            "amount": "200.00 EUR",
            "finding": "no_fault_found",
            "kind": "replacement",
            "state": "returned_to_sender",
            **values,
        },
    )
    return letter_facts.facts_of(event.pk)


def written(name, **values):
    reader = Reader.OWNER if name in STAFF_LETTERS else Reader.CUSTOMER
    (letter,) = compose.compose(Owed(name, reader), facts_with(**values))
    return letter


class TestEveryLetter:
    def test_has_a_template_and_every_template_a_letter(self):
        folder = Path(settings.ROOT) / "templates" / "letters"
        assert {path.stem for path in folder.glob("[a-z]*.txt")} == set(ALL)

    @pytest.mark.parametrize("name", ALL)
    def test_reads_the_same_in_both_parts_with_one_date_and_one_action(self, name):
        letter = written(name)

        assert DATE.search(letter.subject), letter.subject
        assert letter.subject.startswith("RMA-")
        assert words_in_text(letter.text) == words_in_html(letter.html)
        seen = re.sub(r"<script.*?</script>", "", letter.html)
        assert links_in(letter.text) == links_in(seen)
        assert len(links_in(letter.text)) == letter.html.count("<a ") == 1
        assert DATE.findall(letter.text) == DATE.findall(
            " ".join(words_in_html(letter.html))
        )

    @pytest.mark.parametrize("name", ALL)
    def test_speaks_plainly_and_lets_nobody_write_markup(self, name):
        letter = written(name)
        said = letter.text.replace(ODD, "")

        assert "<b>" not in letter.html
        assert [word for word in RAW if word in said] == []
        assert "!" not in letter.text
        assert "None" not in said
        assert "please note" not in said.lower()
        assert len(_own_words(letter)) <= 120

    @pytest.mark.parametrize("name", CUSTOMER_LETTERS)
    def test_greets_by_name_and_says_who_answers_when(self, name):
        text = written(name).text
        assert text.startswith("Hello Marta Ruiz,")
        assert "Your contact: Returns desk" in text
        assert "Hours: Monday to Friday, 08:00 to 17:00 (Berlin time)" in text

    def test_says_the_one_date_in_subject_and_body(self):
        letter = written("promise_moved")
        assert letter.subject.endswith("a new date, 12 March 2026")
        assert "now by Thursday 12 March 2026" in letter.text

    def test_of_what_came_instead_says_both_and_the_ways_out(self):
        text = written("differs", differs="serial_mismatch", came="SN-99").text
        assert "Expected: Dome camera 4 MP, serial number SN-0001" in " ".join(
            text.split()
        )
        assert "Found: a unit with another serial number (SN-99)" in text
        assert "- Send it back to you as it is." in text
        assert "Go on with what came" in text

    def test_names_our_photo_where_the_page_shows_one_and_carries_none(self):
        told = {"differs": "serial_mismatch", "came": "SN-99"}
        facts = facts_with(**told)
        shown = replace(facts, has_arrival_photo=True)
        without, beside = (
            compose.compose(Owed("differs"), each)[0] for each in (facts, shown)
        )
        words = "Our photo of what came is on your return page."
        assert words not in without.text
        assert words in beside.text
        assert words in beside.html
        assert "<img" not in beside.html

    def test_is_the_same_letter_when_composed_again(self):
        facts = facts_with()
        again = [compose.compose(Owed("arrived"), facts)[0] for _turn in (1, 2)]
        assert again[0] == again[1]
        assert again[0] != replace(again[1], subject="x")


def _own_words(letter):
    """Return the words of the body; the customer's, the plan, the steps left out."""
    blocks = [block for block in letter.blocks if not block.is_list]
    return [
        word
        for block in blocks
        for line in block.lines
        if "Böse" not in line
        for word in line.split()
    ]
