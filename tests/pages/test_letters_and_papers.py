"""Letters and papers in a language nobody speaks: no word stays as it was."""

from datetime import timedelta

import pytest
from django.utils import translation

from rma.documents import agreement, claim_packet, parcel_label, report, slip
from rma.jobs import fill_claims, fill_papers, fill_reports
from rma.messages import compose, letters, together
from rma.messages.letter_names import CUSTOMER_LETTERS, STAFF_LETTERS
from rma.messages.letters import Owed, Reader
from rma.models import Event
from rma.queries import letter_facts
from rma.rules.troubles import TroubleKind
from tests.pages.reading import Data, bare_texts
from tests.pages.worlds import TODAY, everything, small_world

MADE_UP = "en-xa"
PAPERS = {
    fill_papers.slips: slip.sheet,
    fill_papers.parcel_labels: parcel_label.sheet,
    fill_papers.agreements: agreement.sheet,
    fill_reports.reports: report.sheet,
    fill_claims.packets: claim_packet.sheet,
}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("made_up", "speaking")]


@pytest.fixture
def speaking(settings):
    """Write to everybody who chose no language in the made-up one."""
    settings.LANGUAGE_CODE = MADE_UP


def bare_of(sent, data):
    """Return what no translation reaches, each with the first letter it is in."""
    found: dict[str, str] = {}
    for letter in sent:
        for text in bare_texts(letter.html, data) | bare_texts(letter.subject, data):
            found.setdefault(text, letter.name)
    return found


def every_letter(case):
    """Return each letter there is, once about this return, for each thing it tells."""
    for name in (*CUSTOMER_LETTERS, *STAFF_LETTERS):
        reader = Reader.OWNER if name in STAFF_LETTERS else Reader.CUSTOMER
        for kind in TroubleKind if "parcel_trouble" in name else ("replacement",):
            facts = letter_facts.facts_of(told(case, str(kind)).pk)
            yield from compose.compose(Owed(name, reader), facts)


def told(case, kind):
    due_at = (TODAY + timedelta(days=9)).isoformat()
    facts = {
        "line": 1,
        "step": "inspect",
        "due_at": due_at,
        "was_due_at": TODAY.isoformat(),
        "due_on": due_at[:10],
        "file_by": due_at[:10],
        "claim": "CLM-1",
        "amount": "200.00 EUR",
        "finding": "no_fault_found",
        "kind": kind,
        "direction": "in",
        "state": "returned_to_sender",
    }
    event = {"name": "note.written", "at": TODAY, "by": "Jo", "by_kind": "staff"}
    return Event.objects.create(case=case, facts=facts, **event)


def told_in_a_year(cases):
    """Return the letters that the facts of these returns cause."""
    for event in Event.objects.filter(case__in=cases):
        facts = letter_facts.facts_of(event.pk)
        for each in together.told_together(facts):
            for owed in letters.owed_by(each):
                yield from compose.compose(owed, each)


def bare_on_paper(cases, data):
    """Return what no translation reaches on the papers, and the papers looked at."""
    found: dict[str, str] = {}
    seen = set()
    with translation.override(MADE_UP):
        for case in cases:
            for fill, sheet in PAPERS.items():
                for title, content in fill(case, TODAY):
                    seen.add(fill)
                    for text in bare_texts(title + sheet(content).html, data):
                        found.setdefault(text, fill.__name__)
    return found, seen


class TestEveryWord:
    @pytest.mark.slow
    def test_of_each_letter_can_be_translated(self):
        *_others, swapped = small_world()
        assert bare_of(every_letter(swapped), Data()) == {}

    def test_of_each_paper_can_be_translated(self):
        found, seen = bare_on_paper(small_world(), Data())
        assert found == {}
        assert fill_papers.slips in seen

    @pytest.mark.slow
    @pytest.mark.timeout(600)
    def test_of_a_year_can_be_translated(self):
        cases = everything()
        data = Data()
        sent = [*told_in_a_year(cases)]
        assert bare_of(sent, data) == {}
        assert len({letter.name for letter in sent}) > 15
        found, seen = bare_on_paper(cases, data)
        assert found == {}
        assert seen == {*PAPERS}
