"""What a bought or refused label means for its case."""

from datetime import datetime

from outbox import post
from outbox.words import Lease
from rma.actions.use_case import Once, use_case
from rma.models import Case, CaseLine, CaseRef
from rma.queries import boxes
from rma.rules import numbers, ways
from rma.rules.actors import Actor
from rma.rules.facts import Fact, LabelFailed, LabelReady
from rma.rules.kits import KitShipped
from rma.rules.obligations import NoteWritten
from rma.rules.travelling import ExportFiled
from rma.rules.words import Step
from rma.steps import calling_off, kits, lending, opening, retelling, settling
from shipping import boxes as boxed
from shipping import ordering
from shipping.errors import LeftAlready
from shipping.models import LabelPurchase, Parcel
from shipping.words import NOT_YET_HANDED_OVER, Direction, PurchaseState

_ENDED = (PurchaseState.DECLINED, PurchaseState.VOIDED)
_GOING_BACK = (PurchaseState.VOID_WANTED, PurchaseState.VOID_REFUSED)


class NotFailed(Exception):
    """The parcel's label is bought or under way, so there is none to order again."""


class NoLabelToGiveBack(Exception):
    """The label was given back already, or there is none."""


@use_case
def hand_over_label(
    *, purchase_id: int, by: Actor, at: datetime, lease: Lease | None = None
) -> Case:
    """
    Tell the case that a label is bought and can be printed; its parcel is followed.

    A label that was called off in the meantime is nobody's news.
    """
    case, purchase = _locked(purchase_id)
    told = case.events.filter(
        name__in=(LabelReady.name, KitShipped.name),
        facts__tracking_number=purchase.tracking_number,
    )
    if purchase.standing is PurchaseState.PURCHASED and not told.exists():
        _take_label(case, purchase, at=at, by=by)
    if lease:
        lease.finish()
    return case


def _take_label(
    case: Case, purchase: LabelPurchase, *, at: datetime, by: Actor
) -> None:
    direction = purchase.parcel.shipment.direction
    still_to_come = 0
    kit = kits.kit_of(purchase.parcel) if direction == Direction.OUT else None
    is_own = not lending.is_loaners(purchase.parcel.shipment)
    if direction == Direction.IN and is_own:
        others = boxes.labels_of(case, but=purchase.parcel)
        still_to_come = others.count("pending")
        case.label_status = ways.label_of(["ready", *others])
        if case.inbound_state in ("", "planned"):
            case.inbound_state = "label_ready"
        if case.label_status == "ready":
            settling.keep(case, Step.LABEL, at=at)
    elif is_own and not kit and case.outbound_state == "planned":
        case.outbound_state = "label_ready"
    number, carrier = purchase.tracking_number, purchase.carrier
    fact: Fact = LabelReady(
        direction=direction,
        tracking_number=number,
        carrier=carrier,
        still_to_come=still_to_come,
    )
    if kit:
        box = numbers.shown(kit.code)
        fact = KitShipped(box=box, tracking_number=number, carrier=carrier)
    lines = settling.sums_of(CaseLine.objects.of(case))
    if is_own or direction == Direction.OUT:
        case.record(fact, lines=lines, at=at, by=by)
    key = f"parcel.follow:{purchase.pk}"
    post.post("parcel.follow", key, at=at, parcel_id=purchase.parcel_id)


@use_case
def report_refusal(
    *, purchase_id: int, by: Actor, at: datetime, lease: Lease | None = None
) -> Case:
    """Tell the case that the carrier refused a label: a person decides what next."""
    case, purchase = _locked(purchase_id)
    shipment = purchase.parcel.shipment
    # The label of a loaner's way back lies in our box: no news to the customer.
    direction = Direction.OUT if lending.is_loaners(shipment) else shipment.direction
    if direction == Direction.IN:
        case.label_status = "failed"
    case.record(
        LabelFailed(direction=direction, problem=purchase.problem),
        lines=settling.sums_of(CaseLine.objects.of(case)),
        at=at,
        by=by,
    )
    if lease:
        lease.finish()
    return case


@use_case
def order_again(
    *,
    case: CaseRef,
    parcel_id: int,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """
    Order a label anew where the carrier refused the last one, or it was given back.

    What is known of its products by now counts. Raises NotFailed where the parcel's
    last label is good or not yet settled, and opening.UnsafeBattery.
    """
    locked = Case.objects.locked(case)
    parcel = Parcel.objects.select_related("shipment").filter(
        pk=parcel_id, shipment__reference=locked.number, shipment__cancelled_at=None
    )
    found = parcel.first()
    last = LabelPurchase.objects.filter(parcel=found).order_by("-id").first()
    if found is None or last is None or last.standing not in _ENDED:
        raise NotFailed
    lines = CaseLine.objects.of(locked)
    is_own = not lending.is_loaners(found.shipment)
    if found.shipment.direction == Direction.IN and is_own:
        inside = boxes.lying_in(locked, found, lines)
        opening.refuse_if_unsafe(*(share.line for share in inside))
        locked.label_status = "pending"
    wishes = retelling.wishes_now(locked, found, lines)
    boxed.wish_anew(parcel=found, wishes=wishes, at=at)
    ordering.order_label(parcel=found, at=at)
    note = NoteWritten(text="Label ordered again.")
    locked.record(note, lines=settling.sums_of(lines), at=at, by=by)
    return locked


@use_case
def file_export(
    *,
    case: CaseRef,
    parcel_id: int,
    filing: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """
    Say how the export of a box is filed, and order its label where one was refused.

    `filing` is a number (ITN) or exports.LOW_VALUE. Raises NotFailed where the box
    crosses no such border, or has a label or one under way.
    """
    locked = Case.objects.locked(case)
    found = Parcel.objects.select_related("shipment").filter(
        pk=parcel_id, shipment__reference=locked.number, shipment__cancelled_at=None
    )
    parcel = found.first()
    if parcel is None or not retelling.file_export(parcel, filing, at=at):
        raise NotFailed
    is_own = not lending.is_loaners(parcel.shipment)
    if parcel.shipment.is_inbound and is_own and locked.label_status:
        locked.label_status = "pending"
    fact = ExportFiled(box=numbers.shown(parcel.code), filing=filing)
    lines = settling.sums_of(CaseLine.objects.of(locked))
    locked.record(fact, lines=lines, at=at, by=by)
    return locked


@use_case
def give_label_back(
    *, purchase_id: int, by: Actor, at: datetime, once: Once | None = None
) -> Case:
    """
    Give back the label of a box nobody has taken; its case waits for another.

    Nobody comes to fetch it then: a pickup is called off.

    Raises LeftAlready where the carrier has the box, and NoLabelToGiveBack.
    """
    case, purchase = _locked(purchase_id)
    parcel = purchase.parcel
    if parcel.standing not in NOT_YET_HANDED_OVER:
        raise LeftAlready(parcel.code)
    if purchase.standing in (*_ENDED, *_GOING_BACK):
        raise NoLabelToGiveBack
    ordering.want_void(purchase=purchase, at=at)
    is_own = not lending.is_loaners(parcel.shipment)
    if parcel.shipment.direction == Direction.IN and is_own:
        case.label_status = ways.label_of(boxes.labels_of(case)) or "void"
    facts: list[Fact] = [NoteWritten(text="Label given back.")]
    if parcel.shipment.direction == Direction.IN:
        facts += calling_off.call_off_pickup(case)
    lines = settling.sums_of(CaseLine.objects.of(case))
    case.record(*facts, lines=lines, at=at, by=by)
    return case


def _locked(purchase_id: int) -> tuple[Case, LabelPurchase]:
    """Lock the case first: what is read of the purchase then is true until the end."""
    whole = LabelPurchase.objects.select_related("parcel__shipment")
    reference = whole.get(pk=purchase_id).parcel.shipment.reference
    case = Case.objects.locked(Case.objects.numbered(reference).pk)
    return case, whole.get(pk=purchase_id)
