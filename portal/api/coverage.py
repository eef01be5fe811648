"""Looking up what is owed for a serial."""

from datetime import date
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router

from portal.api.auth import Bearer
from portal.api.caller import Call
from portal.api.cover import ReasonOut, reasons_of
from portal.api.fields import MoneyOut, Serial
from portal.api.parameters import only_named
from portal.api.told import Told
from rma.models import Product
from rma.queries import verdicts
from rma.rules.money import Money
from rma.rules.remedies import Remedy
from rma.rules.words import Basis, Reason, Verdict, Wish

router = Router(tags=["coverage"])


class ProductOut(Told):
    """Name an article and its maker."""

    sku: str
    name: str
    manufacturer: str


class RemedyOut(Told):
    """Offer one way to put it right, or say why it is not to be had."""

    kind: Wish
    available: bool
    ready_by: date | None
    price: MoneyOut | None
    why: str


class CoverageOut(Told):
    """Say what is owed for one serial, and what may be chosen."""

    serial: str
    product: ProductOut | None
    verdict: Verdict
    basis: Basis | None
    until: date | None
    reasons: list[ReasonOut]
    remedies: list[RemedyOut]


@router.get("", auth=Bearer("coverage:read"), response=CoverageOut)
@only_named
def read_coverage(
    request: Call,
    serial: Annotated[Serial, Query(description="As printed; case and dashes aside.")],
    reason: Annotated[
        Reason | None, Query(description="Why it would come back.")
    ] = None,
) -> CoverageOut:
    """Look up a serial; a stranger's answers exactly like one that does not exist."""
    look = verdicts.look_up(
        serial,
        account_id=request.auth.account_id,
        at=timezone.now(),
        reason=reason,
        is_known_customer=True,
    )
    coverage = look.judgement.coverage
    return CoverageOut(
        serial=look.unit.serial if look.unit else serial,
        product=_product(look.unit.product) if look.unit else None,
        verdict=coverage.verdict,
        basis=coverage.basis,
        until=coverage.ends_on,
        reasons=reasons_of(coverage),
        remedies=[_remedy(remedy) for remedy in look.judgement.remedies],
    )


def _product(product: Product) -> ProductOut:
    return ProductOut(
        sku=product.sku, name=product.name, manufacturer=product.manufacturer.name
    )


def _remedy(remedy: Remedy) -> RemedyOut:
    return RemedyOut(
        kind=remedy.kind,
        available=remedy.available,
        ready_by=remedy.ready_by,
        price=money_of(remedy.price) if remedy.price else None,
        why=_(remedy.why) if remedy.why else "",
    )


def money_of(money: Money) -> MoneyOut:
    """Return an amount as it is sent."""
    return MoneyOut(amount=money.as_text(), currency=money.currency)
