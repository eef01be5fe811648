"""A company's program asks for no more than its requesters may."""

from rma.models import Case
from tests.portal.api.world import asked


class TestWhatAnApproverDecides:
    def test_is_refused_to_the_program_and_opens_nothing(self, partner, north, sick):
        north.approve_above_cents, north.limit_currency = 0, "EUR"
        north.save()
        answer = partner.post("/returns", asked("SN-0001"))
        assert (answer.status_code, answer.json()["code"]) == (409, "needs-approval")
        assert not Case.objects.exists()

    def test_goes_through_below_the_limit_and_by_our_staff(
        self, partner, staff, north, sick
    ):
        north.approve_above_cents, north.limit_currency = 0, "EUR"
        north.save()
        told = asked("SN-0001", account=north.number)
        assert staff.post("/returns", told).status_code == 201
