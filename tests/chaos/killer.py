"""Workers of the outbox that die at moments nobody chose, while work is posted."""

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

import django
from django.core.management import call_command

from tests.outbox.yard import Yard

WORKERS = 3
# Longer than a commit takes on a disk that others load, or no job could end in time.
LEASE = 5.0
JOBS = 5


def worker():
    """Fork before any connection exists, so that a worker's death is its own."""
    pid = os.fork()
    if pid:
        return pid
    call_command("work", lease=LEASE)
    os._exit(0)


def kill_often(yard, kills, seed):
    """Post jobs and kill workers that often; return the keys of what is owed."""
    chance = random.Random(seed)
    pids = [worker() for _ in range(WORKERS)]
    keys = []
    for kill in range(kills):
        slow = [f"job:{kill:04}-{number}" for number in range(JOBS)]
        more = [f"job:{kill:04}-{JOBS + number}" for number in range(JOBS)]
        yard.post("test.lingers", *slow)
        yard.post("test.posts", *more)
        keys += [*slow, *more, *(f"{key}:next" for key in more)]
        time.sleep(chance.uniform(0.02, 0.2))
        one = chance.randrange(WORKERS)
        os.kill(pids[one], signal.SIGKILL)
        os.waitpid(pids[one], 0)
        pids[one] = worker()
    return pids, keys


def tell(**facts):
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    django.setup()
    times, chosen = sys.argv[1:]
    place = Yard(Path(os.environ["RETURNWELL_DATA"]), os.environ["DATABASE_URL"])
    alive, owed = kill_often(place, int(times), chosen)
    tell(keys=owed)
    # The last ones work in peace until whoever started this one says stop.
    sys.stdin.readline()
    for pid in alive:
        os.kill(pid, signal.SIGTERM)
    tell(endings=[os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in alive])
