"""Differences between what was announced and what came, of one return."""

from rma.models import Case, Discrepancy


def difference(case: Case, discrepancy_id: int) -> Discrepancy | None:
    """Return a difference of a return, settled or not."""
    return Discrepancy.objects.filter(case=case, pk=discrepancy_id).first()
