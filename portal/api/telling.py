"""What a program hears about a return."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from portal.api.cover import CoverOut, cover_of
from portal.api.fields import MoneyOut
from portal.api.told import Told
from rma.messages import links
from rma.models import CaseLine
from rma.queries.dossier import StepView
from rma.queries.return_list import ListedLine, ListedReturn
from rma.queries.return_view import LegView, ReturnView
from rma.rules import numbers
from rma.rules.sentences import SENTENCES
from rma.rules.staying import Proof, Stay
from rma.rules.words import (
    CaseStatus,
    Decision,
    HandOver,
    Party,
    PromiseState,
    Reason,
    Step,
    Wish,
)
from shipping.words import Direction, LabelStatus

# Programs know three decisions. One we asked something about still waits for us;
# one that was called off will not come back, like one refused.
_DECISIONS = {
    Decision.NEEDS_REVIEW: "needs_review",
    Decision.NEEDS_INFO: "needs_review",
    Decision.APPROVED: "approved",
    Decision.REFUSED: "refused",
    Decision.CANCELLED: "refused",
}


class LineOut(Told):
    """Show one line: what it is, what was decided, what came of it."""

    id: int
    serial: str | None
    sku: str | None
    quantity: int
    order_reference: str | None
    reason: Reason
    wish: Wish
    decision: str
    why: str
    question: str | None
    stays: Stay | None
    proofs: list[Proof]
    repair_limit: MoneyOut | None
    coverage: CoverOut
    received: int
    inspected: int
    resolved: int


class StepOut(Told):
    """Show one step of the plan and who has the ball."""

    step: Step
    words: str
    who: Party
    due_at: datetime
    state: PromiseState


class LabelOut(Told):
    """Show how a label stands."""

    status: LabelStatus


class ShipmentOut(Told):
    """Show one parcel of one leg."""

    direction: Direction
    tracking_number: str | None
    carrier: str | None
    state: str
    label: LabelOut


class ReturnOut(Told):
    """Show a return whole."""

    number: str
    status: CaseStatus
    display: str
    account: str
    reference: str
    purchase_order: str
    hand_over: HandOver
    need_by: date | None
    opened_at: datetime
    changed_at: datetime
    closed_at: datetime | None
    lines: list[LineOut]
    plan: list[StepOut]
    shipments: list[ShipmentOut]
    tracking_url: str


class ListedLineOut(Told):
    """Show one line in a list."""

    id: int
    serial: str | None
    sku: str | None
    quantity: int
    decision: str


class ListedReturnOut(Told):
    """Show a return in a list."""

    number: str
    status: CaseStatus
    display: str
    account: str
    reference: str
    purchase_order: str
    opened_at: datetime
    changed_at: datetime
    closed_at: datetime | None
    lines: list[ListedLineOut]
    tracking_url: str


def return_of(view: ReturnView) -> ReturnOut:
    """Return a whole return as it is sent."""
    case = view.case
    return ReturnOut(
        number=case.number,
        status=CaseStatus(case.status),
        display=_(SENTENCES[case.situation]),
        account=case.account.number,
        reference=case.reference,
        purchase_order=case.purchase_order,
        hand_over=HandOver(case.hand_over),
        need_by=case.need_by,
        opened_at=case.opened_at,
        changed_at=case.changed_at,
        closed_at=case.closed_at,
        lines=[_line(line) for line in view.lines],
        plan=[_step(step) for step in view.plan],
        shipments=[_shipment(parcel) for parcel in view.parcels],
        tracking_url=links.tracking_url(case),
    )


def listed_of(listed: ListedReturn) -> ListedReturnOut:
    """Return a return as lists send it."""
    case = listed.case
    return ListedReturnOut(
        number=numbers.shown(case.code),
        status=CaseStatus(case.status),
        display=_(SENTENCES[case.situation]),
        account=case.account,
        reference=case.reference,
        purchase_order=case.purchase_order,
        opened_at=case.opened_at,
        changed_at=case.changed_at,
        closed_at=case.closed_at,
        lines=[_listed_line(line) for line in listed.lines],
        tracking_url=links.tracking_url(case),
    )


def _line(line: CaseLine) -> LineOut:
    return LineOut(
        id=line.pk,
        serial=line.serial or None,
        sku=line.product.sku if line.product else None,
        quantity=line.quantity,
        order_reference=line.order_reference or None,
        reason=Reason(line.reason),
        wish=Wish(line.wish),
        decision=_DECISIONS[Decision(line.decision)],
        why=_(line.decision_why) if line.decision_why else "",
        question=line.question or None,
        stays=Stay(line.stays) if line.stays else None,
        proofs=[Proof(each) for each in line.proofs_asked] if line.stays else [],
        repair_limit=_limit(line),
        coverage=cover_of(line.coverage),
        received=line.received,
        inspected=line.inspected,
        resolved=line.resolved,
    )


def _limit(line: CaseLine) -> MoneyOut | None:
    limit = line.repair_limit
    if limit is None:
        return None
    return MoneyOut(amount=limit.as_text(), currency=limit.currency)


def _listed_line(line: ListedLine) -> ListedLineOut:
    return ListedLineOut(
        id=line.id,
        serial=line.serial or None,
        sku=line.sku,
        quantity=line.quantity,
        decision=_DECISIONS[Decision(line.decision)],
    )


def _step(step: StepView) -> StepOut:
    return StepOut(
        step=Step(step.step),
        words=_(step.words),
        who=Party(step.who),
        due_at=step.due_at,
        state=PromiseState(step.state),
    )


def _shipment(parcel: LegView) -> ShipmentOut:
    return ShipmentOut(
        direction=Direction(parcel.direction),
        tracking_number=parcel.tracking_number or None,
        carrier=parcel.carrier or None,
        state=parcel.state,
        label=LabelOut(status=parcel.label_status),
    )
