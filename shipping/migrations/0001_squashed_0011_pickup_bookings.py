"""Every table at once; an installation that took the steps one by one has it already."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("shipping", "0001_first"),
        ("shipping", "0002_carrier_hooks"),
        ("shipping", "0003_parcel_wishes"),
        ("shipping", "0004_never_twice"),
        ("shipping", "0005_sandbox_scenarios"),
        ("shipping", "0006_label_differences"),
        ("shipping", "0007_hook_subjects"),
        ("shipping", "0008_label_inside_a_box"),
        ("shipping", "0009_why_a_leg_goes_there"),
        ("shipping", "0010_labels_by_day"),
        ("shipping", "0011_pickup_bookings"),
    ]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="SandboxLabel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("provider_id", models.CharField(max_length=64, unique=True)),
                ("ref", models.CharField(db_index=True, max_length=40)),
                ("rate_id", models.CharField(db_index=True, max_length=64)),
                ("tracking_number", models.CharField(max_length=19, unique=True)),
                ("service", models.CharField(max_length=64)),
                ("cost_cents", models.PositiveIntegerField()),
                ("currency", models.CharField(max_length=3)),
                ("is_return", models.BooleanField()),
                ("sender", models.JSONField()),
                ("recipient", models.JSONField()),
                ("weight_grams", models.PositiveIntegerField()),
                ("reference", models.CharField(max_length=64)),
                ("contents", models.CharField(blank=True, default="", max_length=200)),
                ("wishes", models.JSONField(blank=True, default=dict)),
                ("inside", models.CharField(blank=True, default="", max_length=13)),
                ("seen_leaving_at", models.DateTimeField(blank=True, null=True)),
                ("scenario", models.CharField(blank=True, default="", max_length=32)),
                ("purchased_at", models.DateTimeField()),
                ("ready_at", models.DateTimeField()),
                ("visible_at", models.DateTimeField()),
                ("refund_asked_at", models.DateTimeField(blank=True, null=True)),
                ("refund_refused", models.BooleanField(default=False)),
                ("voided_at", models.DateTimeField(blank=True, null=True)),
                ("forced_at", models.JSONField(blank=True, default=list)),
            ],
            options={
                "ordering": ["purchased_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="SandboxScenario",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("scenario", models.CharField(max_length=32)),
                ("times_left", models.PositiveSmallIntegerField(default=1)),
                ("chosen_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="SandboxShipment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("object_id", models.CharField(max_length=32, unique=True)),
                ("asked", models.JSONField()),
                ("scenario", models.CharField(blank=True, default="", max_length=32)),
                ("created_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="BuyingRules",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("day_cap_cents", models.PositiveBigIntegerField(default=500000)),
                ("case_cap_cents", models.PositiveBigIntegerField(default=50000)),
                ("case_cap_labels", models.PositiveIntegerField(default=12)),
                ("is_stopped", models.BooleanField(default=False)),
                ("reason", models.CharField(max_length=300)),
                ("by", models.CharField(max_length=120)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), _negated=True),
                            models.Q(("by", ""), _negated=True),
                        ),
                        name="rules_are_changed_by_somebody_for_a_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CallBudget",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("carrier", models.CharField(max_length=32)),
                ("verb", models.CharField(max_length=8)),
                ("minute", models.DateTimeField()),
                ("used", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("carrier", "verb", "minute"),
                        name="one_budget_per_carrier_verb_and_minute",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CarrierCircuit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("carrier", models.CharField(max_length=32)),
                ("line", models.CharField(max_length=8)),
                ("recent", models.CharField(blank=True, default="", max_length=20)),
                ("failures", models.PositiveIntegerField(default=0)),
                ("openings", models.PositiveIntegerField(default=0)),
                ("open_until", models.DateTimeField(blank=True, null=True)),
                ("probe_until", models.DateTimeField(blank=True, null=True)),
                ("quiet_until", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("failed_at", models.DateTimeField(blank=True, null=True)),
                ("problem", models.CharField(blank=True, default="", max_length=200)),
                ("milliseconds", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("carrier", "line"),
                        name="one_circuit_per_carrier_and_line",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CarrierHook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("carrier", models.CharField(max_length=32)),
                ("body", models.BinaryField()),
                ("body_hash", models.CharField(max_length=64)),
                ("proof", models.CharField(max_length=12)),
                ("received_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "NEW"),
                            ("parked", "PARKED"),
                            ("read", "READ"),
                            ("ignored", "IGNORED"),
                        ],
                        default="new",
                        max_length=8,
                    ),
                ),
                ("look_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                ("outcome", models.CharField(blank=True, default="", max_length=200)),
                ("kind", models.CharField(blank=True, default="", max_length=10)),
                (
                    "provider_id",
                    models.CharField(blank=True, default="", max_length=64),
                ),
                ("ref", models.CharField(blank=True, default="", max_length=40)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["new", "parked"])),
                        fields=["look_at"],
                        name="hook_to_read",
                    ),
                    models.Index(fields=["received_at"], name="hook_by_age"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("carrier", "body_hash"), name="hook_is_kept_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["new", "parked", "read", "ignored"])
                        ),
                        name="hook_is_in_a_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("read_at__isnull", True),
                                ("state__in", ["new", "parked"]),
                            ),
                            models.Q(
                                ("read_at__isnull", False),
                                ("state__in", ["read", "ignored"]),
                            ),
                            _connector="OR",
                        ),
                        name="hook_is_read_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseSpending",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("reference", models.CharField(max_length=64)),
                ("currency", models.CharField(max_length=3)),
                ("cents", models.PositiveBigIntegerField(default=0)),
                ("labels", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("reference", "currency"),
                        name="one_row_per_reference_and_currency",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PickupBooking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("reference", models.CharField(max_length=64)),
                ("place", models.JSONField()),
                ("begins_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("where", models.CharField(default="front_door", max_length=32)),
                (
                    "instructions",
                    models.CharField(blank=True, default="", max_length=200),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("wanted", "WANTED"),
                            ("sending", "SENDING"),
                            ("confirmed", "CONFIRMED"),
                            ("refused", "REFUSED"),
                            ("unclear", "UNCLEAR"),
                            ("cancelled", "CANCELLED"),
                        ],
                        default="wanted",
                        max_length=12,
                    ),
                ),
                ("carrier", models.CharField(blank=True, default="", max_length=32)),
                ("mover", models.CharField(blank=True, default="", max_length=32)),
                (
                    "provider_id",
                    models.CharField(blank=True, default="", max_length=64),
                ),
                (
                    "confirmation",
                    models.CharField(blank=True, default="", max_length=64),
                ),
                ("cancel_by", models.DateTimeField(blank=True, null=True)),
                ("problem", models.CharField(blank=True, default="", max_length=300)),
                ("created_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["reference", "id"], name="pickups_of_a_reference"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("state__in", ["wanted", "sending", "confirmed", "unclear"])
                        ),
                        fields=("reference",),
                        name="one_standing_pickup_per_reference",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "wanted",
                                    "sending",
                                    "confirmed",
                                    "refused",
                                    "unclear",
                                    "cancelled",
                                ],
                            )
                        ),
                        name="pickup_is_in_a_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("begins_at"))),
                        name="pickup_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "confirmed"), _negated=True),
                            models.Q(("provider_id", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_confirmed_pickup_has_its_id",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Shipment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("reference", models.CharField(db_index=True, max_length=64)),
                (
                    "direction",
                    models.CharField(
                        choices=[("in", "IN"), ("out", "OUT")], max_length=3
                    ),
                ),
                ("sender", models.JSONField()),
                ("recipient", models.JSONField()),
                ("carrier", models.CharField(blank=True, default="", max_length=32)),
                ("service", models.CharField(blank=True, default="", max_length=64)),
                ("why", models.CharField(blank=True, default="", max_length=200)),
                ("created_at", models.DateTimeField()),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("direction__in", ["in", "out"])),
                        name="shipment_has_a_known_direction",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Parcel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("code", models.CharField(max_length=13, unique=True)),
                ("position", models.PositiveSmallIntegerField(default=1)),
                ("weight_grams", models.PositiveIntegerField()),
                ("length_mm", models.PositiveIntegerField()),
                ("width_mm", models.PositiveIntegerField()),
                ("height_mm", models.PositiveIntegerField()),
                ("contents", models.CharField(blank=True, default="", max_length=200)),
                ("wishes", models.JSONField(blank=True, default=dict)),
                ("inside", models.CharField(blank=True, default="", max_length=13)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "PLANNED"),
                            ("label_ready", "LABEL_READY"),
                            ("handed_over", "HANDED_OVER"),
                            ("moving", "MOVING"),
                            ("delayed", "DELAYED"),
                            ("out_for_delivery", "OUT_FOR_DELIVERY"),
                            ("delivered", "DELIVERED"),
                            ("exception", "EXCEPTION"),
                            ("lost", "LOST"),
                            ("damaged", "DAMAGED"),
                            ("returned_to_sender", "RETURNED_TO_SENDER"),
                            ("cancelled", "CANCELLED"),
                        ],
                        default="planned",
                        max_length=20,
                    ),
                ),
                ("state_at", models.DateTimeField()),
                (
                    "tracking_number",
                    models.CharField(
                        blank=True, db_index=True, default="", max_length=64
                    ),
                ),
                ("mover", models.CharField(blank=True, default="", max_length=32)),
                ("expected_on", models.DateField(blank=True, null=True)),
                ("handed_over_at", models.DateTimeField(blank=True, null=True)),
                ("delivered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "shipment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parcels",
                        to="shipping.shipment",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "state_at"], name="parcel_by_state")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("shipment", "position"),
                        name="parcel_has_its_own_position",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "planned",
                                    "label_ready",
                                    "handed_over",
                                    "moving",
                                    "delayed",
                                    "out_for_delivery",
                                    "delivered",
                                    "exception",
                                    "lost",
                                    "damaged",
                                    "returned_to_sender",
                                    "cancelled",
                                ],
                            )
                        ),
                        name="parcel_is_in_a_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("inside", models.F("code")), _negated=True),
                        name="parcel_label_not_in_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LabelPurchase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("ref", models.CharField(max_length=40, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("intent", "INTENT"),
                            ("sending", "SENDING"),
                            ("purchased", "PURCHASED"),
                            ("declined", "DECLINED"),
                            ("unknown", "UNKNOWN"),
                            ("void_wanted", "VOID_WANTED"),
                            ("void_refused", "VOID_REFUSED"),
                            ("voided", "VOIDED"),
                        ],
                        default="intent",
                        max_length=12,
                    ),
                ),
                ("attempt", models.PositiveSmallIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("carrier", models.CharField(blank=True, default="", max_length=32)),
                ("service", models.CharField(blank=True, default="", max_length=64)),
                ("account", models.CharField(blank=True, default="", max_length=64)),
                ("rate_id", models.CharField(blank=True, default="", max_length=64)),
                ("cost_cents", models.PositiveIntegerField(blank=True, null=True)),
                ("currency", models.CharField(blank=True, default="", max_length=3)),
                ("spent_on", models.DateField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("looks", models.PositiveSmallIntegerField(default=0)),
                ("looked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "provider_id",
                    models.CharField(blank=True, default="", max_length=64),
                ),
                (
                    "tracking_number",
                    models.CharField(blank=True, default="", max_length=64),
                ),
                ("purchased_at", models.DateTimeField(blank=True, null=True)),
                ("expected_on", models.DateField(blank=True, null=True)),
                (
                    "label_file",
                    models.CharField(blank=True, default="", max_length=120),
                ),
                ("label_type", models.CharField(blank=True, default="", max_length=40)),
                (
                    "problem_code",
                    models.CharField(blank=True, default="", max_length=64),
                ),
                ("problem", models.CharField(blank=True, default="", max_length=300)),
                ("void_by", models.DateField(blank=True, null=True)),
                ("voided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "parcel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="purchases",
                        to="shipping.parcel",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["state", "created_at"], name="purchase_by_state"
                    ),
                    models.Index(fields=["created_at"], name="purchase_by_day"),
                    models.Index(
                        condition=models.Q(("tracking_number", ""), _negated=True),
                        fields=["tracking_number"],
                        name="purchase_by_number",
                    ),
                    models.Index(
                        condition=models.Q(("state", "purchased")),
                        fields=["void_by"],
                        name="labels_by_the_day_they_go_back",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "intent",
                                    "sending",
                                    "unknown",
                                    "purchased",
                                    "void_wanted",
                                    "void_refused",
                                ],
                            )
                        ),
                        fields=("parcel",),
                        name="one_active_label_per_parcel",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("provider_id", ""), _negated=True),
                        fields=("carrier", "provider_id"),
                        name="a_carrier_label_belongs_to_one_purchase",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("rate_id", ""), _negated=True),
                        fields=("carrier", "rate_id"),
                        name="a_rate_is_used_for_one_purchase",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "intent",
                                    "sending",
                                    "purchased",
                                    "declined",
                                    "unknown",
                                    "void_wanted",
                                    "void_refused",
                                    "voided",
                                ],
                            )
                        ),
                        name="purchase_is_in_a_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "purchased"), _negated=True),
                            models.Q(
                                models.Q(("provider_id", ""), _negated=True),
                                models.Q(("tracking_number", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_purchased_label_has_its_numbers",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["sending", "unknown"]), _negated=True
                            ),
                            models.Q(
                                models.Q(("rate_id", ""), _negated=True),
                                ("sent_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="a_sent_purchase_knows_its_rate_and_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CarrierCall",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("carrier", models.CharField(max_length=32)),
                ("action", models.CharField(max_length=16)),
                ("asked", models.JSONField()),
                ("asked_at", models.DateTimeField()),
                ("answer", models.TextField(blank=True, default="")),
                ("answered", models.BooleanField(default=False)),
                (
                    "purchase",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to="shipping.labelpurchase",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="ParcelMovement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("carrier", models.CharField(max_length=32)),
                ("tracking_number", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "PLANNED"),
                            ("label_ready", "LABEL_READY"),
                            ("handed_over", "HANDED_OVER"),
                            ("moving", "MOVING"),
                            ("delayed", "DELAYED"),
                            ("out_for_delivery", "OUT_FOR_DELIVERY"),
                            ("delivered", "DELIVERED"),
                            ("exception", "EXCEPTION"),
                            ("lost", "LOST"),
                            ("damaged", "DAMAGED"),
                            ("returned_to_sender", "RETURNED_TO_SENDER"),
                            ("cancelled", "CANCELLED"),
                        ],
                        max_length=20,
                    ),
                ),
                ("occurred_at", models.DateTimeField()),
                ("text", models.CharField(blank=True, default="", max_length=300)),
                ("place", models.CharField(blank=True, default="", max_length=120)),
                ("code", models.CharField(blank=True, default="", max_length=64)),
                ("expected_on", models.DateField(blank=True, null=True)),
                ("kept_at", models.DateTimeField()),
                (
                    "parcel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="movements",
                        to="shipping.parcel",
                    ),
                ),
            ],
            options={
                "ordering": ["occurred_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("parcel", "key"), name="movement_is_kept_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SentOrder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("attempt", models.PositiveSmallIntegerField()),
                ("carrier", models.CharField(max_length=32)),
                ("rate_id", models.CharField(max_length=64)),
                ("cost_cents", models.PositiveIntegerField()),
                ("currency", models.CharField(max_length=3)),
                ("sent_at", models.DateTimeField()),
                ("look_at", models.DateTimeField()),
                ("watched_until", models.DateTimeField()),
                ("looks", models.PositiveSmallIntegerField(default=0)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "purchase",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sent_orders",
                        to="shipping.labelpurchase",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at", None)),
                        fields=["look_at"],
                        name="sent_orders_to_watch",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("carrier", "rate_id"), name="a_rate_is_sent_once"
                    ),
                    models.UniqueConstraint(
                        fields=("purchase", "attempt"), name="an_attempt_is_sent_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SpendingAllowance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("day", models.DateField(blank=True, null=True)),
                ("reference", models.CharField(blank=True, default="", max_length=64)),
                ("cents", models.PositiveBigIntegerField(default=0)),
                ("labels", models.PositiveIntegerField(default=0)),
                ("reason", models.CharField(max_length=300)),
                ("by", models.CharField(max_length=120)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["day"], name="allowance_by_day"),
                    models.Index(fields=["reference"], name="allowance_by_reference"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("day__isnull", False), ("reference", "")),
                            models.Q(
                                ("day__isnull", True),
                                models.Q(("reference", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="allowance_is_for_a_day_or_a_reference",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), _negated=True),
                            models.Q(("by", ""), _negated=True),
                        ),
                        name="allowance_is_given_by_somebody_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SpendingDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("day", models.DateField()),
                ("currency", models.CharField(max_length=3)),
                ("cents", models.PositiveBigIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("day", "currency"), name="one_row_per_day_and_currency"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LabelDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("label", "LABEL"),
                            ("counter_code", "COUNTER_CODE"),
                            ("customs", "CUSTOMS"),
                        ],
                        max_length=16,
                    ),
                ),
                ("file", models.CharField(max_length=120)),
                ("media_type", models.CharField(max_length=40)),
                ("kept_at", models.DateTimeField()),
                (
                    "purchase",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="shipping.labelpurchase",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("purchase", "kind"),
                        name="one_paper_of_a_kind_per_label",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["label", "counter_code", "customs"])
                        ),
                        name="paper_is_of_a_known_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LabelDifference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("unknown_here", "UNKNOWN_HERE"),
                            ("not_listed", "NOT_LISTED"),
                            ("other_price", "OTHER_PRICE"),
                            ("returned_there", "RETURNED_THERE"),
                            ("still_paid", "STILL_PAID"),
                            ("refund_refused", "REFUND_REFUSED"),
                            ("refund_slow", "REFUND_SLOW"),
                            ("never_settled", "NEVER_SETTLED"),
                            ("day_sum", "DAY_SUM"),
                        ],
                        max_length=16,
                    ),
                ),
                ("subject", models.CharField(max_length=80)),
                ("detail", models.CharField(blank=True, default="", max_length=300)),
                ("owner", models.CharField(blank=True, default="", max_length=120)),
                ("found_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("closed_by", models.CharField(blank=True, default="", max_length=120)),
                (
                    "close_reason",
                    models.CharField(blank=True, default="", max_length=300),
                ),
                (
                    "purchase",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="differences",
                        to="shipping.labelpurchase",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)),
                        fields=("kind", "subject"),
                        name="a_difference_is_listed_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at", None),
                            models.Q(
                                models.Q(("closed_by", ""), _negated=True),
                                models.Q(("close_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_difference_is_closed_by_somebody_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LabelRefund",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("carrier", models.CharField(max_length=32)),
                ("provider_id", models.CharField(max_length=64)),
                ("ref", models.CharField(blank=True, default="", max_length=40)),
                (
                    "tracking_number",
                    models.CharField(blank=True, default="", max_length=64),
                ),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("called_off", "CALLED_OFF"),
                            ("unused", "UNUSED"),
                            ("surplus", "SURPLUS"),
                            ("stray", "STRAY"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("wanted", "WANTED"),
                            ("asked", "ASKED"),
                            ("returning", "RETURNING"),
                            ("returned", "RETURNED"),
                            ("refused", "REFUSED"),
                            ("ended", "ENDED"),
                        ],
                        default="wanted",
                        max_length=12,
                    ),
                ),
                ("cost_cents", models.PositiveIntegerField(blank=True, null=True)),
                ("currency", models.CharField(blank=True, default="", max_length=3)),
                ("wanted_at", models.DateTimeField()),
                ("asks", models.PositiveSmallIntegerField(default=0)),
                ("asked_at", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("problem", models.CharField(blank=True, default="", max_length=300)),
                ("ended_by", models.CharField(blank=True, default="", max_length=120)),
                (
                    "end_reason",
                    models.CharField(blank=True, default="", max_length=300),
                ),
                (
                    "purchase",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refunds",
                        to="shipping.labelpurchase",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "wanted_at"], name="refund_by_state")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("carrier", "provider_id"),
                        name="a_label_is_given_back_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "wanted",
                                    "asked",
                                    "returning",
                                    "returned",
                                    "refused",
                                    "ended",
                                ],
                            )
                        ),
                        name="refund_is_in_a_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ended"), _negated=True),
                            models.Q(
                                models.Q(("ended_by", ""), _negated=True),
                                models.Q(("end_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_refund_is_ended_by_somebody_for_a_reason",
                    ),
                ],
            },
        ),
    ]
