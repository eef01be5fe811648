"""What customers are asked to choose, and what was chosen before, for the pages."""

from dataclasses import dataclass
from datetime import datetime

from rma.models import Case, Charge, Choice
from rma.rules.choices import Offer, Option


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """Show one open question: of what, until when, and what may be chosen."""

    id: int
    position: int
    name: str
    serial: str
    quantity: int
    finding: str
    notes: str
    offer: Offer
    due_at: datetime
    send_back_at: datetime


def open_choices(case: Case) -> tuple[ChoiceView, ...]:
    """Return what a case's customer is asked; nothing is read where nobody waits."""
    if not case.is_awaiting_customer:
        return ()
    rows = Choice.objects.open().filter(line__case=case)
    whole = rows.select_related("line__product").order_by("line__position")
    return tuple(_view(row) for row in whole)


def _view(row: Choice) -> ChoiceView:
    line = row.line
    looks = line.inspections.filter(superseded_at=None, outcome=row.finding)
    last = looks.order_by("-id").first()
    return ChoiceView(
        id=row.pk,
        position=line.position,
        name=line.product.name if line.product else line.serial,
        serial=line.serial,
        quantity=row.quantity,
        finding=row.finding,
        notes=last.cause if last else "",
        offer=row.offer,
        due_at=row.due_at,
        send_back_at=row.send_back_at,
    )


def second_look_words(case: Case) -> dict[int, str]:
    """Return what customers told us with the wish for a second look, by line."""
    wished = Choice.objects.filter(line__case=case, chosen=Option.SECOND_LOOK)
    return dict(wished.order_by("id").values_list("line", "words"))


def charge_with(charge_id: int) -> Charge | None:
    """Return one charge with the return it belongs to."""
    whole = Charge.objects.select_related("choice__line__case__account")
    return whole.filter(pk=charge_id).first()
