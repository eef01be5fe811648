"""What a unit takes over from the one before it, and what a repair adds to it."""

from datetime import date, datetime

from rma.models import AgreementUnit, Case, CaseLine, Unit
from rma.rules import law, lineage
from rma.rules.starts import StartRule, start_by
from rma.rules.unit_facts import guarantee_end, warranty_end
from rma.rules.words import Basis, Verdict


def take_over(case: Case, unit: Unit, old: Unit, *, left_on: date) -> None:
    """
    Give a replacement the rest of the old unit's cover, or the policy's days.

    What it is worth, since when it counts by law, and what was lengthened by a repair
    go on with it; the row is saved by the caller.
    """
    rest = warranty_end(old.facts)
    if old.extended_until and old.extended_basis == Basis.WARRANTY:
        rest = max(rest, old.extended_until) if rest else old.extended_until
    terms = case.policy.after_terms
    unit.warranty_until = lineage.of_replacement(rest, terms, left_on=left_on)
    unit.first_sold_on = old.first_sold_on or start_by(
        StartRule.DELIVERED, old.facts.days
    )
    if old.extended_basis == Basis.LAW:
        unit.extended_until, unit.extended_basis = old.extended_until, Basis.LAW
    unit.paid_cents, unit.currency = old.paid_cents, old.currency
    unit.seller = old.seller


def move_agreements(unit: Unit, old: Unit, *, on: date) -> None:
    """Let agreements and licences that named the old unit name the new one."""
    moving = list(AgreementUnit.objects.filter(unit=old, left_on=None))
    if not moving:
        return
    for row in moving:
        row.left_on = on
    AgreementUnit.objects.bulk_update(moving, ["left_on"])
    AgreementUnit.objects.bulk_create(
        [
            AgreementUnit(agreement_id=row.agreement_id, unit=unit, since=on)
            for row in moving
        ],
        ignore_conflicts=True,
    )


def lengthen_after_repair(case: Case, line: CaseLine, at: datetime) -> None:
    """Let a repaired unit be covered as long as the policy and the law say."""
    unit = line.unit
    if unit is None:
        return
    left_on = case.site.calendar.local_day(at)
    facts = unit.facts
    sold_on = unit.sold_on
    is_owed_by_law = case.policy.keeps_law and line.verdict == Verdict.COVERED
    figures = (
        law.figures_for(case.account.country, sold_on)
        if is_owed_by_law and sold_on
        else None
    )
    ends = [end for end in (warranty_end(facts), unit.extended_until) if end]
    longer = lineage.of_repair(
        max(ends, default=None),
        case.policy.after_terms,
        figures,
        guarantee_until=guarantee_end(facts, figures),
        left_on=left_on,
    )
    if longer:
        unit.extended_until, unit.extended_basis = longer.until, longer.basis
        unit.save(update_fields=["extended_until", "extended_basis"])
