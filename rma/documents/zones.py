"""How people call the clock of a zone, on pages, letters and papers alike."""

from django.utils.translation import gettext as _


def named(zone: str) -> str:
    """Return what a zone's clock is called, as in "Berlin time" for Europe/Berlin."""
    if "/" not in zone:
        return zone
    city = zone.rsplit("/", 1)[1].replace("_", " ")
    return _("%(city)s time") % {"city": city}
