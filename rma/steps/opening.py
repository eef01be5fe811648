"""How a request becomes a case: find what it speaks of, judge it, write it."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from outbox.composed import Composed, Slot
from outbox.inserting import Clash, insert
from rma.models import (
    Account,
    Case,
    CaseLine,
    Contact,
    DeniedSerial,
    Policy,
    Product,
    Unit,
)
from rma.queries import cargo
from rma.rules import batteries
from rma.rules.actors import Actor
from rma.rules.denials import Denial
from rma.rules.serials import key_of
from rma.rules.words import AccountKind, Lithium
from rma.steps.minting import fresh_code
from rma.steps.misnaming import OtherArticle, UnknownProduct
from rma.steps.requests import LineRequest, ReturnRequest


class AlreadyOpen(Exception):
    """The unit is on another open return; carries the serial and the line's place."""

    def __init__(self, serial: str, place: int) -> None:
        """Remember the serial and the place."""
        super().__init__(serial)
        self.serial = serial
        self.place = place


class UnsafeBattery(Exception):
    """Its battery is hurt or was called back; carries the unit and its place."""

    def __init__(self, item: str, place: int) -> None:
        """Remember the unit and the place."""
        super().__init__(item)
        self.item = item
        self.place = place


@dataclass(frozen=True, slots=True)
class Subject:
    """Pair a line asked for with the unit or article it speaks of."""

    asked: LineRequest
    unit: Unit | None
    product: Product | None
    was_put_right: bool = False
    denied: Denial | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    unit: Unit | None
    is_out: bool
    was_put_right: bool
    denied: Denial | None = None


_NOT_KNOWN = _Known(None, is_out=False, was_put_right=False)


def find_subjects(request: ReturnRequest) -> tuple[Subject, ...]:
    """
    Return what each line speaks of; with an account only its own units are known.

    Raises AlreadyOpen, UnknownProduct, OtherArticle where the unit of a serial is
    another article than named, and UnsafeBattery for what may never travel.
    """
    units = _units_of(request)
    denied = _denied(request, set(units))
    products = _products_of(request)
    subjects = []
    seen: set[str] = set()
    for place, asked in enumerate(request.lines):
        key = key_of(asked.serial)
        known = units.get(key, _NOT_KNOWN)
        unit = known.unit
        if known.is_out or (key and key in seen):
            raise AlreadyOpen(asked.serial, place)
        seen.add(key)
        product = unit.product if unit else products.get(asked.sku)
        is_known = product and key_of(asked.sku) == key_of(product.sku)
        if asked.sku and not is_known:
            if asked.sku in products:
                raise OtherArticle(asked.serial, asked.sku, place)
            raise UnknownProduct(asked.sku, place)
        _refuse_unsafe(product, asked, place)
        on_list = known.denied or denied.get(key)
        subjects.append(Subject(asked, unit, product, known.was_put_right, on_list))
    return tuple(subjects)


def refuse_if_unsafe(*lines: CaseLine) -> None:
    """Raise UnsafeBattery where a line's battery may not travel, as known by now."""
    for line in lines:
        if cargo.may_never_travel(line):
            raise UnsafeBattery(str(line), line.position - 1)


def _refuse_unsafe(product: Product | None, asked: LineRequest, place: int) -> None:
    lithium = product.lithium if product else Lithium.NONE
    if batteries.may_never_travel(lithium, asked.reason, is_hurt=asked.is_battery_hurt):
        raise UnsafeBattery(product.name if product else asked.serial, place)


def refuse_if_out(*lines: CaseLine) -> None:
    """Raise AlreadyOpen where the unit of a line that ended is on another one now."""
    for line in lines:
        others = CaseLine.objects.open().exclude(pk=line.pk)
        if line.unit and others.filter(unit=line.unit).exists():
            raise AlreadyOpen(line.serial, line.position - 1)


def _units_of(request: ReturnRequest) -> dict[str, _Known]:
    keys = {key_of(line.serial) for line in request.lines if line.serial}
    if not keys:
        return {}
    is_narrow = request.account_id is not None and not request.is_staff
    found = (
        _ONE_SERIAL.all(key=min(keys))
        if len(keys) == 1
        else list(_units_with_serials(keys))
    )
    # The annotations are not part of the type.
    return {
        unit.serial_key: _Known(
            unit,
            bool(vars(unit)["is_out"]),
            bool(vars(unit)["was_put_right"]),
            Denial(on_list) if (on_list := vars(unit)["denied"]) else None,
        )
        for unit in found
        if not is_narrow or unit.may_be_seen_by(request.account_id or 0)
    }


def _denied(request: ReturnRequest, known: set[str]) -> dict[str, Denial]:
    """Return which serials that we have no unit for stand on the list."""
    keys = {key_of(line.serial) for line in request.lines if line.serial} - known
    if not keys:
        return {}
    found = DeniedSerial.objects.standing().filter(serial_key__in=keys)
    return {row.serial_key: Denial(row.kind) for row in found}


def _units_with_serials(keys: Collection[str | Slot]) -> "QuerySet[Unit]":
    """Return the units of some serials, the newest sale last."""
    lines = CaseLine.objects.filter(unit=OuterRef("pk"))
    on_list = DeniedSerial.objects.standing().filter(serial_key=OuterRef("serial_key"))
    put_right = lines.filter(Q(credited__gt=0) | Q(replaced__gt=0))
    return (
        Unit.objects.filter(serial_key__in=keys)
        .select_related("product__manufacturer", "account", "terms")
        .order_by(F("shipped_on").asc(nulls_first=True), "id")
        .annotate(
            is_out=Exists(lines.open()),
            was_put_right=Exists(put_right),
            denied=Subquery(on_list.values("kind")[:1]),
        )
    )


_ONE_SERIAL = Composed(lambda: _units_with_serials([Slot("key")]))


def _products_of(request: ReturnRequest) -> dict[str, Product]:
    skus = {line.sku for line in request.lines if line.sku}
    if not skus:
        return {}
    found = Product.objects.filter(sku__in=skus).select_related("manufacturer")
    return {product.sku: product for product in found}


def account_of(
    request: ReturnRequest, subjects: tuple[Subject, ...], at: datetime
) -> Account:
    """Return whose return it is: named, or the units' own, or a new guest's."""
    owner = owner_of(request, subjects)
    if owner is None:
        owner = new_guest(request, at)
        owner.save()
    return owner


def owner_of(request: ReturnRequest, subjects: tuple[Subject, ...]) -> Account | None:
    """Return the account named, or the units' own, or None for somebody new."""
    owners = [s.unit.account for s in subjects if s.unit and s.unit.account]
    if request.account_id is None:
        return owners[0] if owners else None
    for owner in owners:
        if owner.pk == request.account_id:
            return owner
    return Account.objects.get(pk=request.account_id)


def new_guest(request: ReturnRequest, at: datetime) -> Account:
    """Return a fresh account for a guest, not yet written."""
    home = request.ship_from
    return Account(
        number="G-" + fresh_code(),
        name=home.company or home.name,
        kind=AccountKind.COMPANY if home.company else AccountKind.PERSON,
        email=request.contact_email,
        phone=home.phone,
        street1=home.street1,
        street2=home.street2,
        city=home.city,
        state=home.state,
        postal_code=home.postal_code,
        country=home.country,
        is_guest=True,
        created_at=at,
    )


def contact_of(request: ReturnRequest, account: Account) -> Contact:
    """Return the person we write to, made or brought up to date in one statement."""
    contact = Contact(
        account=account,
        email=request.contact_email.strip().lower(),
        name=request.contact_name.strip()[:120],
        phone=request.contact_phone[:40],
        language=request.language,
    )
    changes = tuple(_told_anew(request))
    insert([contact], clash=Clash(unique=("account", "email"), update=changes))
    return contact


def _told_anew(request: ReturnRequest) -> list[str]:
    # A guest knows a serial: that is no right to rename somebody.
    if request.account_id is None:
        return ["email"]
    return ["name", "language"] if request.language else ["name"]


def draft_case(
    request: ReturnRequest,
    *,
    account: Account,
    contact: Contact,
    policy: Policy,
    lines: list[CaseLine],
    at: datetime,
) -> Case:
    """Return the case as it will be written, with a fresh number."""
    values = [line.value for line in lines if line.value]
    deliver_to = request.deliver_to
    return Case(
        code=fresh_code(),
        account=account,
        contact=contact,
        policy=policy,
        site=policy.site,
        owner_id=request.owner_id,
        follows_id=request.follows_id,
        is_urgent=request.follows_id is not None,
        channel=request.channel,
        currency=values[0].currency if values else policy.currency,
        ship_from=replace(
            request.ship_from, email=request.contact_email.strip().lower()
        ).as_dict(),
        deliver_to=deliver_to.as_dict() if deliver_to else None,
        end_customer=request.end_customer,
        hand_over=request.hand_over,
        label_format=request.label_format.value,
        purchase_order=request.purchase_order,
        reference=request.reference,
        need_by=request.need_by,
        opened_at=at,
        changed_at=at,
    )


def write_lines(case: Case, lines: list[CaseLine], by: Actor) -> None:
    """Write the lines of a fresh case in one statement."""
    for line in lines:
        line.case = case
        line.decided_by = by.label[:120] if line.decided_at else ""
    insert(lines)
