"""A worker whose carrier may take so many seconds; every other pause is in step."""

import os
from datetime import timedelta

import django
from django.core.management import call_command

django.setup()

from shipping import breaker, carriers  # noqa: E402
from shipping.carriers.shippo import carrier as shippo  # noqa: E402
from shipping.carriers.shippo import line  # noqa: E402

SLOW = float(os.environ["CHAOS_SLOW_SECONDS"])


class Impatient(shippo.ShippoCarrier):
    """The real carrier, which waits twice as long as a slow answer takes."""

    def __init__(self, **options):
        super().__init__(read_seconds=2 * SLOW, **options)


if __name__ == "__main__":
    carriers._CARRIERS["shippo"] = "tests.chaos.impatient.Impatient"
    breaker._FIRST_PAUSE = timedelta(seconds=SLOW)
    line._A_WHILE = shippo._A_WHILE = timedelta(seconds=2 * SLOW)
    call_command("work", pause=0.2)
