"""Labels that appear after we stopped waiting for them: kept or given back."""

from datetime import timedelta

import pytest

from outbox.models import Job
from shipping import checks, purchasing, refunding, refunds, watching
from shipping.models import LabelRefund, SandboxLabel, SentOrder, SpendingDay
from shipping.models.label_refund import RefundState
from shipping.ordering import cancel_shipment, order_label, want_void
from shipping.outcomes import Declined, Purchased
from shipping.pace import HORIZON
from tests.shipping.builders import (
    NOON,
    bought,
    give_surplus_back,
    order,
    paid,
    settle_to_the_end,
    void_to_the_end,
    who,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def appear(rate_id, at, number=1):
    """Let the sandbox show a label for a rate that it never answered for."""
    purchase = SentOrder.objects.get(rate_id=rate_id).purchase
    return SandboxLabel.objects.create(
        provider_id=f"sbx_late_{number}",
        ref=purchase.ref,
        rate_id=rate_id,
        tracking_number=f"SBX00000000000000{number:02}",
        service="sbx_ground",
        cost_cents=purchase.cost_cents or 1,
        currency="USD",
        is_return=True,
        sender=purchase.parcel.shipment.sender,
        recipient=purchase.parcel.shipment.recipient,
        weight_grams=1200,
        reference="R",
        purchased_at=at,
        ready_at=at,
        visible_at=at,
    )


def watch(at):
    watching.watch_orders(at=at)
    give_surplus_back(at)


class TestALabelThatAppearsLate:
    def test_is_kept_where_nothing_else_was_bought(self):
        purchase = order(sender=who("SBX SILENT"))
        outcome, at = settle_to_the_end(purchase)
        assert isinstance(outcome, Declined)
        first, _second = SentOrder.objects.order_by("id")
        late = appear(first.rate_id, at)

        watch(at + timedelta(hours=1))
        purchase.refresh_from_db()
        assert (purchase.state, purchase.provider_id) == ("purchased", late.provider_id)
        assert SpendingDay.objects.get(day=at.date()).cents == purchase.cost_cents
        assert isinstance(purchasing.settle(purchase_id=purchase.pk, at=at), Purchased)
        assert Job.objects.filter(kind="label.buy", key__endswith=late.provider_id)
        assert checks.find_all(at + 2 * DAY) == []

    def test_is_given_back_where_the_second_order_was_bought(self):
        purchase = order(sender=who("SBX TIMEOUT BEFORE BUY"))
        outcome, at = settle_to_the_end(purchase)
        assert isinstance(outcome, Purchased)
        first = SentOrder.objects.get(attempt=1)
        late = appear(first.rate_id, at)

        watch(at + timedelta(hours=1))
        late.refresh_from_db()
        assert late.voided_at is not None
        assert [label.pk for label in paid(purchase)] != [late.pk]
        assert len(paid(purchase)) == 1
        assert LabelRefund.objects.get().cause == "surplus"

    def test_is_given_back_where_the_parcel_has_another_order_or_none_is_wanted(self):
        again, called_off = (order(sender=who("SBX SILENT")) for _ in range(2))
        for purchase in (again, called_off):
            _outcome, at = settle_to_the_end(purchase)
        order_label(parcel=again.parcel, at=at)
        cancel_shipment(shipment=called_off.parcel.shipment, at=at)
        for number, sent in enumerate(SentOrder.objects.filter(attempt=2)):
            appear(sent.rate_id, at, number)

        watch(at + timedelta(hours=1))
        assert paid(again) == paid(called_off) == []
        assert LabelRefund.objects.filter(state="returned").count() == 2

    def test_is_looked_for_a_day_and_then_no_more(self):
        purchase = order(sender=who("SBX SILENT"))
        _outcome, at = settle_to_the_end(purchase)
        looks = 0
        while SentOrder.objects.filter(closed_at=None).exists():
            at += timedelta(minutes=5)
            looks += watching.watch_orders(at=at).orders
            assert at < NOON + 3 * DAY

        assert at >= NOON + 48 * HORIZON
        assert 6 <= looks <= 60

    def test_of_an_order_answered_clearly_is_not_looked_for(self):
        bought()
        settle_to_the_end(order(sender=who(postal_code="00003")))
        assert not SentOrder.objects.filter(closed_at=None).exists()


class TestMoneyThatTheCarrierKeeps:
    @pytest.fixture
    def refused(self):
        purchase = bought(sender=who("SBX VOID REFUSED"))
        want_void(purchase=purchase, at=NOON)
        void_to_the_end(purchase)
        return purchase

    def test_is_asked_for_again_and_then_left_to_a_person(self, refused):
        refund = LabelRefund.objects.get()
        at, waits = NOON, []
        while True:
            said = refunding.pursue(refund_id=refund.pk, at=at)
            if said.look_again_after is None:
                break
            waits.append(said.look_again_after)
            at += said.look_again_after

        assert waits == [timedelta(days=7)]
        assert said.state is RefundState.REFUSED
        refused.refresh_from_db()
        assert refused.state == "void_refused"
        assert order_label(parcel=refused.parcel, at=at).pk == refused.pk

    def test_is_given_up_by_a_person_with_a_reason_and_the_parcel_is_free(
        self, refused
    ):
        refund = LabelRefund.objects.get()
        refunds.end(refund_id=refund.pk, by="Lea", reason="4 dollars", at=NOON)

        refused.refresh_from_db()
        assert refused.state == "voided"
        assert order_label(parcel=refused.parcel, at=NOON).pk != refused.pk
        with pytest.raises(refunds.NotRefused):
            refunds.end(refund_id=refund.pk, by="Lea", reason="again", at=NOON)

    def test_comes_back_where_a_person_has_the_carrier_asked_once_more(self, refused):
        SandboxLabel.objects.update(scenario="")
        refund = LabelRefund.objects.get()
        refunds.ask_again(refund_id=refund.pk, at=NOON)
        give_surplus_back()

        refused.refresh_from_db()
        assert refused.state == "voided"
        assert SpendingDay.objects.get().cents == 0
        assert paid(refused) == []
