"""Labels bought from carriers that are silent, late, slow or refuse."""

import contextlib

import pytest

from outbox.faults import Fault
from shipping import checks, purchasing, reconciling
from shipping.models import CarrierCall, LabelPurchase, Parcel, SpendingDay
from shipping.ordering import label_status, order_label, want_void
from shipping.purchasing import Declined, Pending, Purchased, Unknown, Voided
from shipping.words import BoxSize, LabelStatus, ParcelState
from tests.shipping.builders import (
    NOON,
    bought,
    fault,
    order,
    paid,
    settle_to_the_end,
    void_to_the_end,
    who,
)

pytestmark = pytest.mark.django_db

SCENARIOS = {
    "": Purchased,
    "SBX TIMEOUT AFTER BUY": Purchased,
    "SBX TIMEOUT BEFORE BUY": Purchased,
    "SBX LATE BUY": Purchased,
    "SBX SOLD TWICE": Purchased,
    "SBX SILENT": Declined,
    "00001": Declined,
    "00002": Declined,
    "00003": Declined,
    "00004": Purchased,
}
POINTS = (
    "label.after_quote",
    "label.before_send",
    "label.after_send",
    "label.after_answer",
    "label.before_document",
    "label.after_document",
    "label.after_kept",
)


def asking(scenario):
    return who(postal_code=scenario) if scenario.isdigit() else who(scenario or "Ann")


class TestAWillingCarrier:
    def test_sells_the_label_and_the_parcel_has_its_number(self):
        purchase = order()
        outcome = purchasing.settle(purchase_id=purchase.pk, at=NOON)

        assert isinstance(outcome, Purchased)
        parcel = Parcel.objects.get(purchases=purchase)
        assert parcel.tracking_number == outcome.tracking_number
        assert parcel.standing is ParcelState.LABEL_READY
        assert parcel.expected_on == outcome.expected_on
        assert parcel.shipment.carrier == "sandbox"
        purchase.refresh_from_db()
        assert label_status(purchase) is LabelStatus.READY

    def test_is_asked_for_money_once_however_often_we_settle(self):
        purchase = bought()
        again = purchasing.settle(purchase_id=purchase.pk, at=NOON)

        assert again == Purchased.of(purchase)
        assert len(paid(purchase)) == 1
        assert SpendingDay.objects.get().cents == purchase.cost_cents

    def test_leaves_a_record_of_every_call_without_names_or_streets(self):
        bought()

        calls = CarrierCall.objects.all()
        assert [call.action for call in calls] == ["quote", "purchase"]
        assert all(call.answered for call in calls)
        written = " ".join(f"{call.asked} {call.answer}" for call in calls)
        assert "Ann Lee" not in written
        assert "Main Street" not in written

    def test_sells_the_service_asked_for(self):
        assert bought(service="sbx_express").service == "sbx_express"

    def test_declines_a_service_it_does_not_have(self):
        outcome, _ = settle_to_the_end(order(service="rocket"))
        assert isinstance(outcome, Declined)


class TestARefusingCarrier:
    @pytest.mark.parametrize(
        ("wish", "said"),
        [
            ({"sender": who(postal_code="00001")}, "postal code"),
            ({"sender": who(postal_code="00002")}, "no service"),
            ({"sender": who(postal_code="00003")}, "does not take"),
            ({"sender": who(name=" ")}, "a name"),
            ({"size": BoxSize(0, 1, 1, 1)}, "weight"),
            ({"size": BoxSize(70_001, 1, 1, 1)}, "70 kg"),
            ({"size": BoxSize(1, 2_701, 1, 1)}, "2.70 m"),
        ],
    )
    def test_is_taken_at_its_word_and_costs_nothing(self, wish, said):
        purchase = order(**wish)
        outcome = purchasing.settle(purchase_id=purchase.pk, at=NOON)

        assert isinstance(outcome, Declined)
        assert said in outcome.problem
        assert paid(purchase) == []
        assert sum(day.cents for day in SpendingDay.objects.all()) == 0
        purchase.refresh_from_db()
        assert label_status(purchase) is LabelStatus.FAILED

    def test_leaves_the_parcel_free_for_another_order(self):
        purchase = order(sender=who(postal_code="00003"))
        settle_to_the_end(purchase)

        another = order_label(parcel=purchase.parcel, at=NOON)
        assert another.pk != purchase.pk


class TestASilentCarrier:
    def test_that_sold_the_label_is_looked_up_and_not_asked_again(self):
        purchase = order(sender=who("SBX TIMEOUT AFTER BUY"))
        first = purchasing.settle(purchase_id=purchase.pk, at=NOON)
        assert isinstance(first, Unknown)
        assert label_status(LabelPurchase.objects.get()) is LabelStatus.PENDING

        outcome, at = settle_to_the_end(purchase, NOON + first.look_again_after)
        assert isinstance(outcome, Purchased)
        assert at == NOON + first.look_again_after
        assert len(paid(purchase)) == 1
        assert purchase.attempt == 1

    def test_that_sold_nothing_is_asked_again_only_past_the_horizon(self):
        purchase = order(sender=who("SBX TIMEOUT BEFORE BUY"))
        outcome, at = settle_to_the_end(purchase)

        assert isinstance(outcome, Purchased)
        assert at - NOON >= reconciling.HORIZON
        assert purchase.attempt == 2
        assert len(paid(purchase)) == 1
        orders = CarrierCall.objects.filter(action="purchase")
        assert len({call.asked["rate"] for call in orders}) == 2

    def test_whose_books_show_the_label_late_has_sold_one_all_the_same(self):
        purchase = order(sender=who("SBX LATE BUY"))
        settle_to_the_end(purchase)

        assert purchase.attempt == 1
        assert len(paid(purchase)) == 1

    def test_that_sold_two_gets_the_second_back(self):
        purchase = order(sender=who("SBX SOLD TWICE"))
        settle_to_the_end(purchase)

        (label,) = paid(purchase)
        assert label.provider_id == purchase.provider_id
        assert checks.find_all(NOON + 48 * reconciling.HORIZON) == []

    def test_is_given_up_after_two_orders_and_a_person_is_told(self):
        outcome, at = settle_to_the_end(order(sender=who("SBX SILENT")))

        assert isinstance(outcome, Declined)
        assert outcome.code == "not_confirmed"
        assert at - NOON >= 2 * reconciling.HORIZON

    def test_is_not_given_up_by_one_look_long_afterwards(self):
        purchase = order(sender=who("SBX SILENT"))
        purchasing.settle(purchase_id=purchase.pk, at=NOON)

        late = NOON + 3 * reconciling.HORIZON
        assert isinstance(purchasing.settle(purchase_id=purchase.pk, at=late), Unknown)


class TestASlowCarrier:
    def test_is_waited_for(self):
        purchase = order(sender=who(postal_code="00004"))
        first = purchasing.settle(purchase_id=purchase.pk, at=NOON)
        assert isinstance(first, Pending)

        outcome, _ = settle_to_the_end(purchase, NOON + first.look_again_after)
        assert isinstance(outcome, Purchased)
        assert len(paid(purchase)) == 1


class TestEveryStory:
    """Every scenario, broken off at every point or called off at every moment."""

    @pytest.mark.parametrize("point", POINTS)
    def test_does_break_off_where_it_is_told_to(self, point):
        purchase = order()
        with fault(point), pytest.raises(Fault, match=point):
            settle_to_the_end(purchase)

    @pytest.mark.parametrize("scenario", SCENARIOS)
    def test_ends_with_one_label_or_none_wherever_it_breaks_off(self, scenario):
        for point in POINTS:
            purchase = order(sender=asking(scenario))
            with fault(point), contextlib.suppress(Fault):
                settle_to_the_end(purchase)
            outcome, _at = settle_to_the_end(purchase)

            assert isinstance(outcome, SCENARIOS[scenario]), point
            wanted = 1 if SCENARIOS[scenario] is Purchased else 0
            assert len(paid(purchase)) == wanted, point
        assert checks.find_all(NOON + 48 * reconciling.HORIZON) == []

    @pytest.mark.parametrize("scenario", SCENARIOS)
    def test_ends_without_a_label_whenever_it_is_called_off(self, scenario):
        for looks, point in ((0, ""), (1, ""), (1, "label.before_send"), (2, "")):
            purchase, at = order(sender=asking(scenario)), NOON
            for look in range(looks):
                with fault(point if look == 0 else ""), contextlib.suppress(Fault):
                    said = purchasing.settle(purchase_id=purchase.pk, at=at)
                    at += getattr(said, "look_again_after", at - at)
            purchase.refresh_from_db()
            want_void(purchase=purchase, at=at)
            if purchase.state == "void_wanted":
                void_to_the_end(purchase, at)
            settled = purchasing.settle(purchase_id=purchase.pk, at=at)

            assert isinstance(settled, Voided | Declined)
            assert paid(purchase) == []
        assert checks.find_all(NOON + 48 * reconciling.HORIZON) == []
        assert sum(day.cents for day in SpendingDay.objects.all()) == 0
