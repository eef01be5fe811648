"""How a box should travel, from what lies in it and what its site wants."""

from collections.abc import Iterable

from rma.models import Case, CaseLine, Dispatch
from rma.queries import cargo
from rma.queries.boxes import Share
from rma.rules import batteries, customs
from rma.rules.customs import Declaration, Goods, Purpose
from rma.rules.words import HandOver, Lithium
from shipping import offers
from shipping.offers import Capabilities
from shipping.wishes import (
    Battery,
    Customs,
    CustomsItem,
    CustomsPurpose,
    DutyPayer,
    LabelFormat,
    Signature,
    Wishes,
)
from shipping.words import Address

_BATTERIES = {
    Lithium.NONE: Battery.NONE,
    Lithium.ALONE: Battery.LOOSE,
    Lithium.PACKED_WITH: Battery.BESIDE_DEVICE,
    Lithium.CONTAINED: Battery.IN_DEVICE,
}
_LONGEST_REFERENCE = 50
_USUAL_GRAMS = 2000


def way_back(case: Case, shares: list[Share], *, recipient: Address) -> Wishes:
    """Return how a box with some units should travel to us."""
    offered = offers.between(case.sender, recipient, is_return=True)
    is_counter = case.hand_over == HandOver.COUNTER_CODE
    insured, signature = _guarded(case, _cents(shares))
    return Wishes(
        label_format=LabelFormat(case.label_format),
        signature=signature,
        insured_cents=insured,
        insured_currency=case.currency,
        battery=_battery(share.line for share in shares),
        counter_code=is_counter and offered.counter_codes,
        pay_on_use=_pays_on_use(case, offered),
        references=_references(case),
        customs=_back_over_border(case, shares, recipient),
    )


def way_out(case: Case, dispatch: Dispatch, line: CaseLine) -> Wishes:
    """Return how a unit should travel to the customer."""
    shares = [Share(line, dispatch.quantity, dispatch.serial)]
    insured, signature = _guarded(case, _cents(shares))
    resolution = dispatch.resolution.kind if dispatch.resolution else ""
    declared = None
    if customs.are_needed(case.site.country, case.recipient.country):
        purpose = customs.purpose_out(dispatch.kind, resolution)
        # What we send out is for the customer's own customs; we pay nothing there.
        signer = case.site.contact_name or case.site.company
        declared = _customs(
            declaration(case, shares, purpose=purpose, signer=signer),
            DutyPayer.RECIPIENT,
        )
    return Wishes(
        signature=signature,
        insured_cents=insured,
        insured_currency=case.currency,
        battery=_battery([line]),
        references=_references(case),
        customs=declared,
    )


def declaration(
    case: Case, shares: Iterable[Share], *, purpose: Purpose, signer: str = ""
) -> Declaration:
    """Return what customs are told of a box; its customer signs unless we do."""
    return customs.declared(
        [_goods(case, share) for share in shares],
        purpose=purpose,
        signer=signer or case.contact.name or case.account.name,
        number=case.number,
        export_proof=case.export_proof,
    )


def _back_over_border(
    case: Case, shares: list[Share], recipient: Address
) -> Customs | None:
    if not customs.are_needed(case.sender.country, recipient.country):
        return None
    purpose = customs.purpose_back(share.line.wish for share in shares)
    told = declaration(case, shares, purpose=purpose)
    site = case.site
    payer = DutyPayer(site.duty_payer)
    return _customs(told, payer, importer=site.importer, number=site.importer_number)


def _customs(
    told: Declaration,
    payer: DutyPayer,
    *,
    importer: Address | None = None,
    number: str = "",
) -> Customs:
    return Customs(
        purpose=CustomsPurpose(told.purpose.value),
        signer=told.signer,
        items=tuple(
            CustomsItem(
                description=kind.description,
                quantity=kind.quantity,
                weight_grams=kind.weight_grams,
                value_cents=kind.value_cents,
                currency=kind.currency,
                origin_country=kind.origin_country,
                tariff_number=kind.tariff_number,
                sku=kind.sku,
                serial=kind.serial,
            )
            for kind in told.goods
        ),
        duty_payer=payer,
        invoice_number=told.number,
        importer=importer,
        export_proof=told.export_proof,
        note=number,
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
    )


def _battery(lines: Iterable[CaseLine]) -> Battery:
    listed = list(lines)
    if any(cargo.may_never_travel(line) for line in listed):
        return Battery.DAMAGED
    kinds = (line.product.lithium for line in listed if line.product)
    return _BATTERIES[batteries.strictest(kinds)]


def _cents(shares: list[Share]) -> int:
    worth = 0
    for share in shares:
        value = share.line.value
        one = value.cents // max(share.line.quantity, 1) if value else 0
        worth += one * share.quantity
    return worth


def _pays_on_use(case: Case, offered: Capabilities) -> bool:
    """Return whether the label is paid for once it is used; a plain one only."""
    is_plain = case.hand_over in (HandOver.LABEL, HandOver.BOX)
    return case.site.pays_on_use and is_plain and offered.pay_on_use_returns


def _guarded(case: Case, cents: int) -> tuple[int, Signature]:
    """Return for how much a box is insured, and who signs, as its site wants it."""
    site = case.site
    insure = site.insure_from_cents
    sign = site.sign_from_cents
    insured = cents if insure is not None and cents >= max(insure, 1) else 0
    is_signed = sign is not None and cents >= sign
    return insured, Signature.ANYBODY if is_signed else Signature.NONE


def _references(case: Case) -> tuple[str, ...]:
    told = (case.purchase_order, case.reference)
    return tuple(each.strip()[:_LONGEST_REFERENCE] for each in told if each.strip())
