"""A small world for tests: one customer, one maker, a camera or two."""

from datetime import UTC, date, datetime, timedelta

from rma.actions import intake, tracking
from rma.models import Account, Case, CaseLine, Manufacturer, Product, Unit
from rma.rules.actors import SYSTEM, Actor, ActorKind
from rma.rules.serials import key_of
from rma.rules.words import HandOver, Reason, Wish
from rma.steps.requests import LineRequest, ReturnRequest
from shipping import ordering
from shipping.models import Parcel
from shipping.words import Address, Direction, ParcelState

# A Tuesday at eleven in Berlin, far from any public holiday.
NOON = datetime(2026, 3, 10, 10, 0, tzinfo=UTC)
CLERK = Actor(ActorKind.STAFF, "A. Clerk")
HOME = Address(
    name="Jo Weber",
    company="Kamera Weber",
    street1="Hauptstr. 1",
    city="Berlin",
    postal_code="10115",
    country="DE",
)


def later(**time: int) -> datetime:
    """Return a moment after NOON."""
    return NOON + timedelta(**time)


def an_account(number: str = "C-1", **values: object) -> Account:
    """Return an account with an address on file."""
    given = {
        "name": "Kamera Weber",
        "kind": "company",
        "email": "jo@weber.example",
        "street1": HOME.street1,
        "city": HOME.city,
        "postal_code": HOME.postal_code,
        "country": HOME.country,
        "created_at": NOON,
    }
    return Account.objects.get_or_create(number=number, defaults=given | values)[0]


def a_maker(name: str = "Acme", **terms: object) -> Manufacturer:
    """Return a maker on the usual terms."""
    return Manufacturer.objects.get_or_create(name=name, defaults=terms)[0]


def a_product(sku: str = "CAM-1", **values: object) -> Product:
    """Return a camera that may be swapped."""
    given = {
        "manufacturer": values.pop("manufacturer", None) or a_maker(),
        "mpn": "P3245",
        "name": "Dome camera",
        "category": "camera",
        "warranty_months": 24,
        "weight_grams": 900,
        "length_mm": 200,
        "width_mm": 150,
        "height_mm": 120,
        "list_price_cents": 21400,
        "unit_cost_cents": 15000,
        "currency": "EUR",
        "advance_replacement": True,
    }
    return Product.objects.get_or_create(sku=sku, defaults=given | values)[0]


def a_unit(serial: str = "SN-1", **values: object) -> Unit:
    """Return a unit sold to the account ten weeks ago."""
    product = values.pop("product", None) or a_product()
    given = {
        "serial": serial,
        "serial_key": key_of(serial),
        "manufacturer": product.manufacturer,
        "product": product,
        "account": an_account(),
        "order_reference": "SO-100",
        "shipped_on": date(2026, 1, 2),
    }
    return Unit.objects.create(**(given | values))


def asking(*lines: LineRequest, **values: object) -> ReturnRequest:
    """Return a request of the account for some lines."""
    given = {
        "contact_name": "Jo Weber",
        "contact_email": "jo@weber.example",
        "ship_from": HOME,
        "account_id": an_account().pk,
        "channel": "portal",
        "lines": lines,
    }
    return ReturnRequest(**(given | values))


def broken(serial: str = "SN-1", **values: object) -> LineRequest:
    """Return the wish to have a broken unit replaced."""
    given = {
        "reason": Reason.DEFECTIVE,
        "wish": Wish.REPLACEMENT,
        "description": "No picture since Monday.",
        "serial": serial,
    }
    return LineRequest(**(given | values))


def a_case(*lines: LineRequest, at: datetime = NOON, **values: object) -> Case:
    """Return a case just opened; without lines, one for a broken unit SN-1."""
    if not lines:
        a_unit()
        lines = (broken(),)
    request = asking(*lines, **values)
    actor = Actor(ActorKind.CUSTOMER, "Jo Weber")
    return intake.open_return(request=request, by=actor, at=at)


def the_line(case: Case, position: int = 1) -> CaseLine:
    """Return a line of a case as it stands in the database."""
    return CaseLine.objects.select_related("case").get(case=case, position=position)


OWN_CARRIER = HandOver.OWN_CARRIER


def move(case: Case, direction: Direction, state: ParcelState, at: datetime) -> None:
    """Let the newest parcel of a leg move, and the case hear of it."""
    parcel = (
        Parcel.objects.filter(
            shipment__reference=case.number, shipment__direction=direction
        )
        .order_by("-id")
        .first()
    )
    ordering.note(parcel=parcel, state=state, at=at)
    tracking.follow_parcel(parcel_id=parcel.pk, by=SYSTEM, at=at)
    case.refresh_from_db()
