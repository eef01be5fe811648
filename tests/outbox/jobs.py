"""The handlers of these tests; each effect is one row that is never deduplicated."""

import os
import signal
import time
from datetime import timedelta

from django.db import connection, transaction

from outbox import words
from outbox.faults import faultpoint
from outbox.post import Posting, post_many
from outbox.work import every, handler


def take_effect(key):
    with connection.cursor() as cursor:
        cursor.execute("insert into effect (key) values (%s)", [key])


@handler("test.effect", attempts=100)
def effect(*, lease, at, key):
    with transaction.atomic():
        take_effect(key)
        faultpoint("test.inside")
        lease.finish()
    faultpoint("test.after")
    return words.DONE


@handler("test.posts", attempts=100)
def posts(*, lease, at, key):
    with transaction.atomic():
        take_effect(key)
        follow_up = f"{key}:next"
        post_many([Posting("test.effect", follow_up, {"key": follow_up})])
        faultpoint("test.posted")
        lease.finish()
    return words.DONE


@handler("test.slow", attempts=100)
def slow(*, lease, at, key, seconds):
    with transaction.atomic():
        take_effect(f"{key}:started")
    time.sleep(float(seconds))
    with transaction.atomic():
        take_effect(key)
        lease.finish()
    return words.DONE


@handler("test.lingers", attempts=100)
def lingers(*, lease, at, key):
    """Give a killer time to strike in the middle."""
    time.sleep(0.05)
    return effect(lease=lease, at=at, key=key)


@handler("test.stopped", attempts=100)
def stopped(*, lease, at, key):
    """Look away longer than the lease, then try to commit."""
    faultpoint("test.before")
    return effect(lease=lease, at=at, key=key)


@handler("test.bare", attempts=100)
def bare(*, lease, at, key):
    return words.DONE


@handler("test.poison", attempts=3)
def poison(*, lease, at, key):
    os.kill(os.getpid(), signal.SIGKILL)


@handler("test.hangs", attempts=2, limit=timedelta(seconds=0.5))
def hangs(*, lease, at, key):
    time.sleep(60)


@every(timedelta(days=1), "test.daily", attempts=100)
def daily(*, lease, at):
    return effect(lease=lease, at=at, key="daily")
