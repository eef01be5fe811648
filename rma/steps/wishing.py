"""How a box should travel, from what lies in it and what its site wants."""

from collections.abc import Iterable
from dataclasses import replace

from rma.models import Case, CaseLine, Dispatch, Loaner
from rma.queries import cargo
from rma.queries.boxes import Share
from rma.rules import batteries, customs
from rma.rules.customs import Purpose
from rma.rules.words import HandOver, Lithium
from rma.steps import customs_papers
from shipping import offers
from shipping.offers import Capabilities
from shipping.wishes import (
    Battery,
    CustomsItem,
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
        customs=customs_papers.from_customer(
            case,
            customs_papers.goods_of(case, shares),
            customs.purpose_back(share.line.wish for share in shares),
            sender=case.sender,
            recipient=recipient,
        ),
    )


def way_out(case: Case, dispatch: Dispatch, line: CaseLine) -> Wishes:
    """Return how a unit should travel to the customer."""
    shares = [Share(line, dispatch.quantity, dispatch.serial)]
    insured, signature = _guarded(case, _cents(shares))
    resolution = dispatch.resolution.kind if dispatch.resolution else ""
    return Wishes(
        signature=signature,
        insured_cents=insured,
        insured_currency=case.currency,
        battery=_battery([line]),
        references=_references(case),
        # What we send out is for the customer's own customs; we pay nothing there.
        customs=customs_papers.from_us(
            case,
            customs_papers.goods_of(case, shares),
            customs.purpose_out(dispatch.kind, resolution),
            payer=DutyPayer.RECIPIENT,
        ),
    )


def loan_out(case: Case, loaner: Loaner) -> Wishes:
    """Return how a loaner should travel to the customer; it stays ours, so we pay."""
    goods = customs_papers.goods_lent(loaner)
    insured, signature = _guarded(case, loaner.product.cost.cents)
    return Wishes(
        signature=signature,
        insured_cents=insured,
        insured_currency=loaner.product.currency,
        battery=_BATTERIES[Lithium(loaner.product.lithium)],
        references=_references(case),
        customs=customs_papers.from_us(
            case, goods, Purpose.LOAN, payer=DutyPayer.SENDER
        ),
    )


def loan_back(case: Case, loaner: Loaner) -> Wishes:
    """Return how a loaner should come back; its label is printed by us, as PDF."""
    goods = customs_papers.goods_lent(loaner)
    insured, signature = _guarded(case, loaner.product.cost.cents)
    return Wishes(
        label_format=LabelFormat.PDF_4X6,
        signature=signature,
        insured_cents=insured,
        insured_currency=loaner.product.currency,
        battery=_BATTERIES[Lithium(loaner.product.lithium)],
        references=_references(case),
        customs=customs_papers.from_customer(
            case,
            goods,
            Purpose.LOAN,
            sender=case.recipient,
            recipient=loaner.site.address,
        ),
    )


def as_filed(told: Wishes, wanted: Wishes) -> Wishes:
    """Return wishes with the export filed as it was said for the same goods before."""
    filing = told.customs.export_filing if told.customs else ""
    if wanted.customs is None or not filing:
        return wanted
    return replace(wanted, customs=replace(wanted.customs, export_filing=filing))


def still_tells(told: Wishes, wanted: Wishes) -> bool:
    """
    Return whether a label made with some wishes still tells all of what lies inside.

    More than lies in it may be insured or named as a battery; customs want it exact.
    """
    is_safe = wanted.battery in (Battery.NONE, told.battery)
    is_covered = wanted.insured_cents <= told.insured_cents
    is_declared = _goods_told(told) == _goods_told(wanted)
    return is_safe and is_covered and is_declared


def _goods_told(wishes: Wishes) -> frozenset[CustomsItem]:
    return frozenset(wishes.customs.items if wishes.customs else ())


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
