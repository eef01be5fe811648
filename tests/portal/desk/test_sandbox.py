"""The sandbox in the hand: parcels moved, a day passed, failures chosen."""

import pytest

from outbox.models import Job
from shipping import following, purchasing, rehearsing
from shipping.models import LabelPurchase, Parcel, SandboxScenario
from shipping.words import ParcelState
from tests.portal.desk.conftest import said_by, text
from tests.rma.builders import NOON, later

PAGE = "/desk/sandbox/"


@pytest.fixture
def bought(approved):
    """A parcel with a label, not handed over."""
    purchasing.settle(purchase_id=LabelPurchase.objects.get().pk, at=NOON)
    return Parcel.objects.get()


class TestTheSandbox:
    def test_lists_what_moves_in_few_looks(
        self, support, bought, django_assert_max_num_queries
    ):
        with django_assert_max_num_queries(8):
            page = text(support.get(PAGE))
        assert bought.tracking_number in page
        assert "Sandbox: these parcels exist nowhere else" in page

    def test_moves_one_parcel_and_lets_a_day_pass_once(self, support, bought):
        page = support.post(f"{PAGE}parcels/{bought.pk}", follow=True)
        assert "moves one step" in said_by(page)[-1]
        for _press in range(2):
            support.post(f"{PAGE}day")
        kinds = list(Job.objects.filter(kind__startswith="sandbox.").values("kind"))
        assert kinds == [{"kind": "sandbox.move"}, {"kind": "sandbox.day"}]

    def test_a_day_brings_the_steps_of_a_day(self, bought):
        assert rehearsing.pass_a_day(at=later(hours=1)) == 1
        following.follow(parcel_id=bought.pk, at=later(hours=1))
        bought.refresh_from_db()
        assert bought.standing is ParcelState.MOVING
        for day in range(2, 12):
            rehearsing.pass_a_day(at=later(hours=day))
        following.follow(parcel_id=bought.pk, at=later(hours=12))
        bought.refresh_from_db()
        assert bought.standing is ParcelState.DELIVERED

    def test_a_failure_is_chosen_and_forgotten(self, support, approved):
        told = {"scenario": "00003", "times": "2"}
        page = text(support.post(f"{PAGE}failures", told, follow=True))
        assert "The carrier refuses the parcel" in page
        purchase = LabelPurchase.objects.get()
        purchasing.settle(purchase_id=purchase.pk, at=NOON)
        purchase.refresh_from_db()
        assert purchase.state == "declined"
        assert SandboxScenario.objects.get().times_left == 1
        support.post(f"{PAGE}failures/forget")
        assert not SandboxScenario.objects.exists()

    def test_refuses_what_it_does_not_know(self, support):
        told = {"scenario": "=1", "times": "900"}
        page = support.post(f"{PAGE}failures", told)
        assert page.status_code == 422
        assert "900" in text(page)
        assert not SandboxScenario.objects.exists()

    def test_is_nothing_with_a_real_carrier_nor_for_others(
        self, support, warranty, customer, settings
    ):
        assert warranty.get(PAGE).status_code == 403
        assert customer.get(PAGE).status_code == 404
        assert support.get(f"{PAGE}day").status_code == 405
        settings.SHIPPING_CARRIER = "shippo"
        for where in ("day", "failures", "failures/forget", "parcels/1"):
            assert support.post(PAGE + where).status_code == 404
