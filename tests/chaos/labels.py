"""A shop whose workers die at moments nobody chose, and what was sold to it."""

import os
import random
import signal
import sys
import time
from datetime import timedelta
from urllib.parse import urlsplit

import django
from django.conf import settings
from django.core.management import call_command

django.setup()

from django.db.models import Count  # noqa: E402
from django.utils import timezone  # noqa: E402

from outbox import work  # noqa: E402
from outbox.models import Job  # noqa: E402
from shipping import breaker, carriers, checks, health, ordering, watching  # noqa: E402
from shipping.models import (  # noqa: E402
    LabelPurchase,
    LabelRefund,
    SandboxLabel,
    SentOrder,
)
from shipping.words import Direction, PlannedBox  # noqa: E402
from tests.chaos import carrier, premises  # noqa: E402
from tests.chaos.forking import begin, end, tell  # noqa: E402
from tests.chaos.jobs import HORIZON  # noqa: E402
from tests.shipping import builders  # noqa: E402

WORKERS = 3
LEASE = timedelta(seconds=0.6)
POINTS = (
    "label.after_quote",
    "label.before_send",
    "label.after_send",
    "label.after_answer",
    "label.before_document",
    "label.after_document",
    "label.after_kept",
    "label.before_void",
    "label.after_void",
    "claim.after",
    "handler.after",
    "settle.inside",
)
BREAKERS_PAUSE = timedelta(seconds=0.2)
# Who dies with the one call in hand that tries a carrier anew holds all others back for
# so long; by the clock of this chaos its minute and a half is an age.
PROBE_MAY_TAKE = timedelta(seconds=1)
OPEN = ("ready", "leased")


def shop(chance):
    """Do what customers and clerks do: order, call off, order again."""
    fate = chance.random()
    at = timezone.now()
    if fate < 0.5:
        code = "".join(chance.choices(builders.LETTERS, k=13))
        ordering.plan_and_order(
            reference=f"RMA-{code}",
            direction=Direction.IN,
            sender=builders.CUSTOMER,
            recipient=builders.DESK,
            boxes=[PlannedBox(code, builders.BOX)],
            at=at,
        )
        return
    recent = LabelPurchase.objects.select_related("parcel__shipment").order_by("-id")
    some = list(recent[:20])
    if not some:
        return
    one = chance.choice(some)
    if fate < 0.6:
        ordering.want_void(purchase=one, at=at)
    elif fate < 0.9 and one.parcel.shipment.cancelled_at is None:
        ordering.order_label(parcel=one.parcel, at=at)


def live(seed, point, is_open):
    """Be a worker until somebody kills it, or until nothing is left to do."""
    chance = random.Random(seed)
    if point:
        os.environ["OUTBOX_FAULT"] = f"{point}=crash"
    if settings.SHIPPING_CARRIER == "shippo":
        premises.call_hastily()
    else:
        wild = carrier.wild(seed, health.CircuitGate())
        carriers._carrier = lambda _name: wild
    breaker._FIRST_PAUSE = BREAKERS_PAUSE
    breaker._LONGEST_PAUSE = BREAKERS_PAUSE * 4
    breaker._PROBE_MAY_TAKE = PROBE_MAY_TAKE
    while is_open or not is_finished():
        if is_open:
            shop(chance)
        work.sweep()
        work.drain(limit=5, lease_for=LEASE)
        if chance.random() < 0.2:
            watching.watch_orders(at=timezone.now(), horizon=HORIZON)
        time.sleep(0.002)
    os._exit(0)


def is_finished():
    return not (
        Job.objects.filter(state__in=OPEN).exists()
        or SentOrder.objects.filter(closed_at=None).exists()
        or LabelRefund.objects.filter(state__in=("wanted", "asked")).exists()
    )


class House:
    """The carrier's web server, where it is asked over HTTP; it falls down as well."""

    def __init__(self, chance):
        self.chance = chance
        self.pid = 0

    def open(self):
        if settings.SHIPPING_CARRIER != "shippo":
            return
        port = urlsplit(settings.CARRIER_OPTIONS["shippo"]["base"]).port
        book = settings.RETURNWELL_DATA / "exchanges.jsonl"
        self.pid = begin(premises.serve, port, self.chance.random(), book)

    def close(self):
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)

    def fall_down(self):
        self.close()
        self.open()


def chaos(kills, seed):
    """Kill workers that often, then let the last ones finish in peace."""
    chance = random.Random(seed)
    house = House(chance)
    house.open()

    def worker(*, is_open=True):
        point = chance.choice(POINTS) if is_open and chance.random() < 0.5 else ""
        return begin(live, chance.random(), point, is_open)

    pids = [worker() for _ in range(WORKERS)]
    # Over HTTP everything takes longer; who always dies at once would do nothing.
    slower = 4 if house.pid else 1
    deaths = 0
    while deaths < kills:
        time.sleep(chance.uniform(0.01, 0.12) * slower)
        one = chance.randrange(WORKERS)
        os.kill(pids[one], signal.SIGKILL)
        for number, pid in enumerate(pids):
            dead, _status = os.waitpid(pid, 0 if number == one else os.WNOHANG)
            if dead:
                deaths += 1
                pids[number] = worker()
        if chance.random() < 0.02:
            house.fall_down()
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    last = [worker(is_open=False) for _ in range(WORKERS)]
    endings = [end(pid) for pid in last]
    house.close()
    tell(kills=deaths, endings=endings)
    end(begin(verdict))


def verdict():
    """Compare what the carrier's own ledger says with what we believe."""
    paid = SandboxLabel.objects.filter(voided_at=None)
    parcels = {}
    for ref in paid.values_list("ref", flat=True):
        parcels.setdefault(ref.split(".")[0], []).append(ref)
    attached = set(
        LabelPurchase.objects.filter(state="purchased").values_list(
            "provider_id", flat=True
        )
    )
    told = paid.exclude(provider_id__in=attached)
    states = LabelPurchase.objects.values("state").annotate(all=Count("id"))
    tell(
        sold=SandboxLabel.objects.count(),
        given_back=SandboxLabel.objects.exclude(voided_at=None).count(),
        paid_twice=[refs for refs in parcels.values() if len(refs) > 1],
        unattached=[label.ref for label in told],
        states={row["state"]: row["all"] for row in states},
        without_file=LabelPurchase.objects.filter(
            state="purchased", label_file=""
        ).count(),
        problems=checks.find_all(timezone.now() + timedelta(days=2))[:20],
    )


def migrate():
    call_command("migrate", run_syncdb=True, verbosity=0)


if __name__ == "__main__":
    end(begin(migrate))
    chaos(int(sys.argv[1]), sys.argv[2])
