"""Several units leave in one box: a serial each, or all of them without."""

import pytest

from rma.actions import dispatching, receiving, resolving
from rma.models import Dispatch, Unit
from rma.rules.words import Reason, ResolutionKind
from rma.steps.counting import Arrival
from rma.steps.requests import LineRequest
from tests.rma import builders
from tests.rma.builders import CLERK, NOON, later

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting():
    """Return three cables of one line whose replacements wait to leave."""
    product = builders.a_product("CABLE-1", category="cable")
    three = LineRequest(
        reason=Reason.WRONG_ITEM,
        wish="replacement",
        sku=product.sku,
        quantity=3,
        description="Too short.",
    )
    case = builders.a_case(three)
    line = builders.the_line(case)
    line.approved, line.decision, line.decided_at = 3, "approved", NOON
    line.save()
    arrivals = (Arrival(line_id=line.pk, quantity=3),)
    receiving.receive_units(
        case=case.ref, arrivals=arrivals, by=CLERK, at=later(days=1)
    )
    resolving.resolve_units(
        case=case.ref,
        line_id=line.pk,
        quantity=3,
        kind=ResolutionKind.REPLACEMENT,
        by=CLERK,
        at=later(days=1),
    )
    return Dispatch.objects.select_related("line").get(line=line)


def ship(dispatch, *serials, **more):
    return dispatching.ship_unit(
        case=dispatch.line.case_id,
        dispatch_id=dispatch.pk,
        serials=serials,
        by=CLERK,
        at=later(days=2),
        **more,
    )


class TestSeveral:
    def test_bind_a_serial_each(self, waiting):
        case = ship(waiting, "K-1", "K-2", " K-3 ")
        waiting.refresh_from_db()
        assert waiting.serial == "K-1, K-2, K-3"
        units = Unit.objects.filter(left_with=waiting)
        assert sorted(units.values_list("serial", flat=True)) == ["K-1", "K-2", "K-3"]
        assert {unit.account_id for unit in units} == {case.account_id}

    def test_may_have_none_where_somebody_says_so(self, waiting):
        with pytest.raises(dispatching.SerialsMissing):
            ship(waiting)
        ship(waiting, has_no_serials=True)
        waiting.refresh_from_db()
        assert waiting.shipped_at
        assert not Unit.objects.filter(left_with=waiting).exists()

    @pytest.mark.parametrize(
        ("serials", "refusal"),
        [
            (("K-1", "K-2"), dispatching.SerialsMissing),
            (("K-1", "K-2", "K-3", "K-4"), dispatching.SerialsMissing),
            (("K-1", "K-2", "k 2"), dispatching.SerialTaken),
        ],
    )
    def test_too_few_too_many_or_twice_the_same_bind_nothing(
        self, waiting, serials, refusal
    ):
        with pytest.raises(refusal):
            ship(waiting, *serials)
        assert not Unit.objects.filter(serial__startswith="K").exists()

    def test_take_no_serial_that_was_sold_before(self, waiting):
        builders.a_unit("K-2", product=waiting.line.product)
        with pytest.raises(dispatching.SerialTaken):
            ship(waiting, "K-1", "K-2", "K-3")
        assert not Unit.objects.filter(serial="K-1").exists()
