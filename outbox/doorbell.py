"""The bell: tells workers elsewhere that work was posted, and may fail at no cost."""

import functools
import logging
import time

from amqp.exceptions import AMQPError  # type: ignore[import-untyped]
from celery import Celery
from django.conf import settings
from kombu.exceptions import KombuError
from redis.exceptions import RedisError

QUEUE = "outbox"
TASK = "outbox.work"
QUIET = 30.0
# A second is what a request may lose to a broker that does not answer.
PATIENCE = 1.0
log = logging.getLogger(__name__)


class _Breaker:
    """Remembers that the broker was away, so that not every request asks again."""

    quiet_until = 0.0


@functools.cache
def _bell(address: str) -> Celery:
    app = Celery("doorbell", broker=address, set_as_current=False)
    app.conf.update(
        broker_connection_timeout=PATIENCE,
        broker_connection_retry=False,
        broker_heartbeat=0,
        broker_transport_options=_impatient(address),
        task_default_queue=QUEUE,
        task_ignore_result=True,
    )
    return app


def _impatient(address: str) -> dict[str, object]:
    if address.startswith("redis"):
        return {
            "socket_timeout": PATIENCE,
            "socket_connect_timeout": PATIENCE,
            "retry_on_timeout": False,
            "max_retries": 0,
        }
    return {"read_timeout": PATIENCE, "write_timeout": PATIENCE, "max_retries": 0}


def ring() -> None:
    """
    Tell the workers that something is due, where a broker is named.

    A lost ring only costs time: every worker also looks by itself. So nothing is
    raised, and after a failure the bell stays quiet for half a minute.
    """
    address = settings.BROKER_URL
    if not address or time.monotonic() < _Breaker.quiet_until:
        return
    try:
        _bell(address).send_task(
            TASK, queue=QUEUE, expires=300, retry=False, delivery_mode=1
        )
    except (KombuError, AMQPError, RedisError, OSError) as problem:
        _Breaker.quiet_until = time.monotonic() + QUIET
        log.warning("The broker can't be reached; work goes on without it: %s", problem)
