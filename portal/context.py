"""What the frame of every page shows: who we are, how to reach us, which theme."""

from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

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


def contact() -> Contact:
    """Return the contact of the installation as its settings name it."""
    _name, email = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return Contact(
        name=_("Returns team"),
        email=email,
        answers=_("We answer within one working day."),
    )


def company() -> str:
    """Return the name that stands on letters and in the header."""
    name, _email = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return name or "Returnwell"


def theme_of(request: HttpRequest) -> str:
    """Return the theme the reader chose, or that of their system."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else "system"


def page_frame(request: HttpRequest) -> dict[str, Frame]:
    """Put the frame of the page into every template."""
    return {
        "frame": Frame(
            company=company(),
            contact=contact(),
            theme=theme_of(request),
            is_demo=settings.DEMO,
            back=request.get_full_path() if request.method == "GET" else "/",
        )
    }
