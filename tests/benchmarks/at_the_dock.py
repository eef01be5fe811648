"""A scan at the station among a hundred thousand open returns."""

import copy
import random
import uuid

from django.db import connection
from django.test import Client
from django.urls import reverse

from rma.models import Case, CaseLine, Unit, User
from rma.rules import numbers
from rma.rules.serials import key_of
from rma.rules.words import Role
from shipping.models import Parcel, Shipment
from shipping.words import Direction
from tests.benchmarks.measuring import Finding, compare, timed_95

OPEN = 100_000
SCANS = 120
_BATCH = 2_000


def scans(number: str, rounds: int) -> list[Finding]:
    """
    Scan codes, serials, carriers' numbers and nobody's; the floor is one row by index.

    Each return has its box, so that what is scanned under one name was so before.
    """
    dice = random.Random(3)
    codes = _fill(Case.objects.numbered(number), dice)
    User.objects.create_user("clerk@bench.example", name="Clerk", role=Role.WAREHOUSE)
    clerk = Client(HTTP_HOST="localhost")
    clerk.force_login(User.objects.get(email="clerk@bench.example"))

    def one() -> str:
        place = dice.randrange(len(codes))
        names = (f"BENCH-{place}", _tracking(place), f"NOBODY-{place}")
        ways = (codes[place], *names)
        return dice.choice(ways)

    def scan() -> None:
        told = clerk.post(
            reverse("station:scans"),
            {"scans": [{"id": str(uuid.uuid4()), "text": one()}]},
            content_type="application/json",
        )
        assert told.status_code == 200, told

    def row() -> None:
        Case.objects.filter(code=dice.choice(codes)).values_list("pk").get()

    finding = compare(
        f"station scan, {OPEN:,} open, 95 of 100", "ms",
        lambda _: timed_95(scan, SCANS), lambda _: timed_95(row, SCANS),
        rounds=rounds, limit=80,
    )  # fmt: skip
    return [finding]


def _fill(pattern: Case, dice: random.Random) -> list[str]:
    """Make many returns of the one there is, each with a unit; return their codes."""
    line = CaseLine.objects.filter(case=pattern).select_related("unit")[0]
    leg = Shipment.objects.filter(reference=pattern.number, direction=Direction.IN)[0]
    box = leg.parcels.all()[0]
    codes = [numbers.mint(dice.randrange) for _each in range(OPEN)]
    for start in range(0, OPEN, _BATCH):
        places = range(start, min(start + _BATCH, OPEN))
        units = [_like(line.unit, **_named(place)) for place in places]
        cases = [_like(pattern, code=codes[place]) for place in places]
        Unit.objects.bulk_create(units)
        Case.objects.bulk_create(cases)
        CaseLine.objects.bulk_create(
            _like(
                line,
                case=case,
                unit=unit,
                serial=unit.serial,
                order_reference=unit.order_reference,
            )
            for case, unit in zip(cases, units, strict=True)
        )
        legs = [_like(leg, reference=case.number) for case in cases]
        Shipment.objects.bulk_create(legs)
        Parcel.objects.bulk_create(
            _like(
                box,
                shipment=its,
                code=numbers.mint(dice.randrange),
                tracking_number=_tracking(place),
            )
            for place, its in zip(places, legs, strict=True)
        )
    with connection.cursor() as cursor:
        cursor.execute("analyze")
    return codes


def _tracking(place: int) -> str:
    return f"BENCHBOX{place:08}"


def _named(place: int) -> dict[str, str]:
    serial = f"BENCH-{place}"
    return {
        "serial": serial,
        "serial_key": key_of(serial),
        "order_reference": f"SO-B{place}",
    }


def _like(row, **values):
    """Return a row like another one but for some values, not yet written."""
    made = copy.copy(row)
    made._state = copy.copy(row._state)
    made._state.fields_cache = dict(row._state.fields_cache)
    made._state.adding, made.pk = True, None
    for name, value in values.items():
        setattr(made, name, value)
    return made
