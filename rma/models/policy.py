"""The rules a case is judged by: named profiles, versioned and dated."""

from datetime import date

from django.db import models
from django.db.models import Exists, Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from outbox.composed import Composed, Slot
from rma.models.destination import Destination
from rma.models.policy_terms import PolicyTerms
from rma.models.site import Site
from rma.rules.eligibility import Fate
from rma.rules.starts import StartRule
from rma.rules.words import AccountKind, Party


class PolicyQuerySet(models.QuerySet["Policy"]):
    """Find policies."""

    def in_force(self, kind: str, on: date, country: str = "") -> "Policy":
        """
        Return the policy for a kind of customer in a country on a day.

        Of each profile its newest version counts; a profile that names the country
        wins over one for everywhere. Raises Policy.DoesNotExist where none is dated.
        """
        newest: dict[str, Policy] = {}
        for row in _STARTED.all(kind=kind, on=on):
            newest.setdefault(row.name, row)
        running = [row for row in newest.values() if row.is_running(on)]
        near = [row for row in running if country and country in row.country_codes]
        far = [row for row in running if not row.countries]
        for row in (*near, *far):
            return row
        raise Policy.DoesNotExist(f"No policy for {kind} on {on}.")


class Policy(PolicyTerms):
    """Hold one version of the rules; a case keeps the one it was judged by."""

    name = models.CharField(_("name"), max_length=80)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    party = models.CharField(
        _("for"), max_length=8, choices=[(k.value, k.value) for k in AccountKind]
    )
    site = models.ForeignKey(
        Site,
        models.PROTECT,
        related_name="policies",
        verbose_name=_("returns go to"),
    )
    # Two letters each, as in "AT DE"; empty counts everywhere.
    countries = models.CharField(_("countries"), max_length=200, blank=True)
    keeps_law = models.BooleanField(
        _("gives at least what the law gives consumers"), default=False
    )
    starts_on = models.DateField(_("in force from"))
    ends_on = models.DateField(_("in force until, not included"), null=True, blank=True)

    objects = PolicyQuerySet.as_manager()

    class Meta:
        """Keep versions apart, periods in order, and consumers free of fees."""

        verbose_name_plural = "policies"
        constraints = [
            models.UniqueConstraint(
                fields=["party", "name", "version"], name="policy_version_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(ends_on__gt=models.F("starts_on")),
                name="policy_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(restocking_percent__lte=100), name="policy_percent_in_range"
            ),
            models.CheckConstraint(
                condition=Q(keep_percent__lte=100), name="policy_keep_in_range"
            ),
            models.CheckConstraint(
                condition=Q(uncovered__in=[f.value for f in Fate])
                & Q(too_late__in=[f.value for f in Fate])
                & Q(doa_starts__in=[s.value for s in StartRule])
                & Q(return_starts__in=[s.value for s in StartRule]),
                name="policy_words_known",
            ),
            models.CheckConstraint(
                condition=Q(keeps_law=False)
                | Q(party=AccountKind.PERSON.value, freight_fault=Party.US.value),
                name="policy_law_is_for_consumers",
            ),
        ]

    @override
    def __str__(self) -> str:
        """Return the name with its version."""
        return f"{self.name} v{self.version}"

    @property
    def may_go_elsewhere(self) -> bool:
        """Whether a destination may be in use; true until it was asked (`in_force`)."""
        return bool(vars(self).get("has_destinations", True))

    @property
    def country_codes(self) -> list[str]:
        """Return the countries it names."""
        return str(self.countries).split()

    def is_running(self, on: date) -> bool:
        """Whether it counts on a day."""
        return self.starts_on <= on and (self.ends_on is None or on < self.ends_on)


def _started() -> "models.QuerySet[Policy]":
    dated = Policy.objects.filter(party=Slot("kind"), starts_on__lte=Slot("on"))
    # Known on the way, so that most returns ask for no destinations.
    elsewhere = Exists(Destination.objects.in_order())
    whole = dated.select_related("site").annotate(has_destinations=elsewhere)
    return whole.order_by("-starts_on", "-version")


_STARTED = Composed(_started)
