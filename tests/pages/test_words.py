"""Every page of the map in a language nobody speaks: no word stays as it was."""

from collections import defaultdict

import pytest

from tests.pages import finding
from tests.pages.finding import Visitors
from tests.pages.reading import Data, bare_texts
from tests.pages.worlds import everything

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("made_up")]
# A letter stays in the words it was sent in.
_AS_SENT = ("desk:letter-html",)
# Secrets that no address is made of here, and files nobody sent in the demonstration.
_OPENS_NOTHING = {
    "customer:token",
    "customer:of_letter",
    "customer:ordered",
    "customer:entry",
    "customer:invited",
    "customer:go_on",
    "customer:unit",
    "customer:shared",
    "customer:file",
    "customer:counter_code",
    "customer:customs",
    "desk:file",
    "desk:match-give-up",
    "desk:mystery-photo",
    "station:case_photo",
    "station:mystery_label",
    "station:parked",
}


def unbracketed(cases):
    """Return what no translation reaches, each with the first page it stands on."""
    visitors = Visitors("en-xa")
    data = Data()
    found: dict[str, str] = {}
    answers: dict[str, set[int]] = defaultdict(set)
    for page in finding.pages(cases):
        answer = visitors.get(page)
        answers[page.name].add(answer.status_code)
        if "html" in answer.get("Content-Type", "") and not answer.streaming:
            if page.name in _AS_SENT:
                continue
            for text in bare_texts(answer.content.decode(), data):
                found.setdefault(text, page.path)
    return found, answers


class TestEveryPage:
    @pytest.mark.slow
    @pytest.mark.timeout(900)
    def test_can_be_translated_to_its_last_word(self):
        found, answers = unbracketed(everything())

        assert found == {}
        assert not {name for name, codes in answers.items() if 500 in codes}
        # An address that opens for nobody is one this walk forgets.
        shut = {name for name, codes in answers.items() if codes == {404}}
        assert shut <= _OPENS_NOTHING
