"""Where a return stands is said in one sentence, whoever asks and however (bar T9)."""

import re
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from rma.rules.sentences import SENTENCES
from tests.pages.finding import Page, Visitors
from tests.pages.sixteen import LOOKED_AT, sixteen
from tests.portal.api import world

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.timeout(300)]
_HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_TITLE = re.compile(r"<title>(.*?) – ", re.DOTALL)


def words(markup):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def test_page_program_desk_and_label_say_the_same_of_sixteen_states(monkeypatch):
    cases = sixteen()
    monkeypatch.setattr(timezone, "now", lambda: LOOKED_AT)
    visitors, program, stranger = Visitors("en"), world.program(), Client()
    other = {}
    for name, case in cases.items():
        sentence = SENTENCES[case.situation]
        own = Page("customer:case", f"/r/{case.number}/", "customer", case)
        desk = Page("desk:case", f"/desk/returns/{case.number}", "staff", case)
        scanned = stranger.get(f"/S/{case.code}").text
        said = {
            "page": words(_HEADING.search(visitors.get(own).text)[1]),
            "program": program.get(f"/returns/{case.number}").json()["display"],
            "label": words(_HEADING.search(scanned)[1]),
        }
        # Support reads it out from here, beside more.
        if sentence not in words(visitors.get(desk).text):
            other[name, "desk"] = "not there"
        other |= {(name, by): text for by, text in said.items() if text != sentence}
    assert other == {}
    assert len(cases) == 16
