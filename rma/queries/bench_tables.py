"""The tables of the bench as an administrator edits them."""

from rma.models import Check, DispositionRule

# A house has dozens of these, not thousands.
_MOST = 500


def checks() -> list[Check]:
    """Return all checks in their order."""
    rows = Check.objects.select_related("product").order_by("position", "pk")
    return list(rows[:_MOST])


def check(check_id: int) -> Check | None:
    """Return one check."""
    return Check.objects.select_related("product").filter(pk=check_id).first()


def rules() -> list[DispositionRule]:
    """Return all rules in the order they are asked."""
    rows = DispositionRule.objects.select_related("manufacturer")
    return list(rows.order_by("position", "pk")[:_MOST])


def rule(rule_id: int) -> DispositionRule | None:
    """Return one rule."""
    return DispositionRule.objects.filter(pk=rule_id).first()
