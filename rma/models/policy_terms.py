"""What a policy says: windows, limits, fees, times, and the terms rules take."""

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from rma.rules import road
from rma.rules.advance_terms import AdvanceTerms
from rma.rules.choices import ChoiceTerms
from rma.rules.eligibility import Fate, Limits
from rma.rules.entitlement import CoverTerms
from rma.rules.evidence import Evidence, asked_for
from rma.rules.freight import FreightTerms
from rma.rules.lineage import AfterTerms
from rma.rules.maker_repairs import Fallback
from rma.rules.money import Money
from rma.rules.plan import PlanTerms
from rma.rules.remedies import RemedyTerms
from rma.rules.starts import StartRule
from rma.rules.staying import StayRule
from rma.rules.words import Party, Reason


def _days(
    label: Any,  # noqa: ANN401 - a lazy text has no type outside the stubs
    default: int,
) -> "models.PositiveSmallIntegerField[int, int]":
    return models.PositiveSmallIntegerField(label, default=default)


def _start(
    label: Any,  # noqa: ANN401 - a lazy text has no type outside the stubs
) -> "models.CharField[str, str]":
    return models.CharField(
        label,
        max_length=12,
        choices=[(s.value, s.value) for s in StartRule],
        default=StartRule.SHIPPED.value,
    )


def _fate(
    label: Any,  # noqa: ANN401
    default: Fate,
) -> "models.CharField[str, str]":
    return models.CharField(
        label,
        max_length=5,
        choices=[(f.value, f.value) for f in Fate],
        default=default.value,
    )


def _payer(
    label: Any,  # noqa: ANN401
) -> "models.CharField[str, str]":
    return models.CharField(
        label,
        max_length=8,
        choices=[(p.value, p.value) for p in (Party.US, Party.CUSTOMER)],
        default=Party.US.value,
    )


class PolicyTerms(models.Model):
    """Hold the numbers of one version, and hand them to the rules as values."""

    doa_days = _days(_("days a unit counts as dead on arrival"), 30)
    doa_starts = _start(_("dead on arrival counts from when it is"))
    is_doa_new = models.BooleanField(
        _("a unit dead on arrival is replaced by a new one"), default=True
    )
    return_starts = _start(_("giving back counts from when it is"))
    return_days = _days(_("days an unwanted unit may come back"), 30)
    transit_days_claim = _days(_("days to report a wrong or damaged delivery"), 30)
    auto_approve_cents = models.PositiveBigIntegerField(
        _("decide unseen up to this value"), null=True, blank=True
    )

    auto_approve_tiers = models.JSONField(default=dict, blank=True)
    uncovered = _fate(_("what is not covered"), Fate.OFFER)
    too_late = _fate(_("what is given back too late"), Fate.BLOCK)
    what_to_do = models.CharField(
        _("what the customer can do instead"), max_length=300, blank=True
    )
    evidence = models.JSONField(default=dict, blank=True)
    # What may stay with its owner, as rules/staying.py reads it; the first that fits.
    stays = models.JSONField(default=list, blank=True)
    asks_erasure = models.BooleanField(
        _("wants to hear about the data before the label"), default=True
    )
    may_keep_disk = models.BooleanField(
        _("the customer may keep the disk"), default=True
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
    choice_days = _days(_("working days to answer where no fault is found"), 5)
    choice_grace_days = _days(_("working days of grace before it goes back"), 5)
    has_second_look = models.BooleanField(
        _("the customer may ask for a second look, free"), default=True
    )
    keep_percent = models.PositiveSmallIntegerField(
        _("credit where we keep a unit without a fault, in percent"), default=0
    )
    restocking_percent = models.PositiveSmallIntegerField(
        _("restocking fee in percent"), default=0
    )
    freight_fault = _payer(_("the way here, if it failed"))
    freight_unwanted = _payer(_("the way here, if it is given back"))
    freight_uncovered = _payer(_("the way here, if it is not covered"))
    freight_fee_cents = models.PositiveBigIntegerField(
        _("price of our label, where the customer pays"), default=0
    )
    currency = models.CharField(_("currency"), max_length=3, default="EUR")

    loaner_offered = models.BooleanField(
        _("lends a unit meanwhile, where one is free"), default=False
    )
    loaner_days = _days(_("days a unit is lent for"), 30)
    advance_offered = models.BooleanField(_("swaps in advance"), default=True)
    advance_ship_days = _days(_("working days to ship a swap"), 1)
    # Ten working days from delivery is the field's common figure (domain.md §4.1).
    advance_return_days = _days(_("working days to send the old unit back"), 10)
    advance_grace_days = _days(_("working days of grace"), 15)
    advance_most_open = _days(_("swaps open at once"), 5)
    # Months from the start of its cover, by the account's tier; "" is every other.
    advance_tiers = models.JSONField(default=dict, blank=True)
    # Ninety days or the rest, whichever is longer, is the field's common figure.
    replacement_days = _days(_("days a replacement is covered at least"), 90)
    repaired_days = _days(_("days a repair is covered at least"), 90)

    class Meta:
        """Be part of a policy, not a table."""

        abstract = True

    @property
    def cover_terms(self) -> CoverTerms:
        """Return the windows that decide cover."""
        return CoverTerms(
            doa_days=self.doa_days,
            return_days=self.return_days,
            transit_days=self.transit_days_claim,
            doa_starts=StartRule(self.doa_starts),
            return_starts=StartRule(self.return_starts),
            is_doa_new=self.is_doa_new,
        )

    def limits_for(self, tier: str) -> Limits:
        """Return what is decided without a person, for a tier."""
        return Limits(
            self.auto_approve_tiers.get(tier, self.auto_approve_cents),
            uncovered=Fate(self.uncovered),
            too_late=Fate(self.too_late),
            what_to_do=self.what_to_do,
        )

    def evidence_for(self, reason: Reason | None) -> tuple[Evidence, ...]:
        """Return what must be shown for a reason."""
        return asked_for(self.evidence, reason)

    @property
    def stay_rules(self) -> tuple[StayRule, ...]:
        """Return what may stay with its owner, in order."""
        return tuple(StayRule.from_dict(kept) for kept in self.stays)

    @property
    def freight_terms(self) -> FreightTerms:
        """Return who pays the way here."""
        return FreightTerms(
            fault=Party(self.freight_fault),
            unwanted=Party(self.freight_unwanted),
            uncovered=Party(self.freight_uncovered),
            fee=Money(self.freight_fee_cents, self.currency),
        )

    @property
    def after_terms(self) -> AfterTerms:
        """Return how long what we sent is covered at least."""
        return AfterTerms(self.replacement_days, self.repaired_days)

    @property
    def choice_terms(self) -> ChoiceTerms:
        """Return what may be chosen where nothing of ours was at fault."""
        return ChoiceTerms(
            has_second_look=self.has_second_look,
            keep_percent=self.keep_percent,
            paid_repair=Money(self.paid_repair_cents, self.currency),
            no_fault_fee=Money(self.no_fault_fee_cents, self.currency),
        )

    def road_days(self, home: str, country: str, on: date) -> int:
        """Return the working days on the road between our country and another."""
        return self.transit_days + road.row_for(home, country, on).more_days

    def plan_terms(self, *, is_maker_repairing: bool, road_days: int) -> PlanTerms:
        """Return the times a plan is made of, for a way of so many days."""
        return PlanTerms(
            decide_days=self.decide_days,
            hand_over_days=self.hand_over_days,
            transit_days=road_days,
            inspect_days=self.inspect_days,
            replace_days=self.replace_days,
            repair_days=self.repair_days,
            credit_days=self.credit_days,
            advance_ship_days=self.advance_ship_days,
            advance_return_days=self.advance_return_days,
            is_maker_repairing=is_maker_repairing,
        )

    def remedy_terms(
        self, maker_fallback: Fallback | None, road_days: int
    ) -> RemedyTerms:
        """Return the times and prices of remedies, the maker repairing or not."""
        return RemedyTerms(
            hand_over_days=self.hand_over_days,
            transit_days=road_days,
            inspect_days=self.inspect_days,
            replace_days=self.replace_days,
            repair_days=self.repair_days,
            credit_days=self.credit_days,
            advance_ship_days=self.advance_ship_days,
            paid_repair=Money(self.paid_repair_cents, self.currency),
            maker_fallback=maker_fallback,
            restocking_percent=self.restocking_percent,
        )

    def advance_terms_for(self, tier: str) -> AdvanceTerms:
        """Return on which terms a replacement ships first, for a tier."""
        months = self.advance_tiers.get(tier, self.advance_tiers.get(""))
        return AdvanceTerms(
            is_offered=self.advance_offered,
            return_days=self.advance_return_days,
            grace_days=self.advance_grace_days,
            most_open=self.advance_most_open,
            months=months,
        )

    @property
    def advance_terms(self) -> AdvanceTerms:
        """Return on which terms a replacement ships first, whatever the tier."""
        return self.advance_terms_for("")
