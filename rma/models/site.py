"""A place of ours: where parcels go, and who answers there."""

from dataclasses import replace
from datetime import date, time
from functools import cache

import holidays
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from rma.rules.calendar import Calendar, calendar
from rma.rules.packing import BoxLimits
from shipping.wishes import DutyPayer
from shipping.words import Address


class SiteQuerySet(models.QuerySet["Site"]):
    """Find sites."""

    def default(self) -> "Site":
        """Return the site that takes what nothing else claims."""
        return self.order_by("-is_default", "id")[0]


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
    collects_at = models.TimeField(
        _("the carrier collects at"),
        default=time(16),
        help_text=_("What leaves that day is packed by then."),
    )
    weekdays = models.CharField(
        _("working days"),
        max_length=20,
        default="0,1,2,3,4",
        help_text=_("Numbers from 0 for Monday to 6 for Sunday, with commas."),
    )

    holiday_region = models.CharField(
        _("region of public holidays"),
        max_length=10,
        blank=True,
        help_text=_("As in BY for Bavaria; empty means those of the whole country."),
    )
    days_off = models.TextField(
        _("more days off"),
        blank=True,
        help_text=_("One day a line, like 2026-12-24."),
    )
    is_default = models.BooleanField(
        _("takes what no rule sends elsewhere"), default=False
    )
    box_most_kg = models.PositiveSmallIntegerField(
        _("a box weighs at most, in kg"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(1000)],
        help_text=_("Heavier returns are spread over several boxes."),
    )

    insure_from_cents = models.PositiveBigIntegerField(
        _("insure boxes worth at least, in cents"),
        null=True,
        blank=True,
        help_text=_("In the currency of the return. Empty: none is insured."),
    )
    sign_from_cents = models.PositiveBigIntegerField(
        _("want a signature for boxes worth at least, in cents"),
        null=True,
        blank=True,
        help_text=_("Empty: nobody has to sign."),
    )
    importer_name = models.CharField(
        _("importer of record"),
        max_length=120,
        blank=True,
        help_text=_("Who imports what comes back. Empty: the company above."),
    )
    importer_number = models.CharField(
        _("importer's number"),
        max_length=40,
        blank=True,
        help_text=_("EORI in Europe, EIN in the United States."),
    )
    duty_payer = models.CharField(
        _("who pays duty on what comes back"),
        max_length=9,
        choices=[
            (DutyPayer.RECIPIENT.value, _("we do")),
            (DutyPayer.SENDER.value, _("the customer does")),
        ],
        default=DutyPayer.RECIPIENT.value,
    )

    pays_on_use = models.BooleanField(
        _("pays for return labels once they are used"),
        default=False,
        help_text=_(
            "Where the carrier offers it: it brings them back with the same carrier "
            "that brought them. Labels nobody uses cost nothing."
        ),
    )
    sends_boxes = models.BooleanField(
        _("sends an empty box with the label inside to who wants one"), default=False
    )

    objects = SiteQuerySet.as_manager()

    class Meta:
        """Keep one default at most, and want boxes that can hold something."""

        constraints = [
            models.UniqueConstraint(
                fields=["is_default"],
                condition=models.Q(is_default=True),
                name="site_one_default",
            ),
            models.CheckConstraint(
                condition=models.Q(box_most_kg__gte=1), name="site_box_holds_something"
            ),
            models.CheckConstraint(
                condition=models.Q(duty_payer__in=[word.value for word in DutyPayer]),
                name="site_duty_payer_known",
            ),
        ]

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
    def importer(self) -> Address:
        """Return who imports what comes back."""
        return replace(self.address, name=self.importer_name or self.company)

    @property
    def box_limits(self) -> BoxLimits:
        """Return what one box to this site may hold."""
        return BoxLimits(most_grams=self.box_most_kg * 1000)

    @property
    def calendar(self) -> Calendar:
        """Return the working days and hours of this site, public holidays off."""
        return calendar(
            zone=self.time_zone,
            opens=self.opens,
            closes=self.closes,
            weekdays=[int(day) for day in self.weekdays.split(",") if day.strip()],
            days_off=self._closed,
        )

    @property
    def _closed(self) -> frozenset[date]:
        """Return public holidays and the site's own days off."""
        public = _public_holidays(self.country, self.holiday_region)
        own = frozenset(date.fromisoformat(day) for day in self.days_off.split())
        return public | own if own else public


@cache
def _public_holidays(country: str, region: str) -> frozenset[date]:
    """Return a country's public holidays for the years a plan can reach."""
    try:
        days = holidays.country_holidays(
            country, subdiv=region or None, years=range(2023, 2036)
        )
    except NotImplementedError:
        return frozenset()
    return frozenset(days)
