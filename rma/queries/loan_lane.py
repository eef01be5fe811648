"""The lane of a loaner on its customer's page: out, there, back."""

from rma.queries.loans import LoanView
from rma.queries.tracking_page import Milestone, lane_of
from rma.rules.words import N_


def stops(loan: LoanView) -> tuple[Milestone, ...]:
    """Return the stops of a loaner, those behind it with their times."""
    times = (
        loan.shipped_at,
        loan.shipped_at,
        loan.delivered_at,
        loan.returning_at,
        loan.back_at,
    )
    reached = [place for place, moment in enumerate(times, start=1) if moment]
    texts = (
        N_("Loaner packed"),
        N_("On the way to you"),
        N_("With you"),
        N_("On its way back"),
        N_("Back with us"),
    )
    return lane_of(texts, max(reached, default=0), dict(enumerate(times, start=1)))
