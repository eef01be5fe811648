"""The page of a leg: everything known of its boxes, and everything done about them."""

import pytest

from outbox.models import Job
from rma.models import Case, ParcelTrouble
from shipping import purchasing
from shipping.models import CarrierCall, LabelPurchase, Parcel, Shipment
from shipping.words import Direction, ParcelState
from tests.portal.desk.conftest import once, said_by, text
from tests.rma.builders import NOON, later, move

MOST_STATEMENTS = 12


@pytest.fixture
def leg(approved):
    """The way to us of a return, its label bought."""
    purchase = LabelPurchase.objects.get(parcel__shipment__reference=approved.number)
    purchasing.settle(purchase_id=purchase.pk, at=NOON)
    return Shipment.objects.get(reference=approved.number)


def box():
    return Parcel.objects.get()


def where(leg, act=""):
    return f"/desk/shipments/{leg.pk}" + (f"/boxes/{box().pk}/{act}" if act else "")


class TestThePage:
    def test_tells_all_of_it_in_few_looks(
        self, support, leg, django_assert_max_num_queries
    ):
        with django_assert_max_num_queries(MOST_STATEMENTS):
            page = text(support.get(where(leg)))
        purchase = LabelPurchase.objects.get()
        assert leg.reference in page
        assert purchase.ref in page
        assert "Ordered the label" in page
        assert "Bought" in page
        assert "1200 g" in page or " g, " in page

    def test_shows_no_secret_of_a_call(self, support, leg):
        call = CarrierCall.objects.filter(action="purchase").get()
        call.answer = (
            '{"status": "ERROR", "name": "Ann Lee", "label_url": "https://x/?k=s3cret",'
            ' "messages": [{"text": "see https://u:pw@host/a?sig=1 or ann@ex.org"}]}'
        )
        call.save()
        page = text(support.get(where(leg)))
        assert "&quot;status&quot;: &quot;ERROR&quot;" in page
        for secret in ("s3cret", "u:pw", "sig=1", "ann@ex.org", "Ann Lee&quot;"):
            assert secret not in page

    def test_is_led_to_by_its_return(self, support, leg):
        assert where(leg) in text(support.get(f"/desk/returns/{leg.reference}"))

    def test_is_found_by_a_number_that_nothing_else_has(self, support, leg):
        LabelPurchase.objects.update(tracking_number="OLD-77", state="voided")
        found = support.get("/desk/returns/", {"q": "OLD-77"})
        assert found["Location"] == where(leg)

    def test_is_nobodys_who_is_not_ours_and_nothing_where_nothing_is(
        self, customer, support, leg
    ):
        assert customer.get(where(leg)).status_code == 404
        assert support.get("/desk/shipments/99999").status_code == 404
        assert support.get("/desk/shipments/1/boxes/9/lost").status_code == 404


class TestWhatCanBeDone:
    def test_a_label_goes_back_once_and_another_may_be_ordered(self, warehouse, leg):
        told = {"once": once()}
        for _press in range(2):
            page = warehouse.post(where(leg, "give-back"), told, follow=True)
        assert "It goes back" in said_by(page)[-1]
        assert Job.objects.filter(kind="label.void").count() == 1
        assert Case.objects.get().label_status == "void"
        again = warehouse.post(where(leg, "give-back"), {"once": once()})
        assert "given back already" in text(again)
        purchasing.void(purchase_id=LabelPurchase.objects.get().pk, at=NOON)
        assert "Order the label again" in text(warehouse.get(where(leg)))

    def test_a_label_on_its_way_does_not_go_back(self, warehouse, approved, leg):
        move(approved, Direction.IN, ParcelState.MOVING, later())
        page = warehouse.post(where(leg, "give-back"), {"once": once()})
        assert page.status_code == 422
        assert "the carrier has the parcel" in text(page)

    def test_a_parcel_is_lost_and_found_by_our_word(self, support, approved, leg):
        move(approved, Direction.IN, ParcelState.MOVING, later())
        unsaid = support.post(where(leg, "lost"), {"once": once()})
        assert unsaid.status_code == 422
        support.post(where(leg, "lost"), {"note": "They say so.", "once": once()})
        assert box().state == ParcelState.LOST
        assert ParcelTrouble.objects.open().get().kind == "lost"
        page = text(support.get(where(leg)))
        assert "Mark it as found" in page
        assert "Mark it as lost" not in page

    def test_what_is_found_is_on_its_way_again(
        self, support, approved, leg, time_machine
    ):
        move(approved, Direction.IN, ParcelState.MOVING, later())
        support.post(where(leg, "lost"), {"note": "They say so.", "once": once()})
        time_machine.move_to(later(hours=2))
        support.post(where(leg, "found"), {"note": "In depot 7.", "once": once()})
        assert box().state == ParcelState.MOVING
        assert not ParcelTrouble.objects.open().exists()
        page = support.post(where(leg, "found"), {"note": "Again.", "once": once()})
        assert "does not count as lost" in text(page)

    def test_a_parcel_that_never_left_is_not_lost(self, support, leg):
        page = support.post(where(leg, "lost"), {"note": "x", "once": once()})
        assert page.status_code == 422

    def test_the_carrier_is_asked_once_a_minute(self, support, leg):
        for _press in range(3):
            support.post(where(leg, "ask"))
        assert Job.objects.filter(kind="parcel.look").count() == 1

    def test_only_those_who_may_do_it(self, warranty, leg):
        assert warranty.post(where(leg, "give-back")).status_code == 403
        assert warranty.get(where(leg, "ask")).status_code == 405
