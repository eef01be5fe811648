"""One return told on its own clock: each verb is what somebody really did."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from outbox import work
from rma.actions import (
    approval,
    dispatching,
    disposing,
    inspecting,
    intake,
    receiving,
    resolving,
    tracking,
)
from rma.actions.approval import LineDecision
from rma.demo import words
from rma.models import Case, CaseLine, Dispatch, Site, Unit, User
from rma.rules.actors import Actor, ActorKind
from rma.rules.disposition import ErasureMethod, needs_erasure
from rma.rules.erasure import Erasure
from rma.rules.staying import Stay
from rma.rules.words import (
    Decision,
    DispositionKind,
    Finding,
    Grade,
    HandOver,
    Reason,
    ResolutionKind,
    Role,
    Wish,
)
from rma.steps.counting import Arrival
from rma.steps.requests import LineRequest, ReturnRequest
from shipping import following, ordering
from shipping.models import Parcel
from shipping.words import Address, Direction, ParcelState

_CARRIER = Actor(ActorKind.CARRIER, "Carrier")
_AT_ONCE = ("label.buy", "label.void", "parcel.arrived")
_LETTERS = ("tell", "deliver")
_LONGEST_WAY = 12
_ARRIVED = (ParcelState.DELIVERED, ParcelState.CANCELLED)


class TheEnd(Exception):
    """The clock would pass the last day: the rest has not happened yet."""


@dataclass(slots=True)
class Teller:
    """Tell one return from its opening on; past the end nothing more happens."""

    at: datetime
    until: datetime
    chance: Random
    staff: dict[Role, User]
    writes_letters: bool = False
    case: Case = field(init=False)
    site: Site = field(init=False)

    def __post_init__(self) -> None:
        """Know the site's calendar."""
        self.site = Site.objects.default()

    def wait(self, days: float) -> None:
        """Let time pass. Raises TheEnd."""
        self._set(self.at + timedelta(days=days))

    def next_workday(self, days: int = 1) -> None:
        """Go on in office hours, some working days later. Raises TheEnd."""
        calendar = self.site.calendar
        day = calendar.after(calendar.local_day(self.at), days)
        hour = time(self.chance.randint(8, 15), self.chance.randrange(60))
        local = datetime.combine(day, hour, tzinfo=ZoneInfo(calendar.zone))
        self._set(max(local, self.at + timedelta(minutes=7)))

    def _set(self, at: datetime) -> None:
        if at > self.until:
            raise TheEnd
        self.at = at

    def by(self, role: Role) -> Actor:
        """Return one of our people as the one who acts."""
        return self.staff[role].actor

    # The customer

    def open(
        self,
        units: list[Unit],
        *,
        wish: Wish = Wish.REPLACEMENT,
        reason: Reason = Reason.DEFECTIVE,
        says: str = "",
        hand_over: HandOver = HandOver.LABEL,
        postal_code: str = "",
        stays: Stay | None = None,
    ) -> None:
        """Ask for a return of an account's units."""
        account = units[0].account
        assert account is not None  # noqa: S101 - every unit of the stock is sold
        contact = account.contacts.first()
        home = account.address.as_dict()
        if postal_code:
            home["postal_code"] = postal_code
        request = ReturnRequest(
            contact_name=contact.name if contact else account.name,
            contact_email=contact.email if contact else account.email,
            ship_from=Address.from_dict(home),
            lines=tuple(
                LineRequest(
                    reason=reason,
                    wish=wish,
                    serial=unit.serial,
                    description=says or words.complaint(self.chance, reason, unit),
                    stays=stays,
                    erasure=Erasure.ERASED if unit.product.holds_data else None,
                )
                for unit in units
            ),
            channel="portal",
            account_id=account.pk,
            hand_over=hand_over,
            owner_id=self.staff[Role.SUPPORT].pk,
            accepted_by=account.name if wish is Wish.ADVANCE_REPLACEMENT else "",
        )
        by = Actor(ActorKind.CUSTOMER, request.contact_name)
        self.case = intake.open_return(request=request, by=by, at=self.at)
        self.work()

    @property
    def customer(self) -> Actor:
        """Return the customer as the one who acts."""
        return Actor(ActorKind.CUSTOMER, self.case.contact.name)

    # The parcels

    def work(self) -> None:
        """Let a worker do what is due: labels always, letters of late returns."""
        kinds = _AT_ONCE + (_LETTERS if self.writes_letters else ())
        work.drain(now=self.at, only=kinds)

    def travel(self, direction: Direction, *, until: ParcelState) -> None:
        """Follow the parcels of a direction day by day. Raises TheEnd."""
        parcels = self._parcels(direction)
        if direction is Direction.OUT:
            for parcel in parcels:
                ordering.note(parcel=parcel, state=ParcelState.HANDED_OVER, at=self.at)
        pause = 0.5 if until is ParcelState.HANDED_OVER else 2
        if not self.writes_letters:
            # Of long ago the arrival is enough.
            self.wait(2)
        for _ in range(_LONGEST_WAY):
            self.wait(pause)
            for parcel in parcels:
                self.look(parcel)
            parcels = [each for each in parcels if each.standing not in _ARRIVED]
            if not parcels or until is ParcelState.HANDED_OVER:
                return

    def look(self, parcel: Parcel) -> None:
        """Ask the carrier where a parcel is, and tell the case."""
        following.follow(parcel_id=parcel.pk, at=self.at)
        tracking.follow_parcel(parcel_id=parcel.pk, by=_CARRIER, at=self.at)
        parcel.refresh_from_db()
        self.write()

    def _parcels(self, direction: Direction) -> list[Parcel]:
        mine = Parcel.objects.filter(
            shipment__reference=self.case.number, shipment__direction=direction
        )
        return [each for each in mine.order_by("id") if each.standing not in _ARRIVED]

    # Our people

    def lines(self) -> list[CaseLine]:
        """Return the lines as they stand."""
        return CaseLine.objects.of(self.case)

    def decide(self, decision: Decision, reason: str) -> None:
        """Approve or refuse every line a person must look at."""
        decisions = tuple(
            LineDecision(line.pk, decision, reason)
            for line in self.lines()
            if line.decision in (Decision.NEEDS_REVIEW, Decision.NEEDS_INFO)
        )
        by = self.by(Role.SUPPORT)
        self.take(
            approval.decide_lines(
                case=self.case.ref, decisions=decisions, by=by, at=self.at
            )
        )
        self.work()

    def receive(self, *lines: CaseLine) -> None:
        """Take units in at the dock, all that are awaited where none is named."""
        here = lines or tuple(line for line in self.lines() if line.sums.expected)
        self.take(
            receiving.receive_units(
                case=self.case.ref,
                arrivals=tuple(Arrival(line_id=line.pk) for line in here),
                by=self.by(Role.WAREHOUSE),
                at=self.at,
            )
        )
        self.work()

    def inspect(self, line: CaseLine, outcome: Finding, grade: Grade) -> None:
        """Write what was found, and what becomes of the unit."""
        by = self.by(Role.WAREHOUSE)
        # The bench finds out why about every second time.
        is_known = outcome is Finding.FAULT_CONFIRMED and sum(map(ord, line.serial)) % 2
        category = line.product.category if line.product and is_known else ""
        inspecting.inspect_units(
            case=self.case.ref,
            line_id=line.pk,
            outcome=outcome,
            grade=grade,
            notes=words.NOTES[outcome],
            clues=words.CLUES.get(category, ()),
            **words.WHY.get(category, {}),
            by=by,
            at=self.at,
        )
        kind, why = words.BECOMES.get(outcome, words.GOES_BACK)
        if line.is_sent_ahead and kind is DispositionKind.BACK_TO_CUSTOMER:
            kind, why = words.IS_OURS
        if line.product and line.product.holds_data and needs_erasure(kind):
            disposing.erase_units(
                case=self.case.ref,
                line_id=line.pk,
                method=ErasureMethod.OVERWRITTEN,
                note=words.ERASED,
                by=by,
                at=self.at,
            )
        self.take(
            disposing.decide_disposition(
                case=self.case.ref,
                line_id=line.pk,
                kind=kind,
                reason=why,
                by=by,
                at=self.at,
            )
        )

    def resolve(self, line: CaseLine, kind: ResolutionKind) -> None:
        """Decide what the customer gets."""
        self.take(
            resolving.resolve_units(
                case=self.case.ref,
                line_id=line.pk,
                kind=kind,
                by=self.by(Role.SUPPORT),
                at=self.at,
            )
        )

    def ship(self) -> None:
        """Pack everything that waits to leave."""
        for dispatch in Dispatch.objects.to_ship().filter(line__case=self.case):
            is_new = dispatch.kind == "replacement"
            old = dispatch.serial or dispatch.line.serial
            serials = self._fresh(dispatch) if is_new else (old,)
            self.take(
                dispatching.ship_unit(
                    case=self.case.ref,
                    dispatch_id=dispatch.pk,
                    serials=serials,
                    return_label_inside=dispatch.wants_label_inside,
                    by=self.by(Role.WAREHOUSE),
                    at=self.at,
                )
            )
        self.work()

    def _fresh(self, dispatch: Dispatch) -> tuple[str, ...]:
        start = dispatch.line.serial[:2]
        return tuple(
            f"{start}{self.chance.randrange(10**7, 10**8)}"
            for _ in range(dispatch.quantity)
        )

    def take(self, case: Case) -> None:
        """Go on with the return as it stands now, and let its letters go out."""
        self.case = case
        self.write()

    def write(self) -> None:
        """Let letters go out, where this return writes any."""
        if self.writes_letters:
            self.work()
