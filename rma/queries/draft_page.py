"""What the pages before a return show of its units: product, cover, remedies."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef

from rma.models import Account, CaseLine, Policy, Unit
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
