"""Where units of which product, fault or region go: data, in the order it is asked."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from rma.models.manufacturer import Manufacturer
from rma.models.product import Product
from rma.models.site import Site
from rma.rules.destinations import DestinationKind, Way
from rma.rules.words import Reason
from shipping.words import Address


class DestinationQuerySet(models.QuerySet["Destination"]):
    """Find destinations."""

    def in_order(self) -> "DestinationQuerySet":
        """Return those in use, the first that fits first."""
        whole = self.filter(is_active=True).select_related("site", "manufacturer")
        return whole.order_by("position", "id")


class Destination(models.Model):
    """Send what fits to a site of ours, a repair partner, or straight to its maker."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    position = models.PositiveSmallIntegerField(
        _("place in the order"),
        default=10,
        help_text=_("The lowest number that fits counts."),
    )
    is_active = models.BooleanField(_("in use"), default=True)
    kind = models.CharField(
        _("where it goes"),
        max_length=8,
        choices=[(kind.value, kind.value) for kind in DestinationKind],
        default=DestinationKind.SITE.value,
    )
    why = models.CharField(
        _("why, as customers read it"),
        max_length=200,
        help_text=_("As in: Repairs of drives are done by our partner in Brno."),
    )

    product = models.ForeignKey(
        Product,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="destinations",
        verbose_name=_("only this product"),
    )
    category = models.CharField(_("only this category"), max_length=60, blank=True)
    manufacturer = models.ForeignKey(
        Manufacturer,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="destinations",
        verbose_name=_("only this maker"),
    )
    reason = models.CharField(
        _("only this fault"),
        max_length=20,
        blank=True,
        choices=[(reason.value, reason.value) for reason in Reason],
    )
    countries = models.CharField(
        _("only from these countries"),
        max_length=200,
        blank=True,
        help_text=_("Two-letter codes with commas, as in DE, AT, CH."),
    )

    site = models.ForeignKey(
        Site,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="destinations",
        verbose_name=_("our site"),
    )
    company = models.CharField(_("company"), max_length=120, blank=True)
    street1 = models.CharField(_("street"), max_length=160, blank=True)
    street2 = models.CharField(_("street, second line"), max_length=160, blank=True)
    city = models.CharField(_("city"), max_length=100, blank=True)
    state = models.CharField(_("state or region"), max_length=60, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=20, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)

    objects = DestinationQuerySet.as_manager()

    class Meta:
        """Keep each kind with the address it needs."""

        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in DestinationKind]),
                name="destination_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(kind=DestinationKind.SITE.value, site__isnull=False)
                | (
                    ~Q(kind=DestinationKind.SITE.value)
                    & ~Q(street1="")
                    & ~Q(city="")
                    & ~Q(country="")
                    & Q(site__isnull=True)
                ),
                name="destination_has_an_address",
            ),
        ]

    @override
    def __str__(self) -> str:
        """Return the name."""
        return self.name

    @property
    def way(self) -> Way:
        """Return the rule's conditions as the rules read them."""
        listed = (code.strip().upper() for code in self.countries.split(","))
        return Way(
            id=self.pk,
            product_id=self.product_id,
            category=self.category,
            manufacturer_id=self.manufacturer_id,
            reason=self.reason,
            countries=frozenset(code for code in listed if code),
        )

    @property
    def address(self) -> Address:
        """Return where parcels go."""
        if self.site is not None:
            return self.site.address
        return Address(
            name=self.company or self.name,
            company=self.company,
            street1=self.street1,
            street2=self.street2,
            city=self.city,
            state=self.state,
            postal_code=self.postal_code,
            country=self.country,
            phone=self.phone,
            email=self.email,
        )
