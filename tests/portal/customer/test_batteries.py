"""A battery that was called back: no return, no label, a person to call."""

import pytest
from django.utils import timezone

from rma.actions import stopping
from rma.models import Case, CaseLine, Discrepancy, Promise
from rma.queries import dangers
from rma.rules.actors import SYSTEM
from rma.steps.opening import UnsafeBattery
from tests.portal.customer.walk import drain
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


class TestReportedLater:
    @pytest.fixture
    def told(self, client, walk, unit):
        address = walk.whole("SN-1")
        drain()
        line = CaseLine.objects.get()
        stopping.report_battery(
            case=line.case.ref, line_id=line.pk, by=SYSTEM, at=timezone.now()
        )
        return address

    def test_the_page_says_nothing_of_sending_it(self, client, told):
        text = client.get(told).text
        assert "Do not send it – we call you" in text
        for said in ("What to do", "Packing slip", "Send it another way", "Add a box"):
            assert said not in text
        assert "We answer your question" in text
        left = Promise.objects.open().values_list("step", flat=True)
        assert list(left) == ["reply"]

    def test_a_lead_has_it_until_it_is_safe_and_the_dock_keeps_it_shut(self, told):
        case = Case.objects.get()
        found = Discrepancy.objects.open().get(case=case)
        assert (found.kind, found.serial) == ("battery", "SN-1")
        line = dangers.marked(CaseLine.objects.all()).get()
        assert dangers.danger_in([line]) == "Hold: its battery is in danger"
