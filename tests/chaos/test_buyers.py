"""A hundred buyers at the same moment, and a day's budget for seven of them."""

import threading
import time

import pytest
from django.db import OperationalError, connection

from shipping import checks, purchasing, spending
from shipping.models import LabelPurchase, SandboxLabel, SpendingDay
from tests.shipping import builders
from tests.shipping.builders import NOON

BUYERS, ENOUGH_FOR = 100, 7


def buy(purchase_id, start, told):
    start.wait(90)
    while not told.get(purchase_id):
        try:
            outcome = purchasing.settle(purchase_id=purchase_id, at=NOON)
            told[purchase_id] = type(outcome).__name__
        except OperationalError:
            # A server takes so many at once; who was sent away comes again.
            time.sleep(0.05)
        finally:
            connection.close()


def spend():
    """Let all buy at once; the ledger must hold what the budget allowed, no more."""
    price = builders.bought().cost_cents
    cap = price * (ENOUGH_FOR + 1)
    spending.change_rules(by="Lea", reason="A quiet day", at=NOON, day_cap_cents=cap)
    orders = [builders.order().pk for _ in range(BUYERS)]
    start, told = threading.Barrier(BUYERS), {}
    threads = [
        threading.Thread(target=buy, args=(order, start, told)) for order in orders
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # Whoever still waits asks again, as a worker would.
    for order in orders:
        purchasing.settle(purchase_id=order, at=NOON)

    assert SandboxLabel.objects.count() == ENOUGH_FOR + 1
    assert SpendingDay.objects.get().cents <= cap
    declined = LabelPurchase.objects.filter(problem_code="over_budget")
    assert declined.count() == BUYERS - ENOUGH_FOR
    assert checks.find_all(NOON) == []


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.django_db(transaction=True)
def test_a_hundred_buyers_stay_within_the_days_budget():
    spend()


@pytest.mark.chaos
@pytest.mark.timeout(600)
@pytest.mark.django_db(transaction=True)
def test_a_hundred_buyers_stay_within_it_on_whichever_database_is_tested():
    spend()
