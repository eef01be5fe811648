"""Pages that say no, that are empty, and that ask to be corrected, in a browser."""

from html.parser import HTMLParser

import pytest
from django.test import Client, RequestFactory
from typing_extensions import override

from portal import errors
from rma.models import User
from tests.pages import finding
from tests.pages.browsing import opened
from tests.pages.finding import Visitors
from tests.pages.pieces import unlike
from tests.pages.worlds import small_world

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.timeout(900),
]


class _Forms(HTMLParser):
    """Find the forms that send something, with what they send unseen."""

    def __init__(self, body):
        super().__init__()
        self.found = []
        self._inside = None
        self.feed(body.decode())

    @override
    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        if tag == "form" and known.get("method") == "post":
            self._inside = (known.get("action") or "", {})
            self.found.append(self._inside)
        is_hidden = tag == "input" and known.get("type") == "hidden"
        if is_hidden and self._inside and known.get("name"):
            self._inside[1][known["name"]] = known.get("value") or ""

    @override
    def handle_endtag(self, tag):
        if tag == "form":
            self._inside = None


def _slowed(answers):
    """Return the answer that says wait; the last may stand in the next minute."""
    return next((each for each in answers if each.status_code == 429), answers[-1])


def refusals():
    """Return the page of each status that refuses, with what it answered."""
    client = Client(raise_request_exception=False)
    strict = Client(raise_request_exception=False, enforce_csrf_checks=True)
    support = Client(raise_request_exception=False)
    mira = User.objects.create_user("mira@house.example", role="support")
    support.force_login(mira, "django.contrib.auth.backends.ModelBackend")
    many = {f"field{number}": "1" for number in range(1100)}
    wrong = {"login": "mira@house.example", "password": "not-her-pass-phrase"}
    guessed = [client.post("/accounts/login/", wrong) for _time in range(32)]
    told = {"number": "RMA-BCDF-GHJK-NPRSF", "email": "a@b.example"}
    tracked = [client.post("/track", told) for _time in range(22)]
    yield "/400", client.post("/track", many), 400
    yield "/403", support.get("/desk/settings/destinations/"), 403
    yield "/403-form", strict.post("/track", {"number": "RMA-X"}), 403
    yield "/404", client.get("/nowhere"), 404
    yield "/429-sign-in", _slowed(guessed), 429
    yield "/429-track", _slowed(tracked), 429
    yield "/500", errors.server_error(RequestFactory().get("/track")), 500


def bare_lists(query=""):
    """Return every page that belongs to no return."""
    visitors = Visitors("en")
    for page in finding.pages([]):
        answer = visitors.client_for(page).get(page.path + query)
        if not answer.streaming and b"<html" in answer.content:
            yield page.path, answer.content


def corrected():
    """Return what every form answers that is sent with nothing filled in."""
    visitors = Visitors("en")
    for page in finding.pages(small_world()):
        answer = visitors.get(page)
        if "html" not in answer.get("Content-Type", "") or answer.streaming:
            continue
        for action, hidden in _Forms(answer.content).found:
            said = visitors.client_for(page).post(action or page.path, hidden)
            if "html" in said.get("Content-Type", "") and said.content:
                yield action or page.path, said.content


def faults_of(chromium, pages):
    found = {}
    made = list(unlike(pages))
    with opened(chromium) as window:
        for path, body in made:
            window.show(path, body)
            if faults := window.faults() + window.sticks_out():
                found[path] = faults
    return found, len(made)


class TestRefusals:
    def test_are_pages_like_all_others(self, chromium):
        answered = list(refusals())
        statuses = {path: answer.status_code for path, answer, _status in answered}
        assert statuses == {path: status for path, _answer, status in answered}
        assert all(b"<main" in answer.content for _path, answer, _status in answered)

        pages = [(path, answer.content) for path, answer, _status in answered]
        assert faults_of(chromium, pages)[0] == {}


class TestStates:
    def test_nothing_is_there_yet(self, chromium):
        found, count = faults_of(chromium, list(bare_lists()))
        assert found == {}
        assert count > 10

    def test_nothing_matches(self, chromium):
        small_world()
        pages = list(bare_lists("?q=nobody-has-this&page=99&status=closed"))
        assert faults_of(chromium, pages)[0] == {}

    def test_something_is_missing(self, chromium):
        found, count = faults_of(chromium, list(corrected()))
        assert found == {}
        assert count > 10
