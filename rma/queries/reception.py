"""Who answers and when: for the foot of every page."""

from dataclasses import dataclass
from datetime import datetime

from outbox.composed import Composed
from rma.models import Site
from rma.rules.calendar import Calendar

_FIRST = Composed(lambda: Site.objects.order_by("id")[:1])


@dataclass(frozen=True, slots=True)
class Reception:
    """Hold a site's contact, its hours and whether somebody is there."""

    company: str
    name: str
    email: str
    phone: str
    hours: Calendar
    is_open: bool
    opens_at: datetime


def of_default_site(at: datetime) -> Reception | None:
    """Return the reception of the default site, or none before there is a site."""
    site = _FIRST.first()
    if site is None:
        return None
    hours = site.calendar
    return Reception(
        company=site.company,
        name=site.contact_name,
        email=site.contact_email,
        phone=site.contact_phone,
        hours=hours,
        is_open=hours.is_open(at),
        opens_at=hours.next_opening(at),
    )
