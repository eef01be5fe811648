"""What the pages before a return show of its units: product, cover, remedies."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef

from rma.models import Account, Case, CaseLine, Policy, Product, Unit
from rma.queries import verdicts
from rma.queries.verdicts import Asker, Judgement
from rma.rules.serials import key_of
from rma.rules.words import Reason


@dataclass(frozen=True, slots=True)
class FoundUnit:
    """Pair a unit with whether another open return holds it."""

    unit: Unit
    is_out: bool


def units_with(
    serials: Iterable[str], *, account_id: int | None
) -> dict[str, FoundUnit]:
    """
    Return the units with some serials, by the serials' one form, in one statement.

    With an account only its own exist, and those sold on to others. Of two with one
    serial the newest sale counts.
    """
    keys = {key_of(serial) for serial in serials} - {""}
    if not keys:
        return {}
    out = CaseLine.objects.open().filter(unit=OuterRef("pk"))
    found = (
        Unit.objects.filter(serial_key__in=keys)
        .select_related("product__manufacturer", "account", "terms")
        .order_by(F("shipped_on").asc(nulls_first=True), "id")
        .annotate(is_out=Exists(out))
    )
    return {
        unit.serial_key: FoundUnit(unit, bool(vars(unit)["is_out"]))
        for unit in found
        if account_id is None or unit.may_be_seen_by(account_id)
    }


def products_with(skus: Iterable[str]) -> dict[str, Product]:
    """Return the articles with some numbers; none named costs no statement."""
    wanted = set(skus) - {""}
    if not wanted:
        return {}
    found = Product.objects.filter(sku__in=wanted).select_related("manufacturer")
    return {product.sku: product for product in found}


@dataclass(frozen=True, slots=True)
class LineLike:
    """Hold what another return like one before is about, as far as it is the same."""

    serial: str
    sku: str
    about: str
    words: str
    reason: str


def lines_like(case: Case) -> list[LineLike]:
    """
    Return what is the same for a return like this one, line by line.

    Of a unit that never left its owner the serial is the same too; another unit has
    one of its own.
    """
    lines = CaseLine.objects.of(case)
    known = units_with([line.serial for line in lines], account_id=case.account_id)
    found = []
    for line in lines:
        about, _gap, told = line.description.rpartition("\n\n")
        unit = known.get(key_of(line.serial))
        is_there = bool(unit and not unit.is_out and not line.received)
        never_left = is_there and line.ended_at is not None and not line.resolved
        found.append(
            LineLike(
                serial=line.serial if never_left else "",
                sku=line.product.sku if line.product and not never_left else "",
                about="" if never_left else _named(line) or about,
                words=told,
                reason=line.reason,
            )
        )
    return found


def _named(line: CaseLine) -> str:
    return line.product.name if line.product else ""


def units_of_order(order: str, *, account_id: int) -> list[Unit]:
    """Return the units an account bought by one order."""
    found = Unit.objects.filter(order_reference__iexact=order, account_id=account_id)
    return list(found.order_by("id")[:50])


@dataclass(frozen=True, slots=True)
class Terms:
    """Hold whose policy counts for a draft, and who asks."""

    policy: Policy
    is_known_customer: bool
    out_already: int
    who: Asker


def terms_for(
    units: Iterable[FoundUnit], visitor: Account | None, at: datetime
) -> Terms:
    """Return the policy for a visitor, or for whoever bought the first unit."""
    owners = (found.unit.account for found in units if found.unit.account)
    account = visitor or next(owners, None)
    policy = verdicts.policy_for(account, at)
    return Terms(
        policy=policy,
        is_known_customer=visitor is not None,
        out_already=verdicts.open_advances(visitor) if visitor else 0,
        who=verdicts.asker(account, policy, at),
    )


def judge(
    unit: Unit | None, terms: Terms, *, reason: Reason | None, at: datetime
) -> Judgement:
    """Return the cover and the remedies of one unit of a draft."""
    return verdicts.judge(
        unit,
        terms.policy,
        reason=reason,
        at=at,
        is_known_customer=terms.is_known_customer,
        out_already=terms.out_already,
        who=terms.who,
    )
