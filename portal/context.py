"""What the frame of every page shows: who we are, how to reach us, which theme."""

from dataclasses import dataclass
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.formats import date_format, time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from portal.site_zone import reception_of
from rma.documents import zones
from rma.queries.reception import Reception
from rma.rules.calendar import Calendar

THEMES = ("system", "light", "dark")
THEME_COOKIE = "theme"


@dataclass(frozen=True, slots=True)
class Contact:
    """Hold the person to talk to, when they are there and when they answer."""

    name: str
    email: str
    role: str = ""
    phone: str = ""
    hours: str = ""
    answers: str = ""
    is_open: bool | None = None
    until: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """Hold what header and footer need on every page."""

    company: str
    contact: Contact
    theme: str
    is_demo: bool
    back: str
    languages: tuple[tuple[str, str], ...] = ()
    # Where addresses written out on paper begin; never what a caller claims.
    place: str = ""


def settings_contact() -> Contact:
    """Return the contact that the settings name, for when no site can be read."""
    return Contact(
        name=_("Returns team"),
        email=parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
        answers=_answers(),
    )


def settings_company() -> str:
    """Return the name that stands on our letters."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[0] or "Returnwell"


def page_frame(request: HttpRequest) -> dict[str, Frame]:
    """Put the frame of the page into every template."""
    there = reception_of(request)
    return {
        "frame": Frame(
            company=there.company if there else settings_company(),
            contact=_contact(there) if there else settings_contact(),
            theme=_theme(request),
            is_demo=settings.DEMO,
            back=request.get_full_path() if request.method == "GET" else "/",
            languages=tuple(settings.LANGUAGES) if len(settings.LANGUAGES) > 1 else (),
            place=urlsplit(settings.RETURNWELL_URL).netloc,
        )
    }


def _contact(there: Reception) -> Contact:
    if there.is_open:
        clock = time_format(there.hours.closes, "H:i")
        until = _("until %(clock)s") % {"clock": clock}
    else:
        opening = date_format(localtime(there.opens_at), _("D j M, H:i"))
        until = _("opens %(moment)s") % {"moment": opening}
    return Contact(
        name=there.name,
        email=there.email,
        phone=there.phone,
        hours=_hours(there.hours),
        answers=_answers(),
        is_open=there.is_open,
        until=until,
    )


def _hours(calendar: Calendar) -> str:
    days = sorted(calendar.weekdays)
    names = [str(WEEKDAYS_ABBR[day]) for day in days]
    in_a_row = len(days) > 2 and days[-1] - days[0] == len(days) - 1
    words = {
        "days": _("%(first)s to %(last)s") % {"first": names[0], "last": names[-1]}
        if in_a_row
        else ", ".join(names),
        "opens": time_format(calendar.opens, "H:i"),
        "closes": time_format(calendar.closes, "H:i"),
        "zone": zones.named(calendar.zone),
    }
    return _("%(days)s, %(opens)s to %(closes)s (%(zone)s)") % words


def _answers() -> str:
    return _("We answer within one working day.")


def _theme(request: HttpRequest) -> str:
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else "system"
