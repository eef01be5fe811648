"""What happens to units at the dock: received, inspected, put right."""

from typing import Annotated, Self

from django.http import HttpResponse
from django.utils import timezone
from ninja import Router
from pydantic import Field, model_validator

from portal import access
from portal.api import idempotency
from portal.api.auth import Bearer
from portal.api.caller import Call
from portal.api.fields import Amount, Asked, Currency, LineId, Prose, Quantity, Serial
from portal.api.problem import FieldRefused
from portal.api.returns import Number, told
from portal.api.telling import ReturnOut
from rma.actions import inspecting, receiving, resolving
from rma.models import Case
from rma.rules import money
from rma.rules.clues import Clue
from rma.rules.money import Money
from rma.rules.words import Finding, Grade, ResolutionKind
from rma.steps.counting import Arrival

router = Router(tags=["warehouse"])

_MOST_LINES = 200


class NamedUnits(Asked):
    """Name units of one line, by a serial or by the line's id."""

    serial: Serial | None = None
    line: LineId | None = None
    quantity: Quantity = 1

    @model_validator(mode="after")
    def _names_one(self) -> Self:
        if (self.serial is None) == (self.line is None):
            raise ValueError("Name a serial or a line.")
        return self


class ReceiptIn(Asked):
    """Count what arrived."""

    lines: Annotated[list[NamedUnits], Field(min_length=1, max_length=_MOST_LINES)]

    def arrivals(self) -> tuple[Arrival, ...]:
        """Return the counts as the house takes them."""
        return tuple(
            Arrival(quantity=each.quantity, serial=each.serial or "", line_id=each.line)
            for each in self.lines
        )


class InspectionIn(NamedUnits):
    """Say what somebody found."""

    outcome: Finding
    grade: Grade | None = None
    notes: Prose = ""
    cause: Prose = ""
    clues: list[Clue] = Field(default_factory=list, max_length=len(Clue))
    advice: Prose = ""


class ResolutionIn(NamedUnits):
    """Say what the customer gets; a credit without an amount is what was paid."""

    kind: ResolutionKind
    amount: Amount | None = None
    currency: Currency | None = None
    note: Prose = ""
    without_unit: bool = False

    def money(self, case: Case) -> Money | None:
        """Return the amount, in the case's currency where none is named."""
        if self.amount is None:
            return None
        return money.parse(self.amount, self.currency or case.currency)


@router.post(
    "/{number}/receipts",
    auth=Bearer("receipts:write", once=True),
    response={201: ReturnOut},
)
def create_receipt(request: Call, number: Number, body: ReceiptIn) -> HttpResponse:
    """Record what arrived."""
    case = access.case_for_program(number, request.auth.account_id)
    once, answer = idempotency.once_of(request, 201, told)
    case = receiving.receive_units(
        case=case.ref,
        arrivals=body.arrivals(),
        by=request.auth.actor,
        at=timezone.now(),
        once=once,
    )
    return answer(case)


@router.post(
    "/{number}/inspections",
    auth=Bearer("inspections:write", once=True),
    response={201: ReturnOut},
)
def create_inspection(
    request: Call, number: Number, body: InspectionIn
) -> HttpResponse:
    """Record what somebody found."""
    case = access.case_for_program(number, request.auth.account_id)
    once, answer = idempotency.once_of(request, 201, told)
    case = inspecting.inspect_units(
        case=case.ref,
        serial=body.serial or "",
        line_id=body.line,
        quantity=body.quantity,
        outcome=body.outcome,
        grade=body.grade,
        notes=body.notes,
        cause=body.cause,
        clues=tuple(dict.fromkeys(body.clues)),
        advice=body.advice,
        by=request.auth.actor,
        at=timezone.now(),
        once=once,
    )
    return answer(case)


@router.post(
    "/{number}/resolutions",
    auth=Bearer("resolutions:write", once=True),
    response={201: ReturnOut},
)
def create_resolution(
    request: Call, number: Number, body: ResolutionIn
) -> HttpResponse:
    """Decide what the customer gets."""
    case = access.case_for_program(number, request.auth.account_id)
    once, answer = idempotency.once_of(request, 201, told)
    if body.currency and body.amount is None:
        raise FieldRefused("amount", "A currency needs an amount.")
    case = resolving.resolve_units(
        case=case.ref,
        kind=body.kind,
        serial=body.serial or "",
        line_id=body.line,
        quantity=body.quantity,
        amount=body.money(case),
        note=body.note,
        is_without_unit=body.without_unit,
        by=request.auth.actor,
        at=timezone.now(),
        once=once,
    )
    return answer(case)
