"""A place of ours: where parcels go, and who answers there."""

from datetime import date, time

import holidays
from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from rma.rules.calendar import Calendar, calendar
from shipping.words import Address


class SiteQuerySet(models.QuerySet["Site"]):
    """Find sites."""

    def default(self) -> "Site":
        """Return the site that takes what nothing else claims."""
        return self.order_by("id")[0]


class Site(models.Model):
    """Hold a return address, a zone, hours, and a named contact."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    company = models.CharField(_("company"), max_length=120)
    street1 = models.CharField(_("street"), max_length=160)
    street2 = models.CharField(_("street, second line"), max_length=160, blank=True)
    city = models.CharField(_("city"), max_length=100)
    state = models.CharField(_("state or region"), max_length=60, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=20)
    country = models.CharField(_("country"), max_length=2)
    time_zone = models.CharField(_("time zone"), max_length=60, default="Europe/Berlin")
    contact_name = models.CharField(_("contact's name"), max_length=120)
    contact_email = models.EmailField(_("contact's e-mail address"))
    contact_phone = models.CharField(_("contact's phone"), max_length=40)
    opens = models.TimeField(_("opens"), default=time(8))
    closes = models.TimeField(_("closes"), default=time(17))
    weekdays = models.CharField(
        _("working days"),
        max_length=20,
        default="0,1,2,3,4",
        help_text=_("Numbers from 0 for Monday to 6 for Sunday, with commas."),
    )

    objects = SiteQuerySet.as_manager()

    @override
    def __str__(self) -> str:
        """Return the site's name."""
        return self.name

    @property
    def address(self) -> Address:
        """Return where parcels for this site go."""
        return Address(
            name=f"{self.company} Returns",
            company=self.company,
            street1=self.street1,
            street2=self.street2,
            city=self.city,
            state=self.state,
            postal_code=self.postal_code,
            country=self.country,
            phone=self.contact_phone,
            email=self.contact_email,
        )

    @property
    def calendar(self) -> Calendar:
        """Return the working days and hours of this site, public holidays off."""
        return calendar(
            zone=self.time_zone,
            opens=self.opens,
            closes=self.closes,
            weekdays=[int(day) for day in self.weekdays.split(",") if day.strip()],
            days_off=_days_off(self.country),
        )


_KNOWN_DAYS_OFF: dict[str, frozenset[date]] = {}


def _days_off(country: str) -> frozenset[date]:
    """Return a country's public holidays for the years a plan can reach."""
    if country not in _KNOWN_DAYS_OFF:
        try:
            days = holidays.country_holidays(country, years=range(2023, 2036))
            _KNOWN_DAYS_OFF[country] = frozenset(days)
        except NotImplementedError:
            _KNOWN_DAYS_OFF[country] = frozenset()
    return _KNOWN_DAYS_OFF[country]
