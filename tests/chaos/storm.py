"""Hooks in a storm: many, shuffled, told three times, to workers that are killed."""

import json
import os
import random
import signal
import sys
import time
import uuid
from collections import Counter
from datetime import timedelta

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from outbox import handlers, post, work  # noqa: E402
from outbox.models import Job  # noqa: E402
from rma.models import Case, Message  # noqa: E402
from rma.queries import invariants  # noqa: E402
from shipping import carriers, inbox  # noqa: E402
from shipping.carriers.sandbox.carrier import SandboxCarrier  # noqa: E402
from shipping.carriers.watched import OpenGate, Watched  # noqa: E402
from shipping.models import CarrierHook, Parcel, ParcelMovement  # noqa: E402
from shipping.tracking import fold  # noqa: E402
from shipping.words import Movement, ParcelState  # noqa: E402
from tests.chaos import letters  # noqa: E402
from tests.chaos.forking import begin, end, tell  # noqa: E402
from tests.rma.jobs import world  # noqa: E402

WORKERS = 4
LEASE = timedelta(seconds=5)
TOLD_TIMES = 3
BEGINS_AT = timezone.now() - timedelta(hours=6)
LOOKS = ("parcel.look", "tell", "tell.together", "deliver")
ON_THE_ROAD = (
    ParcelState.HANDED_OVER,
    ParcelState.MOVING,
    ParcelState.DELAYED,
    ParcelState.OUT_FOR_DELIVERY,
)


class Gossip(SandboxCarrier):
    """A carrier that tells of a parcel what its hooks said so far, in any order."""

    def track(self, tracking_number, *, mover="", handed_over_at, at):
        with connection.cursor() as cursor:
            cursor.execute("select step from told where number = %s", [tracking_number])
            steps = {step for (step,) in cursor.fetchall()}
        return tuple(
            movement
            for step, movement in enumerate(story(tracking_number))
            if step in steps
        )


def story(number):
    """Return what happens to one parcel, in order, up to its delivery."""
    dice = random.Random(number)
    states = [dice.choice(ON_THE_ROAD) for _ in range(STEPS - 1)]
    return [
        Movement("sandbox", number, state, BEGINS_AT + timedelta(minutes=step))
        for step, state in enumerate([*states, ParcelState.DELIVERED])
    ]


def furnish(parcels):
    """Open returns whose labels are bought and whose parcels nobody has handed over."""
    with connection.cursor() as cursor:
        cursor.execute(
            "create table told"
            " (number varchar(64), step int, primary key (number, step))"
        )
    at = timezone.now() - timedelta(days=1)
    for _ in range(parcels):
        world.open_return(at=at)
    while work.drain(only=kinds()):
        pass
    world.keep_at_home()


def kinds():
    """Name the jobs done here: drawing papers takes a second each and tells nobody."""
    return {*handlers.kinds()} - {"draw"}


def send(seed):
    """Be the carrier's hooks: every step of every parcel three times, in any order."""
    dice = random.Random(seed)
    numbers = Parcel.objects.order_by("id").values_list("tracking_number", flat=True)
    events = [(number, step) for number in numbers for step in range(STEPS)]
    events *= TOLD_TIMES
    dice.shuffle(events)
    for first in range(0, len(events), 20):
        events_now = events[first : first + 20]
        # The carrier knows of a step before it tells of it.
        with connection.cursor() as cursor:
            cursor.executemany(
                "insert into told values (%s, %s) on conflict do nothing", events_now
            )
        for number, step in events_now:
            # Told again it may be the same bytes, or the same news anew.
            data = {"tracking_number": number, "carrier": "ups", "step": step}
            told = {"event": "track_updated", "data": data, "try": dice.choice("ab")}
            body = json.dumps(told).encode()
            inbox.keep(carrier="shippo", body=body, proof="secret", at=timezone.now())


def live(seed):
    """Be a worker until somebody kills it."""
    dice = random.Random(seed)
    told_by = Watched(Gossip(), OpenGate())
    carriers._carrier = lambda _name: told_by
    only = kinds()
    while True:
        work.sweep()
        if dice.random() < 0.3:
            with transaction.atomic():
                post.post("hooks", f"hooks:{uuid.uuid4().hex}")
        work.drain(limit=20, lease_for=LEASE, only=only)
        time.sleep(0.01)


def wait_until_quiet():
    """Return when every hook is read and all that follows from them is done."""
    unread = CarrierHook.objects.filter(state__in=("new", "parked"))
    undone = Job.objects.filter(state__in=("ready", "leased"), kind__in=LOOKS)
    while unread.exists() or undone.exists():
        time.sleep(0.2)


def storm(kills, seed):
    """Let it storm over workers of which that many are killed."""
    dice = random.Random(seed)
    pids = [begin(live, dice.random()) for _ in range(WORKERS)]
    sender = begin(send, seed)
    for _ in range(kills):
        time.sleep(dice.uniform(0.05, 0.6))
        one = dice.randrange(WORKERS)
        os.kill(pids[one], signal.SIGKILL)
        os.waitpid(pids[one], 0)
        pids[one] = begin(live, dice.random())
    endings = [end(sender), end(begin(wait_until_quiet))]
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    tell(kills=kills, endings=endings)
    sys.exit(end(begin(verdict)))


def verdict():
    """Compare each parcel with its story in order, and count the letters."""
    others = []
    for parcel in Parcel.objects.order_by("id"):
        said = fold(story(parcel.tracking_number))
        if (parcel.standing, parcel.delivered_at) != (said.state, said.delivered_at):
            others.append(parcel.code)
    written = Counter(Message.objects.values_list("case", "letter", "to"))
    handed_in = Counter(letters.book().read_text().split())
    tell(
        others=others,
        parcels=Parcel.objects.count(),
        movements=ParcelMovement.objects.exclude(state="label_ready").count(),
        hooks=CarrierHook.objects.count(),
        looks=Job.objects.filter(kind="parcel.look").count(),
        cases=sorted(set(Case.objects.values_list("status", "inbound_state"))),
        arrived=Message.objects.filter(letter="arrived").count(),
        twice=[[*map(str, key)] for key, times in written.items() if times > 1],
        written=sum(written.values()),
        handed_in_twice=sum(times > 1 for times in handed_in.values()),
        problems=invariants.find_all(timezone.now())[:20],
    )


if __name__ == "__main__":
    count, STEPS, times, chosen = (*map(int, sys.argv[1:4]), sys.argv[4])
    # Here, or each worker born would spend its first seconds on it.
    handlers.load()
    end(begin(furnish, count))
    storm(times, chosen)
