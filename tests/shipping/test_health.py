"""A carrier that fails is left alone for a while; one that answers is asked enough."""

from datetime import timedelta

import pytest

from shipping import breaker, carriers, health, purchasing, spending
from shipping.breaker import Circuit
from shipping.carriers.watched import Action, Seen
from shipping.errors import CircuitOpen
from shipping.models import CarrierCircuit, SandboxLabel, SentOrder
from shipping.outcomes import Declined, Pending, Purchased
from tests.shipping.builders import NOON, order, settle_to_the_end, who

PRICE = 959
SECOND = timedelta(seconds=1)


def after(*outcomes):
    circuit = Circuit()
    for good in outcomes:
        circuit = breaker.answered(circuit) if good else breaker.failed(circuit, NOON)
    return circuit


class TestCircuit:
    def test_opens_at_the_tenth_failure_in_a_row(self):
        assert not after(*[False] * 9).is_open
        assert after(*[False] * 10).is_open

    def test_opens_where_half_of_the_last_twenty_failed(self):
        assert not after(*[True, False] * 9).is_open
        assert after(*[True, False] * 10).is_open

    def test_lets_one_probe_through_and_closes_where_it_is_answered(self):
        circuit = after(*[False] * 10)
        later = NOON + timedelta(seconds=30)
        assert breaker.wait_for(circuit, NOON) == timedelta(seconds=30)
        assert breaker.wait_for(circuit, later) is None

        probed = breaker.probing(circuit, later)
        assert breaker.wait_for(probed, later) == timedelta(seconds=90)
        assert not breaker.answered(probed).is_open
        again = breaker.failed(probed, later)
        assert breaker.wait_for(again, later) == timedelta(seconds=60)

    def test_never_waits_longer_than_ten_minutes(self):
        circuit, at = after(*[False] * 10), NOON
        for _ in range(12):
            at += breaker.wait_for(circuit, at) or timedelta(0)
            circuit = breaker.failed(breaker.probing(circuit, at), at)
        assert breaker.wait_for(circuit, at) == timedelta(minutes=10)


@pytest.mark.django_db
class TestACarrierThatFails:
    def fail(self, times, sender="SBX SILENT"):
        for number in range(times):
            purchase = order(sender=who(sender))
            at = NOON + number * SECOND
            last = purchasing.settle(purchase_id=purchase.pk, at=at)
        return last

    def test_is_not_asked_to_sell_any_more_after_ten_failures(self):
        self.fail(10)
        assert SentOrder.objects.count() == 10
        waiting = [order() for _ in range(3)]
        said = [purchasing.settle(purchase_id=each.pk, at=NOON) for each in waiting]

        assert all(isinstance(each, Pending) for each in said)
        assert SentOrder.objects.count() == 10
        assert not SandboxLabel.objects.exists()

    def test_sells_all_that_waited_once_it_answers_again(self):
        self.fail(10)
        waiting = [order() for _ in range(5)]
        ends = [settle_to_the_end(each, NOON + 12 * SECOND) for each in waiting]

        assert all(isinstance(outcome, Purchased) for outcome, _at in ends)
        assert SandboxLabel.objects.count() == 5
        assert health.may_buy("sandbox", at=max(at for _, at in ends)) is None

    def test_is_tried_by_one_order_only(self):
        self.fail(10)
        at = NOON + timedelta(minutes=2)
        gate = health.CircuitGate()
        gate.enter("sandbox", Action.PURCHASE, at=at)

        with pytest.raises(CircuitOpen):
            gate.enter("sandbox", Action.PURCHASE, at=at)

    def test_is_still_asked_what_became_of_orders(self):
        self.fail(10)
        found = carriers.current().find_purchases(ref="x", rate_id="y", at=NOON)
        assert found.complete


@pytest.mark.django_db
class TestABudgetOfCalls:
    def test_is_held_for_all_workers_and_leaves_a_fifth_to_people(self):
        gate = health.CircuitGate({"list": 10})
        for _ in range(8):
            gate.enter("shippo", Action.LIST, at=NOON)
        with pytest.raises(CircuitOpen) as refusal:
            gate.enter("shippo", Action.LIST, at=NOON + 20 * SECOND)
        assert refusal.value.retry_after == timedelta(seconds=40)

        gate.enter("shippo", Action.FIND, at=NOON)
        gate.enter("shippo", Action.FIND, at=NOON)
        with pytest.raises(CircuitOpen):
            gate.enter("shippo", Action.FIND, at=NOON)
        gate.enter("shippo", Action.FIND, at=NOON + timedelta(minutes=1))

    def test_used_up_is_no_failure_of_the_carrier(self):
        gate = health.CircuitGate({"list": 0})
        for _ in range(12):
            with pytest.raises(CircuitOpen):
                gate.enter("shippo", Action.FIND, at=NOON)
        gate.leave(Seen("shippo", Action.FIND, NOON, SECOND))
        assert not CarrierCircuit.objects.get().circuit.is_open


@pytest.mark.django_db
class TestCaps:
    def test_of_a_day_refuse_until_somebody_allows_more_with_a_reason(self):
        spending.change_rules(
            by="Lea", reason="A quiet day", at=NOON, day_cap_cents=PRICE
        )
        settle_to_the_end(order())
        refused, _ = settle_to_the_end(order())
        assert isinstance(refused, Declined)
        assert refused.code == "over_budget"

        spending.allow_more(
            by="Lea", reason="A recall", at=NOON, day=NOON.date(), cents=PRICE
        )
        assert isinstance(settle_to_the_end(order())[0], Purchased)
        (spent,) = spending.spent_on(NOON.date())
        assert (spent.cents, spent.left_cents) == (2 * PRICE, 0)

    def test_of_a_case_count_money_and_labels(self):
        spending.change_rules(
            by="Lea", reason="Small returns only", at=NOON, case_cap_labels=0
        )
        purchase = order()
        refused, _ = settle_to_the_end(purchase)
        assert "this return" in refused.problem
        assert isinstance(refused, Declined)

        spending.allow_more(
            by="Lea", reason="Three boxes", at=NOON, labels=1,
            reference=purchase.parcel.shipment.reference,
        )  # fmt: skip
        assert isinstance(settle_to_the_end(order())[0], Declined)

    def test_set_to_a_stop_make_orders_wait_and_not_fail(self):
        spending.change_rules(by="Lea", reason="A leak", at=NOON, is_stopped=True)
        purchase = order()
        said = purchasing.settle(purchase_id=purchase.pk, at=NOON)
        assert isinstance(said, Pending)
        assert not SentOrder.objects.exists()

        spending.change_rules(by="Lea", reason="Found it", at=NOON, is_stopped=False)
        assert isinstance(settle_to_the_end(purchase)[0], Purchased)


@pytest.mark.django_db
class TestOverview:
    def test_says_which_line_is_open_what_waits_and_how_many_calls_are_left(self):
        for number in range(10):
            purchase = order(sender=who("SBX SILENT"))
            purchasing.settle(purchase_id=purchase.pk, at=NOON + number * SECOND)
        order()
        shown = health.overview("sandbox", at=NOON + 10 * SECOND, limits={"list": 50})

        assert {line.line: line.state for line in shown.lines} == {
            "ask": "closed",
            "money": "open",
        }
        assert (shown.waiting, shown.confirming) == (1, 10)
        assert {left.verb: left.most for left in shown.budgets}["list"] == 50
