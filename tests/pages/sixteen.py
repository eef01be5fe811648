"""A return in each state its page can speak of, told by the real use cases."""

from datetime import timedelta

from rma.actions import approval, cancelling
from rma.models import Case
from rma.rules.words import Reason, ResolutionKind, Wish
from shipping.models import Parcel
from shipping.words import Movement, ParcelState
from tests.rma.jobs import world
from tests.rma.jobs.world import CUSTOMER, NOON, STAFF, later

# When the pages are looked at: a Thursday morning in Berlin.
LOOKED_AT = later(days=2, hours=-2)


def _sent(wish=Wish.REPLACEMENT, **more):
    case = world.open_return(wish=wish, **more)
    world.drain(NOON)
    world.keep_at_home()
    return case


def _hear(case, state, at, way="in", days=None):
    parcel = Parcel.objects.filter(
        shipment__reference=case.number, shipment__direction=way
    ).latest("id")
    day = LOOKED_AT + timedelta(days=days or 0)
    expected_on = None if days is None else day.date()
    said = Movement(
        "sandbox",
        parcel.tracking_number,
        state,
        at,
        place="Hannover, DE",
        expected_on=expected_on,
    )
    parcel.take_in([said], at=at)
    world.tracking.follow_parcel(parcel_id=parcel.pk, by=STAFF, at=at)
    world.drain(at)


def _arrived(**more):
    case = _sent(**more)
    _hear(case, ParcelState.MOVING, later(hours=4))
    _hear(case, ParcelState.DELIVERED, later(hours=9))
    return case


def _here(**more):
    case = _arrived(**more)
    world.receive(case, later(hours=20))
    return case


def _decided(kind, **more):
    case = _here(**more)
    world.inspect(case, later(hours=21))
    world.resolve(case, later(hours=22), kind)
    return case


def _left(kind=ResolutionKind.REPLACEMENT, **more):
    case = _decided(kind, **more)
    is_same = kind is ResolutionKind.REPAIR
    serial = case.lines.get().serial if is_same else f"NEW-{case.pk:04}"
    world.ship(case, later(hours=23), serial=serial)
    world.drain(later(hours=23))
    return case


def label_ready():
    return _sent()


def handed_over():
    case = _sent()
    world.hand_over(case, later(hours=4))
    return case


def on_the_way():
    case = _sent()
    _hear(case, ParcelState.MOVING, later(hours=4), days=1)
    return case


def delayed():
    case = _sent()
    _hear(case, ParcelState.MOVING, later(hours=4), days=-1)
    world.tick(later(days=1, hours=13))
    return case


def out_for_delivery():
    case = _sent()
    _hear(case, ParcelState.MOVING, later(hours=4), days=0)
    _hear(case, ParcelState.OUT_FOR_DELIVERY, later(days=1, hours=20), days=0)
    return case


def at_our_door():
    return _arrived()


def being_checked():
    return _here()


def replacement_packed():
    return _decided(ResolutionKind.REPLACEMENT)


def replacement_on_the_way():
    case = _left()
    _hear(case, ParcelState.MOVING, later(hours=30), "out", days=1)
    return case


def delayed_to_you():
    case = _left()
    _hear(case, ParcelState.MOVING, later(hours=30), "out", days=-1)
    world.tick(later(days=1, hours=14))
    return case


def repaired():
    case = _left(ResolutionKind.REPAIR, wish=Wish.REPAIR)
    _hear(case, ParcelState.HANDED_OVER, later(hours=30), "out", days=1)
    return case


def send_back():
    case = _sent(Wish.ADVANCE_REPLACEMENT)
    world.ship(case, later(hours=3), serial=f"NEW-{case.pk:04}")
    world.drain(later(hours=3))
    _hear(case, ParcelState.DELIVERED, later(hours=26), "out")
    return case


def needs_info():
    case = world.open_return(reason=Reason.OTHER)
    approval.ask_for_information(
        case=case.ref,
        line_id=case.lines.get().pk,
        question="Which firmware does it show in the menu under “About”?",
        by=STAFF,
        at=later(hours=2),
    )
    return case


def delivered():
    case = _left()
    _hear(case, ParcelState.DELIVERED, later(hours=40), "out")
    return case


def credited():
    return _decided(ResolutionKind.CREDIT, wish=Wish.CREDIT)


def cancelled():
    case = _sent()
    cancelling.cancel_return(
        case=case.ref, reason="It works again.", by=CUSTOMER, at=later(hours=5)
    )
    return case


STATES = (
    label_ready,
    handed_over,
    on_the_way,
    delayed,
    out_for_delivery,
    at_our_door,
    being_checked,
    replacement_packed,
    replacement_on_the_way,
    delayed_to_you,
    repaired,
    send_back,
    needs_info,
    delivered,
    credited,
    cancelled,
)


def sixteen() -> dict[str, Case]:
    """Return a return in each of the states, by the name of its sentence."""
    told = {state.__name__: state() for state in STATES}
    for each in told.values():
        each.refresh_from_db()
    return told
