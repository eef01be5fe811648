"""Scenes played by real processes: some are killed, some race for the same thing."""

import json
import os
import sys
from datetime import timedelta
from functools import partial

import django
from django.core.management import call_command

django.setup()

from shipping import checks, purchasing, spending  # noqa: E402
from shipping.models import LabelPurchase, Parcel  # noqa: E402
from shipping.ordering import order_label, plan_shipment, want_void  # noqa: E402
from shipping.words import Direction, PlannedBox  # noqa: E402
from tests.shipping import builders  # noqa: E402

SOON = builders.NOON + timedelta(seconds=10)
MUCH_LATER = builders.NOON + timedelta(days=2)
PRICE = 959


def begin(work, *arguments):
    """Fork before any connection exists, so that a death is the child's own."""
    for _ in range(5):
        builders.code()  # Each child counts on from where no other does.
    pid = os.fork()
    if pid:
        return pid
    work(*arguments)
    sys.stdout.flush()
    os._exit(0)


def end(pid):
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def alone(work, *arguments):
    return end(begin(work, *arguments))


def at_once(times, work, *arguments):
    return [end(pid) for pid in [begin(work, *arguments) for _ in range(times)]]


def tell(**facts):
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def dying(point, work, *arguments):
    os.environ["OUTBOX_FAULT"] = f"{point}=crash"
    work(*arguments)


def settle(number):
    purchasing.settle(purchase_id=number, at=builders.NOON)


def give_back(number):
    purchasing.void(purchase_id=number, at=builders.NOON)


def five_orders():
    for _ in range(5):
        builders.order()


def settle_all(numbers):
    for purchase in LabelPurchase.objects.filter(pk__in=numbers):
        builders.settle_to_the_end(purchase, at=SOON)


def want_all_void(numbers):
    for purchase in LabelPurchase.objects.filter(pk__in=numbers):
        want_void(purchase=purchase, at=builders.NOON)


def give_all_back(numbers):
    for purchase in LabelPurchase.objects.filter(pk__in=numbers):
        builders.void_to_the_end(purchase, at=SOON)


def verdict(point):
    purchases = LabelPurchase.objects.order_by("pk")
    tell(
        point=point,
        states=[purchase.state for purchase in purchases][-5:],
        paid=[len(builders.paid(purchase)) for purchase in purchases][-5:],
        problems=checks.find_all(MUCH_LATER),
    )


def kills(*points):
    """At each point five workers die, each with an order in hand; one mends it all."""
    for number, point in enumerate(points):
        voids = point.endswith("_void")
        orders = range(5 * number + 1, 5 * number + 6)
        alone(five_orders)
        if voids:
            alone(settle_all, orders)
            alone(want_all_void, orders)
        work = give_back if voids else settle
        pids = [begin(dying, point, work, order) for order in orders]
        tell(deaths=[end(pid) for pid in pids])
        alone(give_all_back if voids else settle_all, orders)
        alone(verdict, point)


def plan():
    plan_shipment(
        reference="R",
        direction=Direction.IN,
        sender=builders.CUSTOMER,
        recipient=builders.DESK,
        boxes=[PlannedBox(builders.code(), builders.BOX)],
        at=builders.NOON,
    )


def ask_for_label():
    purchase = order_label(parcel=Parcel.objects.latest("pk"), at=builders.NOON)
    tell(purchase=purchase.pk)


def settle_first():
    builders.settle_to_the_end(LabelPurchase.objects.latest("pk"))


def settle_own():
    purchase = builders.order()
    # Another day than the other scenes', so that the budget is whole.
    at = builders.NOON + timedelta(days=1)
    outcome = purchasing.settle(purchase_id=purchase.pk, at=at)
    tell(outcome=type(outcome).__name__)


def orders():
    """Ten ask for a label of the same parcel at the same time."""
    alone(plan)
    tell(scene="orders", deaths=at_once(10, ask_for_label))


def workers():
    """Six workers have the same order in hand at the same time."""
    alone(builders.order)
    tell(deaths=at_once(6, settle_first))
    alone(verdict, "workers")


def set_caps():
    spending.change_rules(
        by="Lea", reason="A quiet day", at=builders.NOON, day_cap_cents=5 * PRICE
    )


def buyers():
    """Twelve buyers share a day's budget that is enough for five of them."""
    alone(set_caps)
    tell(deaths=at_once(12, settle_own))
    alone(verdict, "buyers")


def races():
    """Everybody wants the same thing, three times over."""
    orders()
    workers()
    buyers()


if __name__ == "__main__":
    alone(partial(call_command, "migrate", run_syncdb=True, verbosity=0))
    {"kills": kills, "races": races}[sys.argv[1]](*sys.argv[2:])
