"""Ten thousand movements, shuffled and told three times, heard by workers at once."""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction

from rma.actions import mending, tracking
from rma.models import Message
from rma.queries import invariants
from shipping.models import Parcel, ParcelMovement
from shipping.tracking import fold
from shipping.words import Movement, ParcelState
from tests.rma.jobs import world
from tests.rma.jobs.world import NOON, STAFF, later

CASES, EACH, AT_ONCE, WORKERS = 20, 500, 75, 4
ON_THE_ROAD = (
    ParcelState.HANDED_OVER,
    ParcelState.MOVING,
    ParcelState.DELAYED,
    ParcelState.OUT_FOR_DELIVERY,
)
END = later(days=2)


def story(parcel, dice):
    """Return what happened to one parcel, in order, up to its delivery."""
    minutes = timedelta(minutes=1)
    states = [dice.choice(ON_THE_ROAD) for _ in range(EACH - 1)]
    return [
        Movement("sandbox", parcel.tracking_number, state, NOON + minutes * place)
        for place, state in enumerate([*states, ParcelState.DELIVERED], start=1)
    ]


def hear(parcel_id, movements):
    try:
        with transaction.atomic():
            parcel = Parcel.objects.select_for_update().get(pk=parcel_id)
            parcel.take_in(movements, at=END)
        tracking.follow_parcel(parcel_id=parcel_id, by=STAFF, at=END)
        mending.look_into_parcel(parcel_id=parcel_id, by=STAFF, at=END)
    finally:
        connection.close()


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.django_db(transaction=True)
def test_ten_thousand_movements_in_any_order_end_as_in_order_and_tell_once(mailbox):
    dice = random.Random(11)
    for _ in range(CASES):
        world.open_return()
    world.drain(NOON)
    world.keep_at_home()
    stories = {
        parcel.pk: story(parcel, dice) for parcel in Parcel.objects.order_by("id")
    }
    told = []
    for parcel_id, movements in stories.items():
        shuffled = movements * 3
        dice.shuffle(shuffled)
        told += [
            (parcel_id, shuffled[at : at + AT_ONCE])
            for at in range(0, len(shuffled), AT_ONCE)
        ]
    dice.shuffle(told)
    with ThreadPoolExecutor(WORKERS) as workers:
        list(workers.map(lambda part: hear(*part), told))
    world.drain(END)

    assert ParcelMovement.objects.filter(carrier="sandbox").count() >= CASES * EACH
    for parcel in Parcel.objects.order_by("id"):
        in_order = fold(stories[parcel.pk])
        assert (parcel.state, parcel.state_at) == (in_order.state, in_order.state_at)
        assert parcel.delivered_at == in_order.delivered_at
    letters = Counter(Message.objects.values_list("case", "letter", "to"))
    assert [key for key, times in letters.items() if times > 1] == []
    assert Message.objects.filter(letter="arrived").count() == CASES
    assert invariants.find_all(END) == []
