"""The tables about articles as an administrator edits them."""

from rma.models import Check, DispositionRule, Preparation, Product

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


def preparations() -> list[Preparation]:
    """Return all that is done before packing, by family, in its order."""
    rows = Preparation.objects.select_related("product")
    return list(rows.order_by("category", "product", "position", "pk")[:_MOST])


def preparation(preparation_id: int) -> Preparation | None:
    """Return one thing that is done before packing."""
    rows = Preparation.objects.select_related("product")
    return rows.filter(pk=preparation_id).first()


def categories() -> list[str]:
    """Return the families that articles belong to."""
    names = Product.objects.order_by("category").values_list("category", flat=True)
    return list(names.distinct()[:_MOST])
