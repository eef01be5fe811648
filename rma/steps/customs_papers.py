"""What customs are told of a box: its goods, why they cross, who pays and signs."""

from collections.abc import Iterable

from rma.models import Case, Loaner
from rma.queries.boxes import Share
from rma.rules import customs
from rma.rules.customs import Goods, Purpose
from shipping.places import Address
from shipping.wishes import Customs, CustomsItem, CustomsPurpose, DutyPayer

_USUAL_GRAMS = 2000


def from_customer(
    case: Case,
    goods: Iterable[Goods],
    purpose: Purpose,
    *,
    sender: Address,
    recipient: Address,
) -> Customs | None:
    """Return what is told of a box to us, signed by its customer; None at home."""
    if not customs.are_needed(sender.country, recipient.country):
        return None
    site = case.site
    return _customs(
        case,
        goods,
        purpose,
        signer=case.contact.name or case.account.name,
        payer=DutyPayer(site.duty_payer),
        importer=site.importer,
        number=site.importer_number,
        # What a customer in the United States was given by the office is for this way.
        export_filing=case.export_proof if sender.country == "US" else "",
    )


def from_us(
    case: Case, goods: Iterable[Goods], purpose: Purpose, *, payer: DutyPayer
) -> Customs | None:
    """Return what is told of a box to the customer, signed by us; None at home."""
    if not customs.are_needed(case.site.country, case.recipient.country):
        return None
    signer = case.site.contact_name or case.site.company
    return _customs(case, goods, purpose, signer=signer, payer=payer)


def goods_of(case: Case, shares: Iterable[Share]) -> list[Goods]:
    """Return units of a return as goods, those of others named by their returns."""
    return [_goods(case, share) for share in shares]


def goods_lent(loaner: Loaner) -> list[Goods]:
    """Return a loaner as goods, worth what it cost us."""
    product, value = loaner.product, loaner.product.cost
    return [
        Goods(
            description=customs.described(product.name),
            sku=product.sku,
            quantity=1,
            weight_grams=product.weight_grams,
            value_cents=value.cents,
            currency=value.currency,
            origin_country=product.origin_country,
            tariff_number=product.hs_code,
            serial=loaner.serial,
        )
    ]


def _customs(
    case: Case,
    goods: Iterable[Goods],
    purpose: Purpose,
    *,
    signer: str,
    payer: DutyPayer,
    importer: Address | None = None,
    number: str = "",
    export_filing: str = "",
) -> Customs:
    told = customs.declared(
        goods,
        purpose=purpose,
        signer=signer,
        number=case.number,
        # A loaner was never exported by the customer: nothing to be relieved of.
        export_proof="" if purpose is Purpose.LOAN else case.export_proof,
    )
    return Customs(
        purpose=CustomsPurpose(told.purpose.value),
        signer=told.signer,
        items=tuple(map(_item, told.goods)),
        duty_payer=payer,
        invoice_number=told.number,
        importer=importer,
        export_proof=told.export_proof,
        export_filing=export_filing,
        note=number,
    )


def _item(kind: Goods) -> CustomsItem:
    return CustomsItem(
        description=kind.description,
        quantity=kind.quantity,
        weight_grams=kind.weight_grams,
        value_cents=kind.value_cents,
        currency=kind.currency,
        origin_country=kind.origin_country,
        tariff_number=kind.tariff_number,
        sku=kind.sku,
        serial=kind.serial,
        reference=kind.reference,
    )


def _goods(case: Case, share: Share) -> Goods:
    line, product = share.line, share.line.product
    value = line.value
    one = value.cents // max(line.quantity, 1) if value else 0
    return Goods(
        description=customs.described(product.name if product else line.serial),
        sku=product.sku if product else "",
        quantity=share.quantity,
        weight_grams=product.weight_grams if product else _USUAL_GRAMS,
        value_cents=one,
        currency=value.currency if value else case.currency,
        origin_country=product.origin_country if product else "",
        tariff_number=product.hs_code if product else "",
        serial=share.serial or line.serial,
        reference="" if line.case_id == case.pk else line.case.number,
    )
