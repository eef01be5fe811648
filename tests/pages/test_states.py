"""Pages that say no, that are empty, and that ask to be corrected, in a browser."""

import pytest
from django.test import Client, RequestFactory
from django.utils import translation

from portal import errors
from rma.models import User
from tests.pages import finding
from tests.pages.browsing import opened
from tests.pages.finding import Visitors
from tests.pages.forms import Forms
from tests.pages.pieces import unlike
from tests.pages.worlds import small_world

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.usefixtures("made_up"),
    pytest.mark.timeout(900),
]
BOTH_WAYS = pytest.mark.parametrize("language", ["en", "ar-xb"])


def _slowed(answers):
    """Return the answer that says wait; the last may stand in the next minute."""
    return next((each for each in answers if each.status_code == 429), answers[-1])


def refusals(language):
    """Return the page of each status that refuses, with what it answered."""
    reads = {"raise_request_exception": False, "headers": {"Accept-Language": language}}
    client, support = Client(**reads), Client(**reads)
    strict = Client(**reads, enforce_csrf_checks=True)
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
    with translation.override(language):
        yield "/500", errors.server_error(RequestFactory().get("/track")), 500


def bare_lists(language, query=""):
    """Return every page that belongs to no return."""
    visitors = Visitors(language)
    for page in finding.pages([]):
        answer = visitors.client_for(page).get(page.path + query)
        if not answer.streaming and b"<html" in answer.content:
            yield page.path, answer.content


def corrected(language):
    """Return what every form answers that is sent with nothing filled in."""
    visitors = Visitors(language)
    for page in finding.pages(small_world()):
        answer = visitors.get(page)
        if "html" not in answer.get("Content-Type", "") or answer.streaming:
            continue
        for form in Forms(answer.content).found:
            path = form.action or page.path
            said = visitors.client_for(page).post(path, form.hidden)
            if "html" in said.get("Content-Type", "") and said.content:
                yield path, said.content


def faults_of(chromium, pages):
    found = {}
    made = list(unlike(pages))
    with opened(chromium) as window:
        for path, body in made:
            window.show(path, body)
            if faults := window.faults() + window.sticks_out():
                found[path] = faults
    return found, len(made)


@BOTH_WAYS
class TestRefusals:
    def test_are_pages_like_all_others(self, chromium, language):
        answered = list(refusals(language))
        statuses = {path: answer.status_code for path, answer, _status in answered}
        assert statuses == {path: status for path, _answer, status in answered}
        assert all(b"<main" in answer.content for _path, answer, _status in answered)

        pages = [(path, answer.content) for path, answer, _status in answered]
        assert faults_of(chromium, pages)[0] == {}


class TestStates:
    @BOTH_WAYS
    def test_nothing_is_there_yet(self, chromium, language):
        found, count = faults_of(chromium, list(bare_lists(language)))
        assert found == {}
        assert count > 10

    def test_nothing_matches(self, chromium):
        small_world()
        pages = list(bare_lists("en", "?q=nobody-has-this&page=99&status=closed"))
        assert faults_of(chromium, pages)[0] == {}

    @BOTH_WAYS
    def test_something_is_missing(self, chromium, language):
        found, count = faults_of(chromium, list(corrected(language)))
        assert found == {}
        assert count > 10
