"""A return as a program reads it: lines, plan and parcels, in four statements."""

from dataclasses import dataclass

from rma.models import Case, CaseLine
from rma.queries.dossier import ParcelView, StepView, parcels_of, plan_of


@dataclass(frozen=True, slots=True)
class ReturnView:
    """Hold a case with its lines, the steps of its plan, and its parcels."""

    case: Case
    lines: tuple[CaseLine, ...]
    plan: tuple[StepView, ...]
    parcels: tuple[ParcelView, ...]


def return_view(case: Case) -> ReturnView:
    """Return a case as programs read it."""
    lines = CaseLine.objects.of(case)
    return ReturnView(case, tuple(lines), plan_of(case, lines), parcels_of(case))
