"""A return: one customer, one reference, one or more lines."""

from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Replace, Substr
from typing_extensions import override

from outbox import post
from outbox.inserting import insert
from outbox.post import Posting
from rma.models.account import Account
from rma.models.contact import Contact
from rma.models.event import Event
from rma.models.policy import Policy
from rma.models.site import Site
from rma.models.user import User
from rma.rules import customs, lifecycle, numbers
from rma.rules.actors import Actor
from rma.rules.facts import CaseClosed, Fact
from rma.rules.ledger import LineLedger
from rma.rules.lifecycle import Journey, Ledger
from rma.rules.plan import PlanTerms
from rma.rules.words import NOT_SENT, OPEN_STATUSES, CaseStatus, HandOver
from shipping.models import LabelPurchase
from shipping.wishes import LabelFormat
from shipping.words import Address, Direction, ParcelState, PurchaseState

CaseRef = int


class CaseQuerySet(models.QuerySet["Case"]):
    """Find cases."""

    def open(self) -> "CaseQuerySet":
        """Return those in which something still happens."""
        return self.filter(status__in=OPEN_STATUSES)

    def label_refused(self) -> "CaseQuerySet":
        """Return those with a label the carrier refused, on any way of theirs."""
        active = LabelPurchase.objects.active().filter(parcel=OuterRef("parcel"))
        # The way here is known to the case itself; what we send is not.
        ours = Q(parcel__shipment__direction=Direction.OUT) | Q(
            parcel__shipment__loan_back__isnull=False
        )
        refused = LabelPurchase.objects.filter(
            ours,
            ~Exists(active),
            state=PurchaseState.DECLINED.value,
            parcel__state=ParcelState.PLANNED.value,
            parcel__shipment__cancelled_at=None,
        )
        plain = Substr("parcel__shipment__reference", 5)
        codes = refused.annotate(code=Replace(plain, Value("-"), Value("")))
        return self.filter(Q(label_status="failed") | Q(code__in=codes.values("code")))

    def numbered(self, number: str) -> "Case":
        """
        Return the case with a number, in any case and grouping.

        Raises Case.DoesNotExist for anything else.
        """
        code = numbers.parse(number)
        if code is None:
            raise Case.DoesNotExist(number)
        return self.get(code=code)

    def locked(self, ref: CaseRef) -> "Case":
        """Return a case that nobody else changes until this transaction ends."""
        whole = self.select_related("account", "contact", "site", "policy")
        return whole.select_for_update(of=("self",)).get(pk=ref)


class Case(models.Model):
    """Hold who asked, where it goes, and how far it has come."""

    code = models.CharField(max_length=13, unique=True)
    account = models.ForeignKey(Account, models.PROTECT, related_name="cases")
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="cases")
    site = models.ForeignKey(Site, models.PROTECT, related_name="cases")
    policy = models.ForeignKey(Policy, models.PROTECT, related_name="cases")
    owner = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="owned_cases"
    )
    follows = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="followed_by"
    )
    is_urgent = models.BooleanField(default=False)
    channel = models.CharField(max_length=12)
    currency = models.CharField(max_length=3)
    ship_from = models.JSONField()
    deliver_to = models.JSONField(null=True)
    end_customer = models.JSONField(null=True)
    hand_over = models.CharField(max_length=12, default=HandOver.LABEL.value)
    # On what its labels are printed: a word of shipping.wishes.LabelFormat.
    label_format = models.CharField(max_length=8, default=LabelFormat.PDF_4X6.value)
    # The office's number of the export, for relief where it comes back.
    export_proof = models.CharField(max_length=60, blank=True, default="")
    purchase_order = models.CharField(max_length=60, blank=True)
    reference = models.CharField(max_length=60, blank=True)
    need_by = models.DateField(null=True)

    status = models.CharField(max_length=20, default=CaseStatus.SUBMITTED.value)
    situation = models.CharField(max_length=24, default="in_review")
    is_data_owed = models.BooleanField(default=False)
    # Who has the ball for units that stay: a word of rules.staying.StayState.
    proof_state = models.CharField(max_length=8, blank=True)
    label_status = models.CharField(max_length=8, blank=True)
    inbound_state = models.CharField(max_length=20, blank=True)
    outbound_state = models.CharField(max_length=20, blank=True)
    outbound_kind = models.CharField(max_length=12, blank=True)
    # How far the empty boxes we send are: a word of rules.kits.KitState.
    kit_state = models.CharField(max_length=9, blank=True, default="")
    is_overdue = models.BooleanField(default=False)
    is_awaiting_customer = models.BooleanField(default=False)
    is_expired = models.BooleanField(default=False)
    # Whether a unit we lent for it has left and not come back.
    is_loaner_out = models.BooleanField(default=False)

    # Which steps of sending it the customer ticked, each with its moment (ISO 8601).
    steps_done = models.JSONField(default=dict, blank=True, db_default={})
    tracking_version = models.PositiveSmallIntegerField(default=1)
    thread_id = models.CharField(max_length=120, blank=True)
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        """Serve the lists by status, newest first."""

        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=[status.value for status in CaseStatus]),
                name="case_status_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    closed_at__isnull=True, status__in=[s.value for s in OPEN_STATUSES]
                )
                | (
                    Q(closed_at__isnull=False)
                    & ~Q(status__in=[s.value for s in OPEN_STATUSES])
                ),
                name="case_closed_when_ended",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "-id"], name="case_status_newest"),
            models.Index(fields=["account", "-id"], name="case_account_newest"),
            # Most name none; a scan looks among those who do.
            models.Index(
                fields=["reference"], condition=Q(reference__gt=""), name="case_named"
            ),
            models.Index(
                fields=["purchase_order"],
                condition=Q(purchase_order__gt=""),
                name="case_ordered",
            ),
        ]

    @override
    def __str__(self) -> str:
        """Return the number as people see it."""
        return self.number

    @property
    def number(self) -> str:
        """Return the number as people see it, as in RMA-BCDF-GHJK-NPRST."""
        return numbers.shown(self.code)

    @property
    def ref(self) -> CaseRef:
        """Return what use cases take to name this case."""
        return self.pk

    @property
    def is_open(self) -> bool:
        """Whether something still happens in it."""
        return self.status in OPEN_STATUSES

    @property
    def road_days(self) -> int:
        """Return the working days a parcel travels between its sender and us."""
        there, on = self.ship_from.get("country", ""), self.opened_at.date()
        return self.policy.road_days(self.site.country, there, on)

    def plan_terms(self, *, is_maker_repairing: bool = False) -> PlanTerms:
        """Return the times its plan is made of, the way from its sender included."""
        return self.policy.plan_terms(
            is_maker_repairing=is_maker_repairing, road_days=self.road_days
        )

    @property
    def sender(self) -> Address:
        """Return where the parcel starts."""
        return Address.from_dict(self.ship_from)

    @property
    def recipient(self) -> Address:
        """Return where a replacement or the repaired unit goes."""
        return Address.from_dict(self.deliver_to or self.ship_from)

    @property
    def crosses_a_border(self) -> bool:
        """Whether customs look at its boxes, on the way to us or to the customer."""
        ours = self.site.country
        theirs = (self.sender.country, self.recipient.country)
        return any(customs.are_needed(country, ours) for country in theirs)

    @property
    def is_handed_over(self) -> bool:
        """Whether the carrier has what comes to us."""
        return self.inbound_state not in NOT_SENT

    def ledger(self, lines: tuple[LineLedger, ...]) -> Ledger:
        """Return all that the status is computed from."""
        return Ledger(
            lines=lines,
            is_handed_over=self.is_handed_over,
            is_awaiting_customer=self.is_awaiting_customer,
            is_expired=self.is_expired,
            is_loaner_out=self.is_loaner_out,
        )

    @property
    def journey(self) -> Journey:
        """Return what the sentence depends on beside the ledger."""
        return Journey(
            label=self.label_status,
            is_data_owed=self.is_data_owed,
            proof=self.proof_state,
            is_own_carrier=self.hand_over == HandOver.OWN_CARRIER,
            inbound=self.inbound_state,
            outbound=self.outbound_state,
            outbound_kind=self.outbound_kind,
            kit=self.kit_state,
            is_overdue=self.is_overdue,
        )

    def record(
        self,
        *facts: Fact,
        lines: tuple[LineLedger, ...],
        at: datetime,
        by: Actor,
    ) -> list[Event]:
        """Write facts and bring the computed status up to date; its only writer."""
        was_open = self.closed_at is None
        ledger = self.ledger(lines)
        self.status = lifecycle.status_of(ledger)
        self.situation = lifecycle.situation_of(
            CaseStatus(self.status), ledger, self.journey
        )
        self.changed_at = at
        self.closed_at = None if self.is_open else self.closed_at or at
        told = list(facts)
        if was_open and self.status == CaseStatus.CLOSED:
            told.append(CaseClosed())
        if self._state.adding:
            insert([self])
        else:
            self.save()
        events = [
            Event(
                case=self,
                name=fact.name,
                at=at,
                by=by.label[:120],
                by_kind=by.kind,
                facts=fact.values(),
                is_internal=fact.is_internal,
            )
            for fact in told
        ]
        insert(events)
        post.post_many(
            Posting("tell", f"tell:{event.pk}", {"event_id": event.pk})
            for event in events
        )
        return events
