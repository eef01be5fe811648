"""What WCAG 2.2 asks of every page that axe does not look at (bar G2)."""

import re

import pytest
from django.conf import settings
from django.test import Client

from rma.models import Site, User

pytestmark = pytest.mark.django_db
STATIC = settings.ROOT / "portal/static/portal"
TEMPLATES = settings.ROOT / "templates"
# Twenty hours: from there on WCAG 2.2.1 asks for no warning before a time ends.
LONG = 20 * 3600
# What listens to keys: the reader of scanners, which takes bursts only, and the clock
# of a device left alone, which any key sets back.
LISTENERS = {"wedge.js", "station.js"}
CUSTOMERS = ("/", "/track", "/t/nonsense", "/r/RMA-X/", "/nowhere")


def scripts():
    """Return our scripts, without what others wrote."""
    return [each for each in STATIC.rglob("*.js") if "vendor" not in each.parts]


class TestKeys:
    """2.1.4: no single key does anything, so there is nothing to turn off."""

    def test_nothing_but_a_scanners_burst_is_listened_for(self):
        listening = {
            each.name
            for each in scripts()
            if re.search(r"\bkey(down|press|up)\b", each.read_text())
        }
        assert listening == LISTENERS

    def test_no_page_gives_a_key_to_a_button(self):
        pages = [each.read_text() for each in TEMPLATES.rglob("*.html")]
        assert not any("accesskey" in page for page in pages)


class TestTime:
    """2.2.1: no time ends while somebody fills in a form."""

    def test_who_is_signed_in_stays_longer_than_any_form_takes(self):
        assert settings.SESSION_COOKIE_AGE >= LONG
        assert not settings.SESSION_EXPIRE_AT_BROWSER_CLOSE
        assert settings.CSRF_COOKIE_AGE >= LONG

    def test_no_page_moves_on_by_itself_but_to_show_news(self):
        moving = {
            each.name
            for each in TEMPLATES.rglob("*.html")
            if 'http-equiv="refresh"' in each.read_text()
        }
        assert moving <= {"case.html", "_live.html", "_label.html"}


class TestSigningIn:
    """3.3.8: no memory and no puzzle: the code comes by mail and can be pasted."""

    def test_browsers_may_fill_in_what_they_keep(self):
        page = Client().get("/accounts/login/").text
        assert 'autocomplete="current-password"' in page
        assert 'autocomplete="email"' in page or 'autocomplete="username"' in page

    def test_nothing_keeps_anybody_from_pasting(self):
        markup = [each.read_text() for each in TEMPLATES.rglob("*.html")]
        for text in [*markup, *(each.read_text() for each in scripts())]:
            assert not re.search(r"\bon(paste|copy|cut|drop)\b|[\"']paste[\"']", text)


class TestHelp:
    """3.2.6: who helps stands at the end of every page, before anything else there."""

    @pytest.mark.parametrize("address", CUSTOMERS)
    def test_is_in_the_same_place(self, address):
        text = Client().get(address).text
        after = text[text.index("</main>") :]
        first = re.search(r"<footer.*?<section aria-label=\"([^\"]+)\"", after, re.S)
        assert first[1] == "Talk to us"
        assert after.index("mailto:") < after.index("small-print")


class TestMessages:
    """4.1.3: what happened is announced without the focus moving."""

    def test_what_was_just_done_is_a_status(self, client):
        client.force_login(
            User.objects.create_user("b@house.example", role="admin"),
            "django.contrib.auth.backends.ModelBackend",
        )
        told = {"name": "A-01", "site": Site.objects.default().pk}
        page = client.post("/desk/devices/shelves/new", told, follow=True).text
        assert re.search(r'<div role="status">.*?The shelf is kept', page, re.DOTALL)

    @pytest.mark.parametrize("name", ["messages", "undo", "error_summary"])
    def test_each_component_that_says_so_is_announced(self, name):
        text = (TEMPLATES / f"_components/{name}.html").read_text()
        assert 'role="status"' in text or 'role="alert"' in text
