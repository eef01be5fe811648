"""Boxes told to their carrier anew, where what lies in them is not what was told."""

from dataclasses import replace
from datetime import datetime

from outbox import post
from outbox.post import Posting
from rma.documents import invoice, parcel_label, slip
from rma.models import Case, CaseLine, Dispatch, Loan, Packed
from rma.queries import boxes as its_boxes
from rma.rules import numbers
from rma.rules.facts import Fact
from rma.rules.travelling import BoxRetold
from rma.rules.words import DispatchKind, HandOver
from rma.steps import calling_off, handing, kits, sending, wishing
from shipping import boxes as boxed
from shipping import exports, ordering
from shipping.exports import Filing
from shipping.models import LabelPurchase, Parcel
from shipping.wishes import Wishes
from shipping.words import PurchaseState


def wishes_now(case: Case, parcel: Parcel, lines: list[CaseLine]) -> Wishes:
    """
    Return how a box of a return would travel, by what is known of its goods by now.

    How its export was filed stays as it was said.
    """
    leg = parcel.shipment
    lent = Loan.objects.select_related("loaner__product", "loaner__site")
    back = lent.filter(back=leg).first()
    if back:
        return wishing.as_filed(parcel.wished, wishing.loan_back(case, back.loaner))
    if leg.is_inbound:
        shares = its_boxes.lying_in(case, parcel, lines)
        wanted = wishing.way_back(case, shares, recipient=leg.recipient_address)
        return wishing.as_filed(parcel.wished, wanted)
    gone = Dispatch.objects.filter(shipment=leg, cancelled_at=None)
    dispatch = gone.select_related("resolution").first()
    if dispatch is None:
        return parcel.wished
    line = next(each for each in lines if each.pk == dispatch.line_id)
    if dispatch.kind == DispatchKind.LOANER:
        wanted = wishing.loan_out(case, lent.get(dispatch=dispatch).loaner)
    else:
        wanted = wishing.way_out(case, dispatch, line)
    return wishing.as_filed(parcel.wished, wanted)


def retell(case: Case, *, at: datetime) -> tuple[Fact, ...]:
    """
    Give each own box another label where the first tells less than lies in it.

    Boxes that left, or whose label is on its way in a kit, stay as they are. A driver
    would ask for the label that was given back: a pickup is called off.
    """
    told: list[Fact] = []
    for parcel in its_boxes.of_case(case):
        is_own = parcel.shipment.reference == case.number
        if is_own and boxed.still_here(parcel.pk) and not kits.has_left(parcel):
            told += _told_anew(case, parcel, at)
    if told:
        case.label_status = "" if case.hand_over == HandOver.OWN_CARRIER else "pending"
        draw_anew(case, at)
        told += calling_off.call_off_pickup(case)
    return tuple(told)


def _told_anew(case: Case, parcel: Parcel, at: datetime) -> list[BoxRetold]:
    shares = its_boxes.inside_of(parcel)
    if not shares:
        return []
    recipient = parcel.shipment.recipient_address
    wanted = wishing.way_back(case, shares, recipient=recipient)
    size = sending.box_for(shares)
    is_right = wishing.still_tells(parcel.wished, wanted)
    # A label that may be printed already stays for a little more weight.
    if is_right and (parcel.weight_grams >= size.weight_grams or _is_labelled(parcel)):
        return []
    fresh = handing.planned_anew(parcel, wanted, size=size, at=at)
    if case.hand_over != HandOver.OWN_CARRIER:
        ordering.order_label(parcel=fresh, at=at)
    return [BoxRetold(box=numbers.shown(fresh.code))]


def _is_labelled(parcel: Parcel) -> bool:
    active = LabelPurchase.objects.active().filter(parcel=parcel)
    return active.exclude(state=PurchaseState.INTENT.value).exists()


def file_export(parcel: Parcel, filing: str, *, at: datetime) -> bool:
    """
    Note how the export of a box is filed; a label refused before is ordered anew.

    False where nothing is filed for it, or its label stands or is under way.
    """
    leg, told = parcel.shipment, parcel.wished.customs
    way = (leg.sender_address.country, leg.recipient_address.country)
    if told is None or exports.filing_of(*way, told) is Filing.NONE:
        return False
    has_label = LabelPurchase.objects.active().filter(parcel=parcel).exists()
    if has_label or not boxed.still_here(parcel.pk):
        return False
    filed = replace(told, export_filing=filing)
    wishes = replace(parcel.wished, customs=filed)
    boxed.wish_anew(parcel=parcel, wishes=wishes, at=at)
    if LabelPurchase.objects.filter(parcel=parcel).exists():
        ordering.order_label(parcel=parcel, at=at)
    return True


def ask_host(parcel: Parcel, *, at: datetime) -> None:
    """Have the return whose box another one joined, or left, look at its label."""
    post.post_many(_asked(parcel.shipment.reference, at))


def ask_hosts_of(case: Case, *, at: datetime) -> None:
    """Have all returns in whose boxes a return travels look at their labels."""
    rows = Packed.objects.filter(line__case=case)
    others = rows.exclude(parcel__shipment__reference=case.number)
    for number in set(others.values_list("parcel__shipment__reference", flat=True)):
        post.post_many(_asked(number, at))


def _asked(number: str, at: datetime) -> list[Posting]:
    host = Case.objects.filter(code=numbers.parse(number)).first()
    if host is None:
        return []
    key = f"box.retell:{host.pk}:{at.isoformat()}"
    return [Posting("box.retell", key, {"case_id": host.pk})]


def draw_anew(case: Case, at: datetime) -> None:
    """Have the papers drawn that lie in a return's boxes or stick on them."""
    crossing = (invoice.KIND,) if its_boxes.cross_a_border(case) else ()
    post.post_many(
        Posting(
            "draw",
            f"draw:{kind}:{case.pk}:{at.isoformat()}",
            {"case_id": case.pk, "kind": kind},
        )
        for kind in (slip.KIND, parcel_label.KIND, *crossing)
    )
