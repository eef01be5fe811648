"""How many statements a request may cost; one more each is for the key."""

from rma.models import Case, CaseLine
from tests.portal.api import world
from tests.portal.api.counting import statements

KEY = 1
# What the API adds to the use case: reading the return back, in its transaction.
TOLD_AND_KEPT = 3


class TestBudgets:
    def test_open_a_return(self, partner, sick):
        with statements(14 + TOLD_AND_KEPT + KEY):
            assert partner.post("/returns", world.asked("SN-0001")).status_code == 201

    def test_open_a_return_of_many_units_costs_the_same(self, partner, north, camera):
        serials = [world.unit(f"U{n}", north, camera).serial for n in range(20)]
        with statements(14 + TOLD_AND_KEPT + KEY):
            assert partner.post("/returns", world.asked(*serials)).status_code == 201

    def test_scan(self, staff, opened):
        for code in (opened["number"], "sn-0001", "SO-1001", "nobody's"):
            with statements(2 + KEY):
                staff.post("/scans", {"code": code}, once="")

    def test_list(self, partner, north, camera):
        for n in range(6):
            partner.post(
                "/returns", world.asked(str(world.unit(f"U{n}", north, camera)))
            )
        with statements(4 + KEY):
            partner.get("/returns", status="approved", limit=3)

    def test_read(self, partner, opened):
        with statements(8 + KEY):
            partner.get(f"/returns/{opened['number']}")

    def test_look_up_cover(self, partner, sick):
        with statements(4 + KEY):
            partner.get("/coverage", serial="SN-0001")

    def test_receive(self, staff, opened):
        line = CaseLine.objects.get()
        # A parcel comes with its label; one that was faster costs a few more.
        Case.objects.update(label_status="ready")
        with statements(14 + TOLD_AND_KEPT + KEY):
            answer = staff.post(
                f"/returns/{opened['number']}/receipts",
                {"lines": [{"line": line.pk, "quantity": 1}]},
            )
        assert answer.status_code == 201
