"""A battery that was called back: no return, no label, a person to call."""

import pytest

from rma.models import Case
from rma.steps.opening import UnsafeBattery
from tests.rma.builders import a_case, a_product, a_unit, broken

pytestmark = pytest.mark.django_db


class TestCalledBack:
    def test_no_return_is_opened(self):
        a_unit("SN-1", product=a_product("BAT-1", lithium="contained"))

        with pytest.raises(UnsafeBattery):
            a_case(broken("SN-1", reason="recall"))

        assert not Case.objects.exists()

    def test_without_a_battery_a_recall_is_a_return_like_any(self):
        a_unit("SN-1")

        assert a_case(broken("SN-1", reason="recall")).is_open

    def test_the_flow_stops_and_says_whom_to_call(self, walk, unit):
        unit.product.lithium = "contained"
        unit.product.save()
        walk.find(unit.serial)
        walk.tell(reason="recall")
        walk.choose(wish="replacement")

        shown = walk.check()

        assert shown.status_code == 409
        page = shown.content.decode()
        assert "Do not send it" in page
        assert "tel:" in page
        assert not Case.objects.exists()
