"""The rules a case is judged by: dated, versioned, plain numbers."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from outbox.composed import Composed, Slot
from rma.models.destination import Destination
from rma.models.site import Site
from rma.rules.advance_terms import AdvanceTerms
from rma.rules.eligibility import Limits
from rma.rules.entitlement import CoverTerms
from rma.rules.maker_repairs import Fallback
from rma.rules.money import Money
from rma.rules.plan import PlanTerms
from rma.rules.remedies import RemedyTerms
from rma.rules.words import AccountKind


class PolicyQuerySet(models.QuerySet["Policy"]):
    """Find policies."""

    def in_force(self, kind: str, on: date) -> "Policy":
        """
        Return the newest policy for a kind of customer on a day.

        Raises Policy.DoesNotExist where none is dated for it.
        """
        found = _IN_FORCE.first(kind=kind, on=on)
        if found is None:
            raise Policy.DoesNotExist(f"No policy for {kind} on {on}.")
        return found


def _days(
    label: Any,  # noqa: ANN401 - a lazy text has no type outside the stubs
    default: int,
) -> "models.PositiveSmallIntegerField[int, int]":
    return models.PositiveSmallIntegerField(label, default=default)


class Policy(models.Model):
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
    starts_on = models.DateField(_("in force from"))
    ends_on = models.DateField(_("in force until, not included"), null=True, blank=True)

    doa_days = _days(_("days a unit counts as dead on arrival"), 30)
    return_days = _days(_("days an unwanted unit may come back"), 30)
    transit_days_claim = _days(_("days to report a wrong or damaged delivery"), 30)
    auto_approve_cents = models.PositiveBigIntegerField(
        _("decide unseen up to this value"), null=True, blank=True
    )

    decide_days = _days(_("working days to decide"), 1)
    hand_over_days = _days(_("working days for the customer to send"), 10)
    transit_days = _days(_("working days on the road"), 3)
    inspect_days = _days(_("working days to check"), 2)
    replace_days = _days(_("working days to ship a replacement"), 1)
    repair_days = _days(_("working days to repair"), 10)
    credit_days = _days(_("working days to credit"), 2)
    expiry_days = _days(_("days until an unused return expires"), 30)

    paid_repair_cents = models.PositiveBigIntegerField(
        _("price of a repair that is not covered"), default=9500
    )
    no_fault_fee_cents = models.PositiveBigIntegerField(
        _("fee where no fault is found"), default=0
    )
    restocking_percent = models.PositiveSmallIntegerField(
        _("restocking fee in percent"), default=0
    )
    currency = models.CharField(_("currency"), max_length=3, default="EUR")

    advance_offered = models.BooleanField(_("swaps in advance"), default=True)
    advance_ship_days = _days(_("working days to ship a swap"), 1)
    # Ten working days from delivery is the field's common figure (domain.md §4.1).
    advance_return_days = _days(_("working days to send the old unit back"), 10)
    advance_grace_days = _days(_("working days of grace"), 15)
    advance_most_open = _days(_("swaps open at once"), 5)

    objects = PolicyQuerySet.as_manager()

    class Meta:
        """Keep versions apart and periods the right way round."""

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
    def cover_terms(self) -> CoverTerms:
        """Return the windows that decide cover."""
        return CoverTerms(self.doa_days, self.return_days, self.transit_days_claim)

    @property
    def limits(self) -> Limits:
        """Return what is decided without a person."""
        return Limits(self.auto_approve_cents)

    def plan_terms(self, *, is_maker_repairing: bool) -> PlanTerms:
        """Return the times a plan is made of."""
        return PlanTerms(
            decide_days=self.decide_days,
            hand_over_days=self.hand_over_days,
            transit_days=self.transit_days,
            inspect_days=self.inspect_days,
            replace_days=self.replace_days,
            repair_days=self.repair_days,
            credit_days=self.credit_days,
            advance_ship_days=self.advance_ship_days,
            advance_return_days=self.advance_return_days,
            is_maker_repairing=is_maker_repairing,
        )

    def remedy_terms(self, maker_fallback: Fallback | None) -> RemedyTerms:
        """Return the times and prices of remedies, the maker repairing or not."""
        return RemedyTerms(
            hand_over_days=self.hand_over_days,
            transit_days=self.transit_days,
            inspect_days=self.inspect_days,
            replace_days=self.replace_days,
            repair_days=self.repair_days,
            credit_days=self.credit_days,
            advance_ship_days=self.advance_ship_days,
            paid_repair=Money(self.paid_repair_cents, self.currency),
            maker_fallback=maker_fallback,
        )

    @property
    def advance_terms(self) -> AdvanceTerms:
        """Return on which terms a replacement ships first."""
        return AdvanceTerms(
            is_offered=self.advance_offered,
            return_days=self.advance_return_days,
            grace_days=self.advance_grace_days,
            most_open=self.advance_most_open,
        )


def _in_force() -> "models.QuerySet[Policy]":
    on = Slot("on")
    running = Q(ends_on__isnull=True) | Q(ends_on__gt=on)
    dated = Policy.objects.filter(running, party=Slot("kind"), starts_on__lte=on)
    # Known on the way, so that most returns ask for no destinations.
    elsewhere = Exists(Destination.objects.in_order())
    whole = dated.select_related("site").annotate(has_destinations=elsewhere)
    return whole.order_by("-starts_on", "-version")[:1]


_IN_FORCE = Composed(_in_force)
