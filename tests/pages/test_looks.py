"""Every page of the map in a real browser: nothing sticks out, axe finds nothing."""

import time
from collections import Counter
from functools import cache

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from rma.models import User
from tests.pages import finding
from tests.pages.browsing import opened
from tests.pages.finding import Page, Visitors
from tests.pages.pieces import unlike
from tests.pages.worlds import everything

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.usefixtures("made_up"),
    pytest.mark.timeout(1800),
]
# What a first visit transfers, compressed: bar G5.
HEAVIEST = 60_000
OF_CUSTOMERS = ("/r/", "/track", "/t/", "/S/", "/o/")
# Each is a fault of Django's own admin pages, not of ours.
OF_DJANGO = {
    "link-in-text-block": "breadcrumbs: links differ from the text by colour alone",
    "target-size": "the filters beside a list are lines of text, close to one another",
    "label": "a moment is asked for in two fields, and neither has a label",
}
OF_LETTERS = {
    "page-has-heading-one": "a letter's heading is its subject, shown by the mailer"
}
# A page of one kind is looked at in so many of its states.
MOST_OF_A_KIND = 4


def visits(language):
    """Return pages with the client that sees them, a few states of each."""
    visitors = Visitors(language)
    seen = Counter()
    for page in finding.pages(everything()):
        seen[page.name] += 1
        if seen[page.name] <= MOST_OF_A_KIND and is_html(visitors, page):
            yield page.path, visitors.client_for(page)
    for path in ("/desk/nowhere", "/desk/returns/?q=nobody-has-this", "/nowhere"):
        yield path, visitors.staff
    yield "/desk/", signed_in(User.objects.create_user("no@staff.example"), language)
    yield from inner_pages(language)


def is_html(visitors, page: Page):
    answer = visitors.get(page)
    return "html" in answer.get("Content-Type", "") and answer.status_code != 405


def inner_pages(language):
    """Return the pages of signing in, as somebody who is in, with and without codes."""
    plain = User.objects.create_user("plain@house.example", "a-good-pass-phrase")
    coded = User.objects.create_user("coded@house.example", "a-good-pass-phrase")
    TOTP.activate(coded, generate_totp_secret())
    RecoveryCodes.activate(coded)
    for user in (plain, coded):
        client = signed_in(user, language)
        for name, pattern in finding.patterns():
            is_inner = name.startswith(("account_", "mfa_")) and "download" not in name
            if is_inner and not pattern.pattern.regex.groupindex:
                yield reverse(name), client


def signed_in(user, language):
    client = Client(raise_request_exception=False)
    client.cookies["language"] = language
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["account_authentication_methods_user"] = str(user.pk)
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "reauthenticated": True}
    ]
    session.save()
    return client


def answers(visited):
    """Return the body of every page, made before a browser is there."""
    made = []
    for path, client in visited:
        answer = client.get(path, follow=True)
        # A piece of a page is looked at on the page it belongs to.
        if not answer.streaming and b"<html" in answer.content:
            made.append((path, answer.content))
    return made


@cache
def made_in(language):
    """Return the body of every page in a language, made once for all that look."""
    return answers(visits(language))


class TestEveryPage:
    @pytest.mark.parametrize("language", ["en", "ar-xb"])
    def test_breaks_no_rule_of_axe_in_light_or_dark(self, chromium, language):
        pages, found = unlike(made_in(language)), {}
        with opened(chromium) as window:
            for path, body in pages:
                window.show(path, body)
                is_letter = path.endswith("/html")
                faults = window.faults(OF_LETTERS if is_letter else ())
                if path.startswith(OF_CUSTOMERS) or path == "/":
                    is_heavy = window.sent > HEAVIEST
                    faults += [f"{window.sent} bytes"] if is_heavy else []
                if faults:
                    found[path] = faults
        assert found == {}

    @pytest.mark.parametrize("language", ["en", "en-xa", "ar-xb"])
    def test_sticks_out_at_no_width(self, chromium, language):
        pages, found = made_in(language), {}
        with opened(chromium) as window:
            for path, body in pages:
                window.show(path, body)
                if faults := window.sticks_out():
                    found[path] = faults
        assert found == {}

    def test_turns_where_the_language_runs_from_right_to_left(self, chromium):
        client = Client()
        bodies = {}
        for language in ("en", "ar-xb"):
            client.cookies["language"] = language
            bodies[language] = client.get("/").content
        with opened(chromium) as window:
            starts = {}
            for language, body in bodies.items():
                window.show("/", body)
                brand = window.page.locator(".brand").bounding_box()
                menu = window.page.locator(".menu").bounding_box()
                starts[language] = brand["x"] < menu["x"]
        assert starts == {"en": True, "ar-xb": False}


class TestTheAdmin:
    def test_breaks_no_rule_but_those_of_django_itself(self, chromium):
        everything()
        visitors = Visitors("en")
        visited = [(path, visitors.staff) for path in admin_pages()]
        pages, found = unlike(answers(visited)), {}
        with opened(chromium) as window:
            for path, body in pages:
                window.show(path, body)
                if faults := window.faults(OF_DJANGO):
                    found[path] = faults
        assert found == {}


def admin_pages():
    """Return the lists and forms of a few models, and the first page."""
    yield reverse("admin:index")
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{name}_changelist")
        row = model._default_manager.first()
        if row:
            yield reverse(f"{name}_change", args=[row.pk])
