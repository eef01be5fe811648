"""The sixteen states of a return as its customer sees them, looked at in a browser."""

import os
import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from tests.pages.browsing import opened
from tests.pages.finding import Page, Visitors
from tests.pages.sixteen import LOOKED_AT, STATES, sixteen

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.timeout(900),
]
SIZES = ((360, 640), (390, 844), (1280, 800))
# What the first visit to a page of a return transfers, compressed: bar T1.
LIGHT = 40_000
# Where and when, what to do, who helps; in this order, and where each ends.
_ENDS = """() => [".status h1", ".status .lead", ".status .who a"].map(each => {
  const piece = document.querySelector(each);
  const is_said = piece && piece.textContent.trim();
  return is_said ? Math.round(piece.getBoundingClientRect().bottom) : null;
})"""
_EXPECTED = re.compile(r"<dt>Expected</dt><dd>.*?datetime=\"([^\"]+)\"", re.DOTALL)
_HEADLINE = re.compile(r"<p class=\"lead\">.*?</p>", re.DOTALL)
_MOMENT = re.compile(r"datetime=\"([^\"]+)\"")


@pytest.fixture
def shown(monkeypatch):
    """Return the page of a return in each state, as it is answered one morning."""
    cases = sixteen()
    monkeypatch.setattr(timezone, "now", lambda: LOOKED_AT)
    visitors, found = Visitors("en"), {}
    for name, case in cases.items():
        path = f"/r/{case.number}/"
        answer = visitors.get(Page("customer:case", path, "customer", case))
        assert answer.status_code == 200
        found[name] = (case, path, answer.content)
    return found


def moments(body, within):
    """Return the moments named in some part of a page."""
    parts = " ".join(match[0] for match in within.finditer(body.decode()))
    found = (datetime.fromisoformat(each) for each in _MOMENT.findall(parts))
    return [each if each.tzinfo else each.astimezone() for each in found]


class TestTheStates:
    def test_each_is_told_with_no_day_that_has_passed(self, shown):
        said = {name: case.situation for name, (case, _path, _body) in shown.items()}
        assert said == {state.__name__: state.__name__ for state in STATES}
        assert len(said) == 16

        today = LOOKED_AT - timedelta(hours=12)
        past = {
            name: (each, pattern.pattern)
            for name, (_case, _path, body) in shown.items()
            for pattern in (_EXPECTED, _HEADLINE)
            for each in moments(body, pattern)
            if each < today
        }
        assert past == {}

    def test_each_answers_four_questions_before_anybody_scrolls(self, chromium, shown):
        late = {}
        with opened(chromium) as window:
            window.page.set_viewport_size({"width": 360, "height": 640})
            for name, (_case, path, body) in shown.items():
                window.show(path, body)
                ends = window.page.evaluate(_ENDS)
                if None in ends or sorted(ends) != ends or ends[-1] > 640:
                    late[name] = ends
        assert late == {}

    def test_each_is_light_keeps_the_rules_and_fits(self, chromium, shown):
        found = {}
        with opened(chromium) as window:
            for name, (_case, path, body) in shown.items():
                window.show(path, body)
                faults = window.faults() + window.sticks_out()
                faults += [f"{window.sent} bytes"] if window.sent > LIGHT else []
                if faults:
                    found[name] = faults
                draw(window, name)
        assert found == {}


def draw(window, name):
    """Keep pictures for people to look at, where SHOTS names a folder."""
    folder = os.environ.get("SHOTS")
    for scheme in ("light", "dark") if folder else ():
        window.page.emulate_media(color_scheme=scheme)
        for width, height in SIZES:
            window.page.set_viewport_size({"width": width, "height": height})
            kept = Path(folder) / f"{name}-{width}-{scheme}.png"
            window.page.screenshot(path=kept, full_page=width != 360)
