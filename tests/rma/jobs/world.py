"""A customer, their camera, and the acts of a return, each one call on a set clock."""

from datetime import UTC, date, datetime, timedelta

from outbox import handlers, work
from outbox.models import Job
from rma.actions import (
    dispatching,
    inspecting,
    intake,
    receiving,
    resolving,
    tracking,
)
from rma.models import Account, Case, Dispatch, Manufacturer, Product, Unit
from rma.rules.actors import Actor, ActorKind
from rma.rules.words import Finding, HandOver, Reason, ResolutionKind, Wish
from rma.steps.counting import Arrival
from rma.steps.requests import LineRequest, ReturnRequest
from shipping import ordering, rehearsing
from shipping.models import Parcel, SandboxLabel
from shipping.words import Address, ParcelState

# A Tuesday; the days that follow are no public holidays in Germany.
NOON = datetime(2026, 3, 3, 11, tzinfo=UTC)
MARTA = Address(
    "Marta Ruiz", "Hauptstr. 5", "Hamburg", "20095", "DE", company="Sicher GmbH"
)
CUSTOMER = Actor(ActorKind.CUSTOMER, "Marta Ruiz")
STAFF = Actor(ActorKind.STAFF, "Jo Berg")


def later(**times):
    return NOON + timedelta(**times)


def camera():
    """Return a covered camera of a known customer, one more each time."""
    maker, _ = Manufacturer.objects.get_or_create(name="Hikari Optics")
    product, _ = Product.objects.get_or_create(
        sku="CAM-4021",
        defaults={
            "manufacturer": maker,
            "mpn": "HK-4021",
            "name": "Dome camera 4 MP",
            "category": "camera",
            "warranty_months": 36,
            "weight_grams": 900,
            "length_mm": 200,
            "width_mm": 150,
            "height_mm": 120,
            "list_price_cents": 21400,
            "unit_cost_cents": 15000,
            "currency": "EUR",
            "advance_replacement": True,
        },
    )
    account, _ = Account.objects.get_or_create(
        number="C-1001",
        defaults={
            "name": "Sicher GmbH",
            "kind": "company",
            "email": "office@sicher.example",
            "street1": MARTA.street1,
            "city": MARTA.city,
            "postal_code": MARTA.postal_code,
            "country": MARTA.country,
            "created_at": NOON,
        },
    )
    serial = f"SN-{Unit.objects.count() + 1:04}"
    return Unit.objects.create(
        serial=serial,
        serial_key=serial.replace("-", ""),
        manufacturer=maker,
        product=product,
        account=account,
        order_reference="SO-77",
        shipped_on=date(2025, 9, 1),
        paid_cents=20000,
        currency="EUR",
    )


def asked(unit, wish=Wish.REPLACEMENT, **more):
    """Return what a customer asks for one unit."""
    line = LineRequest(
        reason=more.pop("reason", Reason.DEFECTIVE),
        wish=wish,
        serial=unit.serial if unit else "SN-OF-NOBODY",
        description=more.pop("description", "Picture is gone since the storm."),
    )
    return ReturnRequest(
        contact_name=more.pop("contact_name", "Marta Ruiz"),
        contact_email=more.pop("contact_email", "marta@sicher.example"),
        ship_from=MARTA,
        lines=(line,),
        channel="web",
        account_id=unit.account_id if unit else None,
        hand_over=more.pop("hand_over", HandOver.LABEL),
        **more,
    )


def open_return(at=NOON, wish=Wish.REPLACEMENT, unit=None, **more):
    return intake.open_return(
        request=asked(unit or camera(), wish, **more), by=CUSTOMER, at=at
    )


def drain(at, *, draws=False, leave=()):
    """
    Do all that is due on a set clock but what is left; nothing may fail on the way.

    Drawing takes a second a paper, so only the tests about papers ask for it.
    """
    handlers.load()
    kinds = {*handlers.kinds()} - {*leave} - (set() if draws else {"draw"})
    tried = work.drain(now=at, only=kinds)
    assert [str(job) + job.last_error for job in Job.objects.dead()] == []
    return tried


def tick(at):
    """Let all periodic work of this moment run."""
    handlers.load()
    work.tick(at)
    return drain(at)


def keep_at_home():
    """Let nobody bring a parcel in: the sandbox takes customers to be quick."""
    SandboxLabel.objects.filter(is_return=True).update(purchased_at=later(days=400))


def hand_over(case, at):
    """Let the customer hand the parcel over, and the carrier be slow from there."""
    parcel = Parcel.objects.get(
        shipment__reference=case.number, shipment__direction="in"
    )
    ordering.note(parcel=parcel, state=ParcelState.HANDED_OVER, at=at)
    tracking.follow_parcel(parcel_id=parcel.pk, by=CUSTOMER, at=at)
    drain(at)


def move_parcel(case, direction, at):
    """Let the sandbox carrier move the parcel one step, and hear of it."""
    parcel = Parcel.objects.filter(
        shipment__reference=case.number, shipment__direction=direction
    ).latest("id")
    state = rehearsing.advance(tracking_number=parcel.tracking_number, at=at)
    drain(at)
    case.refresh_from_db()
    return state


def carry(case, direction, at, until="delivered"):
    """Move the parcel on, an hour a step, and return when it got there."""
    while move_parcel(case, direction, at) != until:
        at += timedelta(hours=1)
    return at


def receive(case, at):
    arrivals = tuple(
        Arrival(line_id=line.pk) for line in case.lines.order_by("position")
    )
    return receiving.receive_units(case=case.ref, arrivals=arrivals, by=STAFF, at=at)


def inspect(case, at, outcome=Finding.FAULT_CONFIRMED):
    line = case.lines.get()
    return inspecting.inspect_units(
        case=case.ref, line_id=line.pk, outcome=outcome, by=STAFF, at=at
    )


def resolve(case, at, kind=ResolutionKind.REPLACEMENT):
    """Put it right, also where its unit is not here."""
    return resolving.resolve_units(
        case=case.ref,
        line_id=case.lines.get().pk,
        kind=kind,
        is_without_unit=True,
        by=STAFF,
        at=at,
    )


def ship(case, at, serial="NEW-0001"):
    dispatch = Dispatch.objects.get(line__case=case, shipped_at=None)
    return dispatching.ship_unit(
        case=case.ref,
        dispatch_id=dispatch.pk,
        serials=(serial,),
        return_label_inside=dispatch.is_ahead,
        by=STAFF,
        at=at,
    )


def again(case):
    return Case.objects.get(pk=case.pk)
