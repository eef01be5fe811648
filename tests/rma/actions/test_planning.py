"""How the plan follows the parcel."""

import pytest

from rma.actions import receiving
from rma.steps.counting import Arrival
from shipping.words import Direction, ParcelState
from tests.rma import builders
from tests.rma.builders import CLERK, later, move

pytestmark = pytest.mark.django_db


class TestAPlan:
    def test_promises_sooner_what_an_early_parcel_allows_and_keeps_the_first_date(self):
        case = builders.a_case()
        before = case.promises.get(step="inspect").due_at
        move(case, Direction.IN, ParcelState.MOVING, later(days=1))

        inspect = case.promises.get(step="inspect")
        assert inspect.due_at < before == inspect.original_due_at
        # Five working days from Wednesday: three on the road, two to check.
        assert inspect.due_at.date().isoformat() == "2026-03-18"
        dates = list(
            case.promises.order_by("position").values_list("due_at", flat=True)
        )
        assert dates[2:] == sorted(dates[2:])

    def test_is_counted_from_the_day_the_box_is_here(self):
        case = builders.a_case()
        receiving.receive_units(
            case=case.ref,
            arrivals=(Arrival(serial="SN-1"),),
            by=CLERK,
            at=later(days=1),
        )
        inspect = case.promises.get(step="inspect")
        assert inspect.due_at.date().isoformat() == "2026-03-13"
