"""The foot of every page says who answers, when, and whether they are there now."""

import datetime as dt

import pytest
from django.http import HttpResponse
from django.template import engines
from django.test import RequestFactory

from portal.context import page_frame
from portal.site_zone import SiteZone
from rma.models import Policy, Site

FRIDAY_NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
FRIDAY_NIGHT = dt.datetime(2026, 11, 20, 21, tzinfo=dt.UTC)


@pytest.fixture
def site(db):
    Site.objects.update(
        company="Nordlicht Parts",
        country="DE",
        time_zone="Europe/Berlin",
        contact_name="Mira Kovač",
        opens=dt.time(8),
        closes=dt.time(17),
        weekdays="0,1,2,3,4",
    )


def framed(**headers):
    seen = {}

    def page(request):
        seen["frame"] = page_frame(request)["frame"]
        text = "{% load page %}{% when at 'by' %}"
        template = engines["django"].from_string(text)
        return HttpResponse(template.render({"at": FRIDAY_NOON}))

    response = SiteZone(page)(RequestFactory().get("/track", headers=headers))
    return seen["frame"], response.content.decode()


class TestFrame:
    def test_names_the_person_and_the_hours_of_the_site(self, site, time_machine):
        time_machine.move_to(FRIDAY_NOON)
        frame, _page = framed()

        assert frame.company == "Nordlicht Parts"
        assert frame.contact.name == "Mira Kovač"
        assert frame.contact.hours == "Mon to Fri, 08:00 to 17:00 (Berlin time)"
        assert (frame.contact.is_open, frame.contact.until) == (True, "until 17:00")

    def test_says_when_somebody_is_back(self, site, time_machine):
        time_machine.move_to(FRIDAY_NIGHT)
        frame, _page = framed()

        assert frame.contact.is_open is False
        assert frame.contact.until == "opens Mon 23 Nov, 08:00"

    def test_shows_times_in_the_zone_of_the_site(self, site, time_machine):
        time_machine.move_to(FRIDAY_NOON)
        assert "by 13:00 (Berlin time)" in framed()[1]

    def test_answers_before_there_is_a_site(self, db, time_machine):
        Policy.objects.all().delete()
        Site.objects.all().delete()
        frame, page = framed()

        assert frame.contact.email == "returns@returnwell.example"
        assert "by 12:00 (UTC)" in page

    def test_takes_a_theme_only_from_its_own_words(self, site):
        assert framed(cookie="theme=dark")[0].theme == "dark"
        assert framed(cookie="theme=purple")[0].theme == "system"
