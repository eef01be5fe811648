"""The purchase of one label: intended, sent once, and known for what became of it."""

from datetime import datetime

from django.db import models
from typing_extensions import override

from shipping.models.parcel import Parcel
from shipping.words import PurchaseState

# A parcel has at most one purchase in these states: the database sees to it.
ACTIVE = (
    PurchaseState.INTENT,
    PurchaseState.SENDING,
    PurchaseState.UNKNOWN,
    PurchaseState.PURCHASED,
    PurchaseState.VOID_WANTED,
    PurchaseState.VOID_REFUSED,
)
# Codes of refusals that a customer can do something about: their address is wrong, or
# the number is missing under which an export was filed.
WRONG_ADDRESS = "address"
UNFILED_EXPORT = "export"


class LabelPurchaseQuerySet(models.QuerySet["LabelPurchase"]):
    """This will find purchases by how they stand."""

    def active(self) -> "LabelPurchaseQuerySet":
        """Return those that are wanted, bought, or not yet known to be neither."""
        return self.filter(state__in=[state.value for state in ACTIVE])

    def unclear(self) -> "LabelPurchaseQuerySet":
        """Return those sent to the carrier without a clear answer."""
        return self.filter(
            state__in=[PurchaseState.SENDING.value, PurchaseState.UNKNOWN.value]
        )


class LabelPurchase(models.Model):
    """This will hold one purchase; `ref` is our word for it at the carrier."""

    parcel = models.ForeignKey(
        Parcel, on_delete=models.PROTECT, related_name="purchases"
    )
    ref = models.CharField(max_length=40, unique=True)
    state = models.CharField(
        max_length=12,
        choices=[(word.value, word.name) for word in PurchaseState],
        default=PurchaseState.INTENT.value,
    )
    attempt = models.PositiveSmallIntegerField(default=1)
    created_at = models.DateTimeField()
    carrier = models.CharField(max_length=32, blank=True, default="")
    service = models.CharField(max_length=64, blank=True, default="")
    # Our account at the mover, where the carrier sells for several: pickups need it.
    account = models.CharField(max_length=64, blank=True, default="")
    rate_id = models.CharField(max_length=64, blank=True, default="")
    cost_cents = models.PositiveIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True, default="")
    spent_on = models.DateField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    looks = models.PositiveSmallIntegerField(default=0)
    looked_at = models.DateTimeField(null=True, blank=True)
    provider_id = models.CharField(max_length=64, blank=True, default="")
    tracking_number = models.CharField(max_length=64, blank=True, default="")
    purchased_at = models.DateTimeField(null=True, blank=True)
    expected_on = models.DateField(null=True, blank=True)
    label_file = models.CharField(max_length=120, blank=True, default="")
    label_type = models.CharField(max_length=40, blank=True, default="")
    problem_code = models.CharField(max_length=64, blank=True, default="")
    problem = models.CharField(max_length=300, blank=True, default="")
    void_by = models.DateField(null=True, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)

    objects = LabelPurchaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["parcel"],
                condition=models.Q(state__in=[state.value for state in ACTIVE]),
                name="one_active_label_per_parcel",
            ),
            models.UniqueConstraint(
                fields=["carrier", "provider_id"],
                condition=~models.Q(provider_id=""),
                name="a_carrier_label_belongs_to_one_purchase",
            ),
            models.UniqueConstraint(
                fields=["carrier", "rate_id"],
                condition=~models.Q(rate_id=""),
                name="a_rate_is_used_for_one_purchase",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[word.value for word in PurchaseState]),
                name="purchase_is_in_a_known_state",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=PurchaseState.PURCHASED.value)
                | ~models.Q(provider_id="") & ~models.Q(tracking_number=""),
                name="a_purchased_label_has_its_numbers",
            ),
            models.CheckConstraint(
                condition=~models.Q(
                    state__in=[
                        PurchaseState.SENDING.value,
                        PurchaseState.UNKNOWN.value,
                    ]
                )
                | ~models.Q(rate_id="") & models.Q(sent_at__isnull=False),
                name="a_sent_purchase_knows_its_rate_and_time",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "created_at"], name="purchase_by_state"),
            models.Index(fields=["created_at"], name="purchase_by_day"),
            models.Index(
                fields=["tracking_number"],
                condition=~models.Q(tracking_number=""),
                name="purchase_by_number",
            ),
            models.Index(
                fields=["void_by"],
                condition=models.Q(state=PurchaseState.PURCHASED.value),
                name="labels_by_the_day_they_go_back",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.ref} {self.state}"

    @property
    def standing(self) -> PurchaseState:
        """Return the state as a word."""
        return PurchaseState(self.state)

    @property
    def is_priced(self) -> bool:
        """Return whether its price is a cost; of one refused it was an estimate."""
        is_known = self.cost_cents is not None and bool(self.currency)
        return is_known and self.standing is not PurchaseState.DECLINED

    def move(
        self, *, among: tuple[PurchaseState, ...], to: PurchaseState, **facts: object
    ) -> bool:
        """
        Move to a state from one of several, or say that somebody was faster.

        One conditional statement: of any number of workers one sees it succeed.
        """
        moved = LabelPurchase.objects.filter(
            pk=self.pk, state__in=[state.value for state in among]
        ).update(state=to.value, **facts)
        if not moved:
            return False
        for name, value in {**facts, "state": to.value}.items():
            setattr(self, name, value)
        return True

    def look_was_empty(self, *, at: datetime) -> None:
        """Count one look at the carrier that found nothing and missed nothing."""
        LabelPurchase.objects.filter(pk=self.pk).update(
            looks=models.F("looks") + 1, looked_at=at
        )
        self.refresh_from_db(fields=["looks", "looked_at"])
