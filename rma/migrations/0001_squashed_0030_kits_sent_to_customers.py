"""
Every table at once, one site, one policy for each party: a working shell.

An installation that has taken the steps one by one has it already.
"""

import datetime
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


# The policies are in force from long ago, so that units and returns of any age
# can be imported and judged; new versions start on days of their own.
_FROM = datetime.date(2000, 1, 1)


def give_defaults(apps, schema_editor):
    site = apps.get_model("rma", "Site")
    main = site.objects.create(
        name="Main warehouse",
        company="Your company",
        street1="1 Example Street",
        city="Berlin",
        postal_code="10115",
        country="DE",
        time_zone="Europe/Berlin",
        contact_name="Returns desk",
        contact_email="returns@returnwell.example",
        contact_phone="+49 30 555 0100",
        is_default=True,
    )
    policy = apps.get_model("rma", "Policy")
    policy.objects.create(
        name="Businesses", party="company", site=main, starts_on=_FROM
    )
    # Consumers may give an unwanted purchase back within 14 days (EU Directive
    # 2011/83, Art. 9). Not legal advice; each company checks its own countries.
    policy.objects.create(
        name="Consumers",
        party="person",
        site=main,
        starts_on=_FROM,
        return_days=14,
        keeps_law=True,
    )


def take_back(apps, schema_editor):
    names = ["Businesses", "Consumers"]
    apps.get_model("rma", "Policy").objects.filter(name__in=names, version=1).delete()
    apps.get_model("rma", "Site").objects.filter(name="Main warehouse").delete()


class Migration(migrations.Migration):
    replaces = [
        ("rma", "0001_first"),
        ("rma", "0002_defaults"),
        ("rma", "0003_lookup_indexes"),
        ("rma", "0004_uploads"),
        ("rma", "0005_repair_rules"),
        ("rma", "0006_languages"),
        ("rma", "0007_parcel_troubles"),
        ("rma", "0008_units_that_left"),
        ("rma", "0009_box_code"),
        ("rma", "0010_check_ins_and_what_follows"),
        ("rma", "0011_station_devices_and_scans"),
        ("rma", "0012_boxes_and_destinations"),
        ("rma", "0013_cause_and_advice"),
        ("rma", "0014_questions_and_fixes"),
        ("rma", "0015_mysteries_and_ways_out"),
        ("rma", "0016_cover_that_can_be_trusted"),
        ("rma", "0017_replies"),
        ("rma", "0018_hand_over_and_customs"),
        ("rma", "0019_duty_payer_in_words"),
        ("rma", "0020_troubles_seen_by_us_first"),
        ("rma", "0021_checks_and_disposition_rules"),
        ("rma", "0022_choices_and_charges"),
        ("rma", "0023_labels_checked_and_cut_off"),
        ("rma", "0024_company_members"),
        ("rma", "0025_units_that_stay"),
        ("rma", "0026_repair_limit"),
        ("rma", "0027_loaners"),
        ("rma", "0028_mailed_links"),
        ("rma", "0029_held_requests"),
        ("rma", "0030_kits_sent_to_customers"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("shipping", "0001_squashed_0011_pickup_bookings"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
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
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="last login"
                    ),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        max_length=254, unique=True, verbose_name="e-mail address"
                    ),
                ),
                (
                    "name",
                    models.CharField(blank=True, max_length=120, verbose_name="name"),
                ),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("support", "support"),
                            ("warehouse", "warehouse"),
                            ("warranty", "warranty"),
                            ("lead", "lead"),
                            ("admin", "admin"),
                        ],
                        max_length=12,
                        verbose_name="role",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True, max_length=12, verbose_name="language"
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(default=True, verbose_name="may sign in"),
                ),
                ("joined_at", models.DateTimeField(auto_now_add=True)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"),
                        name="user_email_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Account",
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
                    "number",
                    models.CharField(
                        max_length=40, unique=True, verbose_name="account number"
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[("company", "company"), ("person", "person")],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                (
                    "tier",
                    models.CharField(blank=True, max_length=40, verbose_name="tier"),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="e-mail address"
                    ),
                ),
                (
                    "phone",
                    models.CharField(blank=True, max_length=40, verbose_name="phone"),
                ),
                (
                    "street1",
                    models.CharField(blank=True, max_length=160, verbose_name="street"),
                ),
                (
                    "street2",
                    models.CharField(
                        blank=True, max_length=160, verbose_name="street, second line"
                    ),
                ),
                (
                    "city",
                    models.CharField(blank=True, max_length=100, verbose_name="city"),
                ),
                (
                    "state",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="state or region"
                    ),
                ),
                (
                    "postal_code",
                    models.CharField(
                        blank=True, max_length=20, verbose_name="postal code"
                    ),
                ),
                (
                    "country",
                    models.CharField(blank=True, max_length=2, verbose_name="country"),
                ),
                (
                    "is_guest",
                    models.BooleanField(
                        default=False, verbose_name="opened by a guest"
                    ),
                ),
                ("has_agreements", models.BooleanField(default=False, editable=False)),
                (
                    "end_customers",
                    models.CharField(
                        blank=True,
                        choices=[("", ""), ("to_them", "to_them"), ("to_us", "to_us")],
                        max_length=8,
                        verbose_name="their own customers' returns go",
                    ),
                ),
                (
                    "shown_as",
                    models.CharField(
                        blank=True,
                        help_text="Name and how to reach them; needed where they take returns.",
                        max_length=160,
                        verbose_name="what their customers read of them",
                    ),
                ),
                (
                    "approve_above_cents",
                    models.PositiveBigIntegerField(
                        blank=True, null=True, verbose_name="an approver decides above"
                    ),
                ),
                ("limit_currency", models.CharField(blank=True, max_length=3)),
                (
                    "approve_swaps",
                    models.BooleanField(
                        default=False,
                        verbose_name="an approver decides on advance replacements",
                    ),
                ),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        django.db.models.functions.text.Lower("email"),
                        name="account_email",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["company", "person"])),
                        name="account_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("end_customers", ""),
                            models.Q(
                                ("end_customers__in", ["to_them", "to_us"]),
                                models.Q(("shown_as", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="account_reseller_is_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approve_above_cents__isnull", True),
                            models.Q(("limit_currency", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="account_limit_has_currency",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccountChange",
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
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=120)),
                ("what", models.CharField(max_length=24)),
                ("about", models.CharField(blank=True, max_length=254)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="rma.account",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["account", "-id"], name="account_change_new")
                ],
            },
        ),
        migrations.CreateModel(
            name="AccountSite",
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
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "attention",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="for the attention of"
                    ),
                ),
                (
                    "phone",
                    models.CharField(blank=True, max_length=40, verbose_name="phone"),
                ),
                ("street1", models.CharField(max_length=160, verbose_name="street")),
                (
                    "street2",
                    models.CharField(
                        blank=True, max_length=160, verbose_name="street, second line"
                    ),
                ),
                ("city", models.CharField(max_length=100, verbose_name="city")),
                (
                    "state",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="state or region"
                    ),
                ),
                (
                    "postal_code",
                    models.CharField(max_length=20, verbose_name="postal code"),
                ),
                ("country", models.CharField(max_length=2, verbose_name="country")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sites",
                        to="rma.account",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "name"), name="account_site_name_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Agreement",
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
                    "number",
                    models.CharField(max_length=60, unique=True, verbose_name="number"),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[("service", "service"), ("licence", "licence")],
                        default="service",
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(verbose_name="last day")),
                (
                    "covers_all",
                    models.BooleanField(
                        default=False, verbose_name="for all units of the account"
                    ),
                ),
                (
                    "repairs_free",
                    models.BooleanField(
                        default=True, verbose_name="what fails is put right for free"
                    ),
                ),
                (
                    "swaps_first",
                    models.BooleanField(
                        default=False, verbose_name="the new unit ships first"
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="rma.account",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["account", "ends_on"], name="agreement_of_account"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="agreement_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["service", "licence"])),
                        name="agreement_kind_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ApiKey",
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
                ("name", models.CharField(max_length=80)),
                ("prefix", models.CharField(max_length=12, unique=True)),
                ("secret_hash", models.CharField(max_length=64)),
                ("is_staff", models.BooleanField(default=False)),
                ("scopes", models.JSONField(default=list)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="api_keys",
                        to="rma.account",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("account__isnull", True), ("is_staff", True)),
                            models.Q(("account__isnull", False), ("is_staff", False)),
                            _connector="OR",
                        ),
                        name="api_key_has_one_principal",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Badge",
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
                ("pin_hash", models.CharField(max_length=128)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("given_at", models.DateTimeField()),
                ("given_by", models.CharField(max_length=120)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="badge",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("tries__lte", 5)), name="badge_tries_end"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
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
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "email",
                    models.EmailField(max_length=254, verbose_name="e-mail address"),
                ),
                (
                    "phone",
                    models.CharField(blank=True, max_length=40, verbose_name="phone"),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True, max_length=12, verbose_name="language"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("owner", "owner"),
                            ("requester", "requester"),
                            ("approver", "approver"),
                            ("finance", "finance"),
                        ],
                        default="requester",
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                ("joined_at", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="rma.account",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="people",
                        to="rma.accountsite",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="contacts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["email"], name="contact_email")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "email"), name="contact_once_per_account"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("role__in", ["owner", "requester", "approver", "finance"])
                        ),
                        name="contact_role_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeniedSerial",
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
                    "serial",
                    models.CharField(max_length=80, verbose_name="serial number"),
                ),
                ("serial_key", models.CharField(editable=False, max_length=80)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("replaced", "replaced"),
                            ("stolen", "stolen"),
                            ("grey_import", "grey_import"),
                            ("lost", "lost"),
                            ("other", "other"),
                        ],
                        max_length=12,
                        verbose_name="why",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="note for us"
                    ),
                ),
                ("since", models.DateTimeField()),
                ("by", models.CharField(max_length=120)),
                ("lifted_at", models.DateTimeField(null=True)),
                ("lifted_by", models.CharField(blank=True, max_length=120)),
                ("lifted_why", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at__isnull", True)),
                        fields=("serial_key",),
                        name="denied_serial_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["replaced", "stolen", "grey_import", "lost", "other"],
                            ),
                            models.Q(("serial_key", ""), _negated=True),
                        ),
                        name="denied_serial_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lifted_at__isnull", True), ("lifted_why", "")),
                            models.Q(
                                ("lifted_at__isnull", False),
                                models.Q(("lifted_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="denied_serial_lifted_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
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
                ("secret_hash", models.CharField(max_length=64, unique=True)),
                ("data", models.JSONField(default=dict)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["changed_at"], name="draft_changed")],
            },
        ),
        migrations.CreateModel(
            name="IdempotencyKey",
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
                ("principal", models.CharField(max_length=80)),
                ("key", models.CharField(max_length=255)),
                ("body_hash", models.CharField(max_length=64)),
                ("subject", models.CharField(blank=True, max_length=40)),
                ("subject_id", models.BigIntegerField(null=True)),
                ("answer_status", models.PositiveSmallIntegerField(null=True)),
                ("answer", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["at"], name="idempotency_age")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("principal", "key"), name="idempotency_key_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
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
                    "email",
                    models.EmailField(max_length=254, verbose_name="e-mail address"),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("owner", "owner"),
                            ("requester", "requester"),
                            ("approver", "approver"),
                            ("finance", "finance"),
                        ],
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=12)),
                ("secret_hash", models.CharField(max_length=64, unique=True)),
                ("invited_at", models.DateTimeField()),
                ("invited_by", models.CharField(max_length=120)),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="rma.account",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("accepted_at", None), ("revoked_at", None)),
                        fields=("account", "email"),
                        name="invitation_standing_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("role__in", ["owner", "requester", "approver", "finance"])
                        ),
                        name="invitation_role_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Manufacturer",
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
                    "name",
                    models.CharField(max_length=120, unique=True, verbose_name="name"),
                ),
                (
                    "rma_email",
                    models.EmailField(
                        blank=True,
                        max_length=254,
                        verbose_name="e-mail address for claims",
                    ),
                ),
                (
                    "street1",
                    models.CharField(blank=True, max_length=160, verbose_name="street"),
                ),
                (
                    "street2",
                    models.CharField(
                        blank=True, max_length=160, verbose_name="street, second line"
                    ),
                ),
                (
                    "city",
                    models.CharField(blank=True, max_length=100, verbose_name="city"),
                ),
                (
                    "state",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="state or region"
                    ),
                ),
                (
                    "postal_code",
                    models.CharField(
                        blank=True, max_length=20, verbose_name="postal code"
                    ),
                ),
                (
                    "country",
                    models.CharField(blank=True, max_length=2, verbose_name="country"),
                ),
                (
                    "filing_days",
                    models.PositiveSmallIntegerField(
                        default=90,
                        help_text="Common windows are 90 to 180 days.",
                        verbose_name="days to file a claim",
                    ),
                ),
                (
                    "filing_starts",
                    models.CharField(
                        choices=[
                            ("reported", "reported"),
                            ("received", "received"),
                            ("inspected", "inspected"),
                            ("replaced", "replaced"),
                        ],
                        default="reported",
                        max_length=10,
                        verbose_name="the filing window starts when the fault is",
                    ),
                ),
                (
                    "approval_before_shipping",
                    models.BooleanField(
                        default=False,
                        verbose_name="wants to approve before a unit ships",
                    ),
                ),
                (
                    "part_return",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("hold", "hold")],
                        default="no",
                        max_length=4,
                        verbose_name="wants the failed part back",
                    ),
                ),
                (
                    "reply_days",
                    models.PositiveSmallIntegerField(
                        default=10, verbose_name="days to answer"
                    ),
                ),
                (
                    "repairs_first",
                    models.BooleanField(
                        default=False,
                        verbose_name="the maker repairs; we step in if they are late",
                    ),
                ),
                (
                    "fallback",
                    models.CharField(
                        choices=[("replacement", "replacement"), ("credit", "credit")],
                        default="replacement",
                        max_length=11,
                        verbose_name="where the maker is late, we",
                    ),
                ),
                (
                    "cover_starts",
                    models.CharField(
                        choices=[
                            ("shipped", "shipped"),
                            ("delivered", "delivered"),
                            ("invoiced", "invoiced"),
                            ("installed", "installed"),
                            ("manufactured", "manufactured"),
                        ],
                        default="shipped",
                        max_length=12,
                        verbose_name="the maker's warranty counts from when it is",
                    ),
                ),
                (
                    "end_user_help",
                    models.CharField(
                        blank=True,
                        help_text="An address or telephone number; shown where we can't help.",
                        max_length=200,
                        verbose_name="who at the maker helps end users",
                    ),
                ),
                (
                    "has_repair_rules",
                    models.BooleanField(default=False, editable=False),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "filing_starts__in",
                                ["reported", "received", "inspected", "replaced"],
                            )
                        ),
                        name="manufacturer_filing_start_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("part_return__in", ["yes", "no", "hold"])),
                        name="manufacturer_part_return_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "cover_starts__in",
                                [
                                    "shipped",
                                    "delivered",
                                    "invoiced",
                                    "installed",
                                    "manufactured",
                                ],
                            )
                        ),
                        name="manufacturer_start_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fallback__in", ["replacement", "credit"])),
                        name="manufacturer_fallback_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DispositionRule",
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
                    "position",
                    models.PositiveSmallIntegerField(default=10, verbose_name="order"),
                ),
                (
                    "category",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="only this category"
                    ),
                ),
                (
                    "finding",
                    models.CharField(
                        blank=True, max_length=20, verbose_name="only this finding"
                    ),
                ),
                (
                    "grade",
                    models.CharField(
                        blank=True, max_length=1, verbose_name="only this grade"
                    ),
                ),
                (
                    "kind",
                    models.CharField(max_length=20, verbose_name="what becomes of it"),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="why")),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                (
                    "manufacturer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="disposition_rules",
                        to="rma.manufacturer",
                        verbose_name="only this maker",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "restock",
                                    "refurbish",
                                    "repair",
                                    "return_to_vendor",
                                    "harvest",
                                    "recycle",
                                    "scrap",
                                    "back_to_customer",
                                ],
                            ),
                            (
                                "finding__in",
                                [
                                    "",
                                    "fault_confirmed",
                                    "no_fault_found",
                                    "external_damage",
                                    "transit_damage",
                                    "wrong_unit",
                                    "incomplete",
                                ],
                            ),
                            ("grade__in", ["", "A", "B", "C", "D"]),
                            models.Q(("reason", ""), _negated=True),
                        ),
                        name="disposition_rule_words_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Product",
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
                    "sku",
                    models.CharField(
                        max_length=60, unique=True, verbose_name="article number"
                    ),
                ),
                (
                    "mpn",
                    models.CharField(max_length=80, verbose_name="maker's part number"),
                ),
                (
                    "gtin",
                    models.CharField(
                        blank=True, db_index=True, max_length=14, verbose_name="GTIN"
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="name")),
                ("category", models.CharField(max_length=60, verbose_name="category")),
                (
                    "warranty_months",
                    models.PositiveSmallIntegerField(verbose_name="warranty in months"),
                ),
                (
                    "warranty_starts",
                    models.CharField(
                        choices=[
                            ("shipped", "shipped"),
                            ("delivered", "delivered"),
                            ("invoiced", "invoiced"),
                            ("installed", "installed"),
                            ("manufactured", "manufactured"),
                        ],
                        default="invoiced",
                        max_length=12,
                        verbose_name="its warranty counts from when it is",
                    ),
                ),
                (
                    "part_terms",
                    models.CharField(
                        blank=True,
                        help_text="As in: fan 24, hard disk 12.",
                        max_length=300,
                        verbose_name="parts with another term, in months",
                    ),
                ),
                (
                    "weight_grams",
                    models.PositiveIntegerField(verbose_name="weight in grams"),
                ),
                ("length_mm", models.PositiveIntegerField(verbose_name="length in mm")),
                ("width_mm", models.PositiveIntegerField(verbose_name="width in mm")),
                ("height_mm", models.PositiveIntegerField(verbose_name="height in mm")),
                (
                    "list_price_cents",
                    models.PositiveBigIntegerField(verbose_name="list price"),
                ),
                (
                    "unit_cost_cents",
                    models.PositiveBigIntegerField(
                        blank=True, null=True, verbose_name="what we paid"
                    ),
                ),
                ("currency", models.CharField(max_length=3, verbose_name="currency")),
                (
                    "lithium",
                    models.CharField(
                        choices=[
                            ("none", "none"),
                            ("alone", "alone"),
                            ("contained", "contained"),
                            ("packed_with", "packed_with"),
                        ],
                        default="none",
                        max_length=11,
                        verbose_name="lithium cells",
                    ),
                ),
                (
                    "hs_code",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=12,
                        verbose_name="tariff number",
                    ),
                ),
                (
                    "origin_country",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=2,
                        verbose_name="made in, two letters",
                    ),
                ),
                (
                    "holds_data",
                    models.BooleanField(default=False, verbose_name="holds data"),
                ),
                (
                    "advance_replacement",
                    models.BooleanField(default=False, verbose_name="kept for swaps"),
                ),
                (
                    "manufacturer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="products",
                        to="rma.manufacturer",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["manufacturer", "mpn"], name="product_mpn")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "lithium__in",
                                ["none", "alone", "contained", "packed_with"],
                            )
                        ),
                        name="product_lithium_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "warranty_starts__in",
                                [
                                    "shipped",
                                    "delivered",
                                    "invoiced",
                                    "installed",
                                    "manufactured",
                                ],
                            )
                        ),
                        name="product_start_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KnownFix",
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
                    "category",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="category"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("defective", "defective"),
                            ("doa", "doa"),
                            ("wrong_item", "wrong_item"),
                            ("missing_parts", "missing_parts"),
                            ("damaged_in_transit", "damaged_in_transit"),
                            ("recall", "recall"),
                            ("unwanted", "unwanted"),
                            ("other", "other"),
                        ],
                        max_length=20,
                        verbose_name="reason",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=1, verbose_name="place"),
                ),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("steps", models.TextField(verbose_name="steps, one a line")),
                (
                    "solved",
                    models.PositiveIntegerField(
                        default=0, verbose_name="how often it helped"
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="rma.product",
                        verbose_name="product",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("product__isnull", True), ("category", ""), _connector="OR"
                        ),
                        name="known_fix_product_or_category",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason__in",
                                [
                                    "defective",
                                    "doa",
                                    "wrong_item",
                                    "missing_parts",
                                    "damaged_in_transit",
                                    "recall",
                                    "unwanted",
                                    "other",
                                ],
                            )
                        ),
                        name="known_fix_reason_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
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
                    "category",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="category"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("defective", "defective"),
                            ("doa", "doa"),
                            ("wrong_item", "wrong_item"),
                            ("missing_parts", "missing_parts"),
                            ("damaged_in_transit", "damaged_in_transit"),
                            ("recall", "recall"),
                            ("unwanted", "unwanted"),
                            ("other", "other"),
                        ],
                        max_length=20,
                        verbose_name="reason",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=1, verbose_name="place"),
                ),
                ("question", models.CharField(max_length=200, verbose_name="question")),
                (
                    "choices",
                    models.JSONField(
                        blank=True, default=list, verbose_name="answers to choose from"
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="rma.product",
                        verbose_name="product",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("product__isnull", True), ("category", ""), _connector="OR"
                        ),
                        name="follow_up_product_or_category",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason__in",
                                [
                                    "defective",
                                    "doa",
                                    "wrong_item",
                                    "missing_parts",
                                    "damaged_in_transit",
                                    "recall",
                                    "unwanted",
                                    "other",
                                ],
                            )
                        ),
                        name="follow_up_reason_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Check",
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
                    "position",
                    models.PositiveSmallIntegerField(default=10, verbose_name="order"),
                ),
                ("question", models.CharField(max_length=200, verbose_name="question")),
                (
                    "category",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="only this category"
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        blank=True,
                        help_text="As in V or °C; empty asks for yes or no.",
                        max_length=20,
                        verbose_name="unit of the value",
                    ),
                ),
                (
                    "at_least",
                    models.DecimalField(
                        blank=True,
                        decimal_places=3,
                        max_digits=12,
                        null=True,
                        verbose_name="at least",
                    ),
                ),
                (
                    "at_most",
                    models.DecimalField(
                        blank=True,
                        decimal_places=3,
                        max_digits=12,
                        null=True,
                        verbose_name="at most",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                (
                    "product",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="checks",
                        to="rma.product",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("unit", ""), _negated=True),
                            models.Q(
                                ("at_least__isnull", True), ("at_most__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="check_limits_have_a_unit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("at_least__isnull", True),
                            ("at_most__isnull", True),
                            ("at_least__lte", models.F("at_most")),
                            _connector="OR",
                        ),
                        name="check_limits_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RepairRule",
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
                ("position", models.PositiveSmallIntegerField(verbose_name="place")),
                (
                    "category",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="category"
                    ),
                ),
                (
                    "from_cents",
                    models.PositiveBigIntegerField(
                        null=True, verbose_name="from this value"
                    ),
                ),
                (
                    "below_cents",
                    models.PositiveBigIntegerField(
                        null=True, verbose_name="below this value"
                    ),
                ),
                (
                    "currency",
                    models.CharField(blank=True, max_length=3, verbose_name="currency"),
                ),
                ("way", models.CharField(max_length=13, verbose_name="who acts first")),
                (
                    "fallback",
                    models.CharField(
                        max_length=11, verbose_name="if the maker is late"
                    ),
                ),
                (
                    "manufacturer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="repair_rules",
                        to="rma.manufacturer",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="repair_rules",
                        to="rma.product",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("manufacturer", "position"),
                        name="repair_rule_place_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("way__in", ["we_decide", "maker_repairs"]),
                            ("fallback__in", ["replacement", "credit"]),
                        ),
                        name="repair_rule_words_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("product__isnull", True), ("category", ""), _connector="OR"
                        ),
                        name="repair_rule_product_or_category",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_cents__isnull", True),
                            ("below_cents__isnull", True),
                            ("from_cents__lt", models.F("below_cents")),
                            _connector="OR",
                        ),
                        name="repair_rule_bounds_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("below_cents__isnull", True),
                                ("from_cents__isnull", True),
                            ),
                            models.Q(("currency", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="repair_rule_bounds_have_currency",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Site",
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
                    "name",
                    models.CharField(max_length=80, unique=True, verbose_name="name"),
                ),
                ("company", models.CharField(max_length=120, verbose_name="company")),
                ("street1", models.CharField(max_length=160, verbose_name="street")),
                (
                    "street2",
                    models.CharField(
                        blank=True, max_length=160, verbose_name="street, second line"
                    ),
                ),
                ("city", models.CharField(max_length=100, verbose_name="city")),
                (
                    "state",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="state or region"
                    ),
                ),
                (
                    "postal_code",
                    models.CharField(max_length=20, verbose_name="postal code"),
                ),
                ("country", models.CharField(max_length=2, verbose_name="country")),
                (
                    "time_zone",
                    models.CharField(
                        default="Europe/Berlin", max_length=60, verbose_name="time zone"
                    ),
                ),
                (
                    "contact_name",
                    models.CharField(max_length=120, verbose_name="contact's name"),
                ),
                (
                    "contact_email",
                    models.EmailField(
                        max_length=254, verbose_name="contact's e-mail address"
                    ),
                ),
                (
                    "contact_phone",
                    models.CharField(max_length=40, verbose_name="contact's phone"),
                ),
                (
                    "opens",
                    models.TimeField(default=datetime.time(8, 0), verbose_name="opens"),
                ),
                (
                    "closes",
                    models.TimeField(
                        default=datetime.time(17, 0), verbose_name="closes"
                    ),
                ),
                (
                    "collects_at",
                    models.TimeField(
                        default=datetime.time(16, 0),
                        help_text="What leaves that day is packed by then.",
                        verbose_name="the carrier collects at",
                    ),
                ),
                (
                    "weekdays",
                    models.CharField(
                        default="0,1,2,3,4",
                        help_text="Numbers from 0 for Monday to 6 for Sunday, with commas.",
                        max_length=20,
                        verbose_name="working days",
                    ),
                ),
                (
                    "holiday_region",
                    models.CharField(
                        blank=True,
                        help_text="As in BY for Bavaria; empty means those of the whole country.",
                        max_length=10,
                        verbose_name="region of public holidays",
                    ),
                ),
                (
                    "days_off",
                    models.TextField(
                        blank=True,
                        help_text="One day a line, like 2026-12-24.",
                        verbose_name="more days off",
                    ),
                ),
                (
                    "is_default",
                    models.BooleanField(
                        default=False, verbose_name="takes what no rule sends elsewhere"
                    ),
                ),
                (
                    "box_most_kg",
                    models.PositiveSmallIntegerField(
                        default=30,
                        help_text="Heavier returns are spread over several boxes.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(1000),
                        ],
                        verbose_name="a box weighs at most, in kg",
                    ),
                ),
                (
                    "insure_from_cents",
                    models.PositiveBigIntegerField(
                        blank=True,
                        help_text="In the currency of the return. Empty: none is insured.",
                        null=True,
                        verbose_name="insure boxes worth at least, in cents",
                    ),
                ),
                (
                    "sign_from_cents",
                    models.PositiveBigIntegerField(
                        blank=True,
                        help_text="Empty: nobody has to sign.",
                        null=True,
                        verbose_name="want a signature for boxes worth at least, in cents",
                    ),
                ),
                (
                    "importer_name",
                    models.CharField(
                        blank=True,
                        help_text="Who imports what comes back. Empty: the company above.",
                        max_length=120,
                        verbose_name="importer of record",
                    ),
                ),
                (
                    "importer_number",
                    models.CharField(
                        blank=True,
                        help_text="EORI in Europe, EIN in the United States.",
                        max_length=40,
                        verbose_name="importer's number",
                    ),
                ),
                (
                    "duty_payer",
                    models.CharField(
                        choices=[
                            ("recipient", "we do"),
                            ("sender", "the customer does"),
                        ],
                        default="recipient",
                        max_length=9,
                        verbose_name="who pays duty on what comes back",
                    ),
                ),
                (
                    "sends_boxes",
                    models.BooleanField(
                        default=False,
                        verbose_name="sends an empty box with the label inside to who wants one",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_default", True)),
                        fields=("is_default",),
                        name="site_one_default",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("box_most_kg__gte", 1)),
                        name="site_box_holds_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("duty_payer__in", ["sender", "recipient"])),
                        name="site_duty_payer_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Device",
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
                ("name", models.CharField(max_length=80)),
                ("code_hash", models.CharField(blank=True, max_length=64)),
                ("code_until", models.DateTimeField()),
                ("secret_hash", models.CharField(blank=True, max_length=64)),
                ("offered_at", models.DateTimeField()),
                ("offered_by", models.CharField(max_length=120)),
                ("enrolled_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                ("revoked_by", models.CharField(blank=True, max_length=120)),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="devices",
                        to="rma.site",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("secret_hash", ""), _negated=True),
                        fields=("secret_hash",),
                        name="device_secret_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("code_hash", ""), _negated=True),
                        fields=("code_hash",),
                        name="device_code_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("enrolled_at__isnull", True), ("secret_hash", "")
                            ),
                            models.Q(
                                ("code_hash", ""),
                                ("enrolled_at__isnull", False),
                                models.Q(("secret_hash", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="device_enrolled_by_its_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revoked_at__isnull", True), ("revoked_by", "")),
                            models.Q(
                                ("revoked_at__isnull", False),
                                models.Q(("revoked_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="device_revoked_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Policy",
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
                    "doa_days",
                    models.PositiveSmallIntegerField(
                        default=30, verbose_name="days a unit counts as dead on arrival"
                    ),
                ),
                (
                    "doa_starts",
                    models.CharField(
                        choices=[
                            ("shipped", "shipped"),
                            ("delivered", "delivered"),
                            ("invoiced", "invoiced"),
                            ("installed", "installed"),
                            ("manufactured", "manufactured"),
                        ],
                        default="shipped",
                        max_length=12,
                        verbose_name="dead on arrival counts from when it is",
                    ),
                ),
                (
                    "is_doa_new",
                    models.BooleanField(
                        default=True,
                        verbose_name="a unit dead on arrival is replaced by a new one",
                    ),
                ),
                (
                    "return_starts",
                    models.CharField(
                        choices=[
                            ("shipped", "shipped"),
                            ("delivered", "delivered"),
                            ("invoiced", "invoiced"),
                            ("installed", "installed"),
                            ("manufactured", "manufactured"),
                        ],
                        default="shipped",
                        max_length=12,
                        verbose_name="giving back counts from when it is",
                    ),
                ),
                (
                    "return_days",
                    models.PositiveSmallIntegerField(
                        default=30, verbose_name="days an unwanted unit may come back"
                    ),
                ),
                (
                    "transit_days_claim",
                    models.PositiveSmallIntegerField(
                        default=30,
                        verbose_name="days to report a wrong or damaged delivery",
                    ),
                ),
                (
                    "auto_approve_cents",
                    models.PositiveBigIntegerField(
                        blank=True,
                        null=True,
                        verbose_name="decide unseen up to this value",
                    ),
                ),
                ("auto_approve_tiers", models.JSONField(blank=True, default=dict)),
                (
                    "uncovered",
                    models.CharField(
                        choices=[
                            ("block", "block"),
                            ("flag", "flag"),
                            ("offer", "offer"),
                        ],
                        default="offer",
                        max_length=5,
                        verbose_name="what is not covered",
                    ),
                ),
                (
                    "too_late",
                    models.CharField(
                        choices=[
                            ("block", "block"),
                            ("flag", "flag"),
                            ("offer", "offer"),
                        ],
                        default="block",
                        max_length=5,
                        verbose_name="what is given back too late",
                    ),
                ),
                (
                    "what_to_do",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        verbose_name="what the customer can do instead",
                    ),
                ),
                ("evidence", models.JSONField(blank=True, default=dict)),
                ("stays", models.JSONField(blank=True, default=list)),
                (
                    "asks_erasure",
                    models.BooleanField(
                        default=True,
                        verbose_name="wants to hear about the data before the label",
                    ),
                ),
                (
                    "may_keep_disk",
                    models.BooleanField(
                        default=True, verbose_name="the customer may keep the disk"
                    ),
                ),
                (
                    "decide_days",
                    models.PositiveSmallIntegerField(
                        default=1, verbose_name="working days to decide"
                    ),
                ),
                (
                    "hand_over_days",
                    models.PositiveSmallIntegerField(
                        default=10, verbose_name="working days for the customer to send"
                    ),
                ),
                (
                    "transit_days",
                    models.PositiveSmallIntegerField(
                        default=3, verbose_name="working days on the road"
                    ),
                ),
                (
                    "inspect_days",
                    models.PositiveSmallIntegerField(
                        default=2, verbose_name="working days to check"
                    ),
                ),
                (
                    "replace_days",
                    models.PositiveSmallIntegerField(
                        default=1, verbose_name="working days to ship a replacement"
                    ),
                ),
                (
                    "repair_days",
                    models.PositiveSmallIntegerField(
                        default=10, verbose_name="working days to repair"
                    ),
                ),
                (
                    "credit_days",
                    models.PositiveSmallIntegerField(
                        default=2, verbose_name="working days to credit"
                    ),
                ),
                (
                    "expiry_days",
                    models.PositiveSmallIntegerField(
                        default=30, verbose_name="days until an unused return expires"
                    ),
                ),
                (
                    "paid_repair_cents",
                    models.PositiveBigIntegerField(
                        default=9500,
                        verbose_name="price of a repair that is not covered",
                    ),
                ),
                (
                    "no_fault_fee_cents",
                    models.PositiveBigIntegerField(
                        default=0, verbose_name="fee where no fault is found"
                    ),
                ),
                (
                    "choice_days",
                    models.PositiveSmallIntegerField(
                        default=5,
                        verbose_name="working days to answer where no fault is found",
                    ),
                ),
                (
                    "choice_grace_days",
                    models.PositiveSmallIntegerField(
                        default=5,
                        verbose_name="working days of grace before it goes back",
                    ),
                ),
                (
                    "has_second_look",
                    models.BooleanField(
                        default=True,
                        verbose_name="the customer may ask for a second look, free",
                    ),
                ),
                (
                    "keep_percent",
                    models.PositiveSmallIntegerField(
                        default=0,
                        verbose_name="credit where we keep a unit without a fault, in percent",
                    ),
                ),
                (
                    "restocking_percent",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="restocking fee in percent"
                    ),
                ),
                (
                    "freight_fault",
                    models.CharField(
                        choices=[("us", "us"), ("customer", "customer")],
                        default="us",
                        max_length=8,
                        verbose_name="the way here, if it failed",
                    ),
                ),
                (
                    "freight_unwanted",
                    models.CharField(
                        choices=[("us", "us"), ("customer", "customer")],
                        default="us",
                        max_length=8,
                        verbose_name="the way here, if it is given back",
                    ),
                ),
                (
                    "freight_uncovered",
                    models.CharField(
                        choices=[("us", "us"), ("customer", "customer")],
                        default="us",
                        max_length=8,
                        verbose_name="the way here, if it is not covered",
                    ),
                ),
                (
                    "freight_fee_cents",
                    models.PositiveBigIntegerField(
                        default=0,
                        verbose_name="price of our label, where the customer pays",
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        default="EUR", max_length=3, verbose_name="currency"
                    ),
                ),
                (
                    "loaner_offered",
                    models.BooleanField(
                        default=False,
                        verbose_name="lends a unit meanwhile, where one is free",
                    ),
                ),
                (
                    "loaner_days",
                    models.PositiveSmallIntegerField(
                        default=30, verbose_name="days a unit is lent for"
                    ),
                ),
                (
                    "advance_offered",
                    models.BooleanField(default=True, verbose_name="swaps in advance"),
                ),
                (
                    "advance_ship_days",
                    models.PositiveSmallIntegerField(
                        default=1, verbose_name="working days to ship a swap"
                    ),
                ),
                (
                    "advance_return_days",
                    models.PositiveSmallIntegerField(
                        default=10,
                        verbose_name="working days to send the old unit back",
                    ),
                ),
                (
                    "advance_grace_days",
                    models.PositiveSmallIntegerField(
                        default=15, verbose_name="working days of grace"
                    ),
                ),
                (
                    "advance_most_open",
                    models.PositiveSmallIntegerField(
                        default=5, verbose_name="swaps open at once"
                    ),
                ),
                ("advance_tiers", models.JSONField(blank=True, default=dict)),
                (
                    "replacement_days",
                    models.PositiveSmallIntegerField(
                        default=90,
                        verbose_name="days a replacement is covered at least",
                    ),
                ),
                (
                    "repaired_days",
                    models.PositiveSmallIntegerField(
                        default=90, verbose_name="days a repair is covered at least"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "version",
                    models.PositiveSmallIntegerField(default=1, verbose_name="version"),
                ),
                (
                    "party",
                    models.CharField(
                        choices=[("company", "company"), ("person", "person")],
                        max_length=8,
                        verbose_name="for",
                    ),
                ),
                (
                    "countries",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="countries"
                    ),
                ),
                (
                    "keeps_law",
                    models.BooleanField(
                        default=False,
                        verbose_name="gives at least what the law gives consumers",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="in force from")),
                (
                    "ends_on",
                    models.DateField(
                        blank=True,
                        null=True,
                        verbose_name="in force until, not included",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="policies",
                        to="rma.site",
                        verbose_name="returns go to",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "policies",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("party", "name", "version"), name="policy_version_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gt", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="policy_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("restocking_percent__lte", 100)),
                        name="policy_percent_in_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("keep_percent__lte", 100)),
                        name="policy_keep_in_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("uncovered__in", ["block", "flag", "offer"]),
                            ("too_late__in", ["block", "flag", "offer"]),
                            (
                                "doa_starts__in",
                                [
                                    "shipped",
                                    "delivered",
                                    "invoiced",
                                    "installed",
                                    "manufactured",
                                ],
                            ),
                            (
                                "return_starts__in",
                                [
                                    "shipped",
                                    "delivered",
                                    "invoiced",
                                    "installed",
                                    "manufactured",
                                ],
                            ),
                        ),
                        name="policy_words_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("keeps_law", False),
                            models.Q(("freight_fault", "us"), ("party", "person")),
                            _connector="OR",
                        ),
                        name="policy_law_is_for_consumers",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Shelf",
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
                ("name", models.CharField(max_length=20)),
                ("code", models.CharField(max_length=13, unique=True)),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shelves",
                        to="rma.site",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "shelves",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("site", "name"), name="shelf_name_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Loaner",
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
                (
                    "tag",
                    models.CharField(
                        max_length=30, unique=True, verbose_name="asset number"
                    ),
                ),
                (
                    "serial",
                    models.CharField(max_length=80, verbose_name="serial number"),
                ),
                ("serial_key", models.CharField(max_length=80, unique=True)),
                (
                    "grade",
                    models.CharField(
                        default="A", max_length=1, verbose_name="condition"
                    ),
                ),
                (
                    "note",
                    models.CharField(blank=True, max_length=300, verbose_name="note"),
                ),
                ("retired_at", models.DateTimeField(null=True)),
                ("retired_why", models.CharField(blank=True, max_length=300)),
                ("added_at", models.DateTimeField()),
                ("added_by", models.CharField(max_length=120)),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="loaners",
                        to="rma.product",
                        verbose_name="article",
                    ),
                ),
                (
                    "shelf",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="loaners",
                        to="rma.shelf",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="loaners",
                        to="rma.site",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("serial_key", ""), _negated=True),
                            ("grade__in", ["A", "B", "C", "D"]),
                        ),
                        name="loaner_serial_and_grade",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Case",
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
                ("is_urgent", models.BooleanField(default=False)),
                ("channel", models.CharField(max_length=12)),
                ("currency", models.CharField(max_length=3)),
                ("ship_from", models.JSONField()),
                ("deliver_to", models.JSONField(null=True)),
                ("end_customer", models.JSONField(null=True)),
                ("hand_over", models.CharField(default="label", max_length=12)),
                ("label_format", models.CharField(default="pdf_4x6", max_length=8)),
                (
                    "export_proof",
                    models.CharField(blank=True, default="", max_length=60),
                ),
                ("purchase_order", models.CharField(blank=True, max_length=60)),
                ("reference", models.CharField(blank=True, max_length=60)),
                ("need_by", models.DateField(null=True)),
                ("status", models.CharField(default="submitted", max_length=20)),
                ("situation", models.CharField(default="in_review", max_length=24)),
                ("is_data_owed", models.BooleanField(default=False)),
                ("proof_state", models.CharField(blank=True, max_length=8)),
                ("label_status", models.CharField(blank=True, max_length=8)),
                ("inbound_state", models.CharField(blank=True, max_length=20)),
                ("outbound_state", models.CharField(blank=True, max_length=20)),
                ("outbound_kind", models.CharField(blank=True, max_length=12)),
                ("kit_state", models.CharField(blank=True, default="", max_length=9)),
                ("is_overdue", models.BooleanField(default=False)),
                ("is_awaiting_customer", models.BooleanField(default=False)),
                ("is_expired", models.BooleanField(default=False)),
                ("tracking_version", models.PositiveSmallIntegerField(default=1)),
                ("thread_id", models.CharField(blank=True, max_length=120)),
                ("opened_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="rma.account",
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="followed_by",
                        to="rma.case",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="owned_cases",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="rma.contact",
                    ),
                ),
                (
                    "policy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="rma.policy",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="rma.site",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["status", "-id"], name="case_status_newest"),
                    models.Index(fields=["account", "-id"], name="case_account_newest"),
                    models.Index(fields=["reference"], name="case_reference"),
                    models.Index(fields=["purchase_order"], name="case_purchase_order"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "submitted",
                                    "needs_info",
                                    "approved",
                                    "in_progress",
                                    "awaiting_customer",
                                    "resolved",
                                    "closed",
                                    "rejected",
                                    "cancelled",
                                    "expired",
                                ],
                            )
                        ),
                        name="case_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", True),
                                (
                                    "status__in",
                                    [
                                        "submitted",
                                        "needs_info",
                                        "approved",
                                        "in_progress",
                                        "awaiting_customer",
                                        "resolved",
                                    ],
                                ),
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                models.Q(
                                    (
                                        "status__in",
                                        [
                                            "submitted",
                                            "needs_info",
                                            "approved",
                                            "in_progress",
                                            "awaiting_customer",
                                            "resolved",
                                        ],
                                    ),
                                    _negated=True,
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="case_closed_when_ended",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CheckIn",
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
                ("asked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("fine", "FINE"),
                            ("failed", "FAILED"),
                            ("other", "OTHER"),
                        ],
                        max_length=8,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="check_in",
                        to="rma.case",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answer", ""),
                            ("answered_at__isnull", False),
                            _connector="XOR",
                        ),
                        name="check_in_answer_has_its_moment",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Document",
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
                ("kind", models.CharField(max_length=20)),
                ("paper", models.CharField(blank=True, max_length=8)),
                ("content_key", models.CharField(max_length=64)),
                ("file", models.CharField(max_length=200)),
                ("title", models.CharField(max_length=160)),
                (
                    "media_type",
                    models.CharField(default="application/pdf", max_length=60),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="rma.case",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["case", "kind", "-id"], name="document_newest")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "kind", "paper", "content_key"),
                        name="document_once_per_content",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Event",
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
                ("name", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=120)),
                ("by_kind", models.CharField(max_length=8)),
                ("facts", models.JSONField(default=dict)),
                ("is_internal", models.BooleanField(default=False)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="rma.case",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["case", "id"], name="event_case")],
            },
        ),
        migrations.CreateModel(
            name="HeldRequest",
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
                ("data", models.JSONField()),
                ("reasons", models.JSONField()),
                ("repair_limit", models.CharField(blank=True, max_length=24)),
                ("asked_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.CharField(blank=True, max_length=120)),
                ("why_not", models.TextField(blank=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="held",
                        to="rma.account",
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="rma.case",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="held",
                        to="rma.contact",
                    ),
                ),
                (
                    "draft",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="rma.draft",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["account", "-id"], name="held_request_new")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("case", None), ("decided_at", None)),
                            ("decided_at__isnull", False),
                            _connector="OR",
                        ),
                        name="held_request_decided_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Kit",
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
                ("due_at", models.DateTimeField()),
                ("shipped_at", models.DateTimeField(null=True)),
                ("shipped_by", models.CharField(blank=True, max_length=120)),
                ("delivered_at", models.DateTimeField(null=True)),
                ("cancelled_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kits",
                        to="rma.case",
                    ),
                ),
                (
                    "shipment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kits",
                        to="shipping.shipment",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("cancelled_at__isnull", True), ("shipped_at__isnull", True)
                        ),
                        fields=["due_at"],
                        name="kit_to_ship",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("shipment", None),
                                ("shipped_at__isnull", True),
                                ("shipped_by", ""),
                            ),
                            models.Q(
                                ("shipment__isnull", False),
                                ("shipped_at__isnull", False),
                                models.Q(("shipped_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="kit_shipped_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("delivered_at__isnull", True),
                            ("shipped_at__isnull", False),
                            _connector="OR",
                        ),
                        name="kit_shipped_before_delivered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MailedLink",
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
                ("secret_hash", models.CharField(max_length=64, unique=True)),
                ("order", models.CharField(blank=True, max_length=60)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="rma.account",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="rma.case",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["made_at"], name="mailed_link_made")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("account", None),
                                ("case__isnull", False),
                                ("order", ""),
                            ),
                            models.Q(
                                ("account__isnull", False),
                                ("case", None),
                                models.Q(("order", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="mailed_link_opens_one_thing",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Message",
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
                ("letter", models.CharField(max_length=40, verbose_name="letter")),
                ("to", models.EmailField(max_length=254, verbose_name="to")),
                ("to_name", models.CharField(blank=True, max_length=120)),
                ("subject", models.CharField(max_length=200, verbose_name="subject")),
                ("text", models.TextField()),
                ("html", models.TextField(blank=True)),
                ("message_id", models.CharField(max_length=120, unique=True)),
                ("in_reply_to", models.CharField(blank=True, max_length=120)),
                ("attachments", models.JSONField(default=list)),
                ("is_secret", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("problem", models.TextField(blank=True)),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="rma.case",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="rma.event",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["case", "id"], name="message_case"),
                    models.Index(fields=["-id"], name="message_newest"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("event", "letter", "to"), name="message_once_per_event"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MysteryParcel",
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
                ("read", models.CharField(blank=True, max_length=80)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("parked_at", models.DateTimeField()),
                ("parked_by", models.CharField(max_length=120)),
                ("ending", models.CharField(blank=True, max_length=10)),
                ("outcome", models.CharField(blank=True, max_length=500)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_by", models.CharField(blank=True, max_length=120)),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mysteries",
                        to="rma.case",
                    ),
                ),
                (
                    "shelf",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mysteries",
                        to="rma.shelf",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mysteries",
                        to="rma.site",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=["parked_at"],
                        name="mystery_oldest",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", True),
                                ("ended_by", ""),
                                ("ending", ""),
                            ),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("ending__in", ["matched", "sent_back", "disposed"]),
                                models.Q(("ended_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="mystery_end_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("case__isnull", False), ("ending", "matched")),
                            models.Q(
                                models.Q(("ending", "matched"), _negated=True),
                                ("case__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="mystery_matched_has_a_case",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ParcelTrouble",
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
                ("kind", models.CharField(max_length=10)),
                ("direction", models.CharField(max_length=3)),
                ("plan", models.CharField(blank=True, max_length=500)),
                ("due_at", models.DateTimeField()),
                ("found_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ending", models.CharField(blank=True, max_length=10)),
                ("ended_by", models.CharField(blank=True, max_length=120)),
                ("claim_number", models.CharField(blank=True, max_length=60)),
                ("note", models.TextField(blank=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="troubles",
                        to="rma.case",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="troubles",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "parcel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="troubles",
                        to="shipping.parcel",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=["due_at"],
                        name="trouble_due",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("parcel",),
                        name="trouble_one_open_per_parcel",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "not_taken",
                                    "stalled",
                                    "held_up",
                                    "not_seen",
                                    "elsewhere",
                                    "damaged",
                                    "unclaimed",
                                    "wrong_way",
                                    "lost",
                                ],
                            ),
                            ("direction__in", ["in", "out"]),
                        ),
                        name="trouble_words_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", True),
                                ("ended_by", ""),
                                ("ending", ""),
                            ),
                            models.Q(
                                ("ended_at__isnull", False),
                                (
                                    "ending__in",
                                    [
                                        "found",
                                        "new_label",
                                        "sent_again",
                                        "claimed",
                                        "credited",
                                        "settled",
                                    ],
                                ),
                                models.Q(("ended_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="trouble_end_is_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Promise",
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
                ("position", models.PositiveSmallIntegerField()),
                ("step", models.CharField(max_length=20)),
                ("who", models.CharField(max_length=12)),
                ("due_at", models.DateTimeField()),
                ("original_due_at", models.DateTimeField()),
                ("state", models.CharField(default="open", max_length=10)),
                ("why", models.TextField(blank=True)),
                ("moved_at", models.DateTimeField(null=True)),
                ("kept_at", models.DateTimeField(null=True)),
                ("warned_at", models.DateTimeField(null=True)),
                ("told_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="promises",
                        to="rma.case",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["due_at"],
                        name="promise_due",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "step__in",
                                [
                                    "decide",
                                    "answer",
                                    "prove",
                                    "check_proof",
                                    "label",
                                    "ship_box",
                                    "deliver_box",
                                    "ship_replacement",
                                    "deliver_replacement",
                                    "hand_over",
                                    "arrive",
                                    "inspect",
                                    "maker_repair",
                                    "resolve",
                                    "deliver",
                                    "mend",
                                    "reply",
                                    "choose",
                                ],
                            ),
                            ("who__in", ["us", "customer", "carrier", "manufacturer"]),
                            ("state__in", ["open", "kept", "broken", "withdrawn"]),
                        ),
                        name="promise_words_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kept_at__isnull", False), ("state", "kept")),
                            models.Q(
                                models.Q(("state", "kept"), _negated=True),
                                ("kept_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="promise_kept_has_time",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("case", "step"),
                        name="promise_one_open_per_step",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Receipt",
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
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=120)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="rma.case",
                    ),
                ),
                (
                    "parcel",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="shipping.parcel",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Scan",
            fields=[
                (
                    "id",
                    models.UUIDField(editable=False, primary_key=True, serialize=False),
                ),
                ("thing", models.CharField(blank=True, max_length=40)),
                ("text", models.CharField(blank=True, max_length=80)),
                ("verdict", models.CharField(max_length=8)),
                ("answer", models.JSONField(default=dict)),
                ("said", models.CharField(blank=True, max_length=8)),
                ("scanned_at", models.DateTimeField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=120)),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scans",
                        to="rma.case",
                    ),
                ),
                (
                    "device",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scans",
                        to="rma.device",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["at"], name="scan_age")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("verdict", "GO")),
                        fields=("thing",),
                        name="scan_thing_arrives_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("verdict", "GO"), _negated=True),
                            models.Q(
                                ("case__isnull", False),
                                models.Q(("thing", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="scan_arrival_has_a_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verdict__in", ["GO", "ASK", "STOP", "SEEN", "UNKNOWN"])
                        ),
                        name="scan_verdict_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Shift",
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
                ("started_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "device",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shifts",
                        to="rma.device",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shifts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("device",),
                        name="shift_one_a_device",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Destination",
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
                    "name",
                    models.CharField(max_length=80, unique=True, verbose_name="name"),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=10,
                        help_text="The lowest number that fits counts.",
                        verbose_name="place in the order",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("site", "site"),
                            ("partner", "partner"),
                            ("maker", "maker"),
                        ],
                        default="site",
                        max_length=8,
                        verbose_name="where it goes",
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        help_text="As in: Repairs of drives are done by our partner in Brno.",
                        max_length=200,
                        verbose_name="why, as customers read it",
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="only this category"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("defective", "defective"),
                            ("doa", "doa"),
                            ("wrong_item", "wrong_item"),
                            ("missing_parts", "missing_parts"),
                            ("damaged_in_transit", "damaged_in_transit"),
                            ("recall", "recall"),
                            ("unwanted", "unwanted"),
                            ("other", "other"),
                        ],
                        max_length=20,
                        verbose_name="only this fault",
                    ),
                ),
                (
                    "countries",
                    models.CharField(
                        blank=True,
                        help_text="Two-letter codes with commas, as in DE, AT, CH.",
                        max_length=200,
                        verbose_name="only from these countries",
                    ),
                ),
                (
                    "company",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="company"
                    ),
                ),
                (
                    "street1",
                    models.CharField(blank=True, max_length=160, verbose_name="street"),
                ),
                (
                    "street2",
                    models.CharField(
                        blank=True, max_length=160, verbose_name="street, second line"
                    ),
                ),
                (
                    "city",
                    models.CharField(blank=True, max_length=100, verbose_name="city"),
                ),
                (
                    "state",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="state or region"
                    ),
                ),
                (
                    "postal_code",
                    models.CharField(
                        blank=True, max_length=20, verbose_name="postal code"
                    ),
                ),
                (
                    "country",
                    models.CharField(blank=True, max_length=2, verbose_name="country"),
                ),
                (
                    "phone",
                    models.CharField(blank=True, max_length=40, verbose_name="phone"),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="e-mail address"
                    ),
                ),
                (
                    "manufacturer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="destinations",
                        to="rma.manufacturer",
                        verbose_name="only this maker",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="destinations",
                        to="rma.product",
                        verbose_name="only this product",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="destinations",
                        to="rma.site",
                        verbose_name="our site",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["site", "partner", "maker"])),
                        name="destination_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "site"), ("site__isnull", False)),
                            models.Q(
                                models.Q(("kind", "site"), _negated=True),
                                models.Q(("street1", ""), _negated=True),
                                models.Q(("city", ""), _negated=True),
                                models.Q(("country", ""), _negated=True),
                                ("site__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="destination_has_an_address",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WarrantyTerms",
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
                ("warranty_months", models.PositiveSmallIntegerField()),
                ("warranty_starts", models.CharField(max_length=12)),
                ("part_terms", models.CharField(blank=True, max_length=300)),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="terms_of_sale",
                        to="rma.product",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "warranty terms",
                "constraints": [
                    models.UniqueConstraint(
                        fields=(
                            "product",
                            "warranty_months",
                            "warranty_starts",
                            "part_terms",
                        ),
                        name="warranty_terms_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "warranty_starts__in",
                                [
                                    "shipped",
                                    "delivered",
                                    "invoiced",
                                    "installed",
                                    "manufactured",
                                ],
                            )
                        ),
                        name="warranty_terms_start_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Unit",
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
                    "serial",
                    models.CharField(max_length=80, verbose_name="serial number"),
                ),
                ("serial_key", models.CharField(editable=False, max_length=80)),
                (
                    "order_reference",
                    models.CharField(blank=True, max_length=60, verbose_name="order"),
                ),
                (
                    "shipped_on",
                    models.DateField(blank=True, null=True, verbose_name="shipped on"),
                ),
                (
                    "invoiced_on",
                    models.DateField(blank=True, null=True, verbose_name="invoiced on"),
                ),
                (
                    "delivered_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="delivered on"
                    ),
                ),
                (
                    "installed_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="installed on"
                    ),
                ),
                (
                    "manufactured_on",
                    models.DateField(blank=True, null=True, verbose_name="made on"),
                ),
                (
                    "proved_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="bought on, by receipt"
                    ),
                ),
                (
                    "first_sold_on",
                    models.DateField(blank=True, editable=False, null=True),
                ),
                (
                    "seller",
                    models.CharField(
                        blank=True,
                        max_length=160,
                        verbose_name="sold by, where not by us",
                    ),
                ),
                (
                    "extended_until",
                    models.DateField(
                        blank=True, null=True, verbose_name="longer after a repair"
                    ),
                ),
                ("extended_basis", models.CharField(blank=True, max_length=10)),
                (
                    "warranty_until",
                    models.DateField(
                        blank=True, null=True, verbose_name="warranty until"
                    ),
                ),
                (
                    "manufacturer_warranty_until",
                    models.DateField(
                        blank=True, null=True, verbose_name="maker's warranty until"
                    ),
                ),
                (
                    "paid_cents",
                    models.PositiveBigIntegerField(
                        blank=True, null=True, verbose_name="price paid"
                    ),
                ),
                (
                    "currency",
                    models.CharField(blank=True, max_length=3, verbose_name="currency"),
                ),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="rma.account",
                    ),
                ),
                (
                    "manufacturer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="rma.manufacturer",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="rma.product",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="rma.unit",
                    ),
                ),
                (
                    "terms",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="rma.warrantyterms",
                        verbose_name="terms on the day of the sale",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["serial_key"], name="unit_serial"),
                    models.Index(fields=["order_reference"], name="unit_order"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("manufacturer", "serial_key"),
                        name="unit_serial_per_maker",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("paid_cents__isnull", True),
                            models.Q(("currency", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="unit_price_has_currency",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("serial_key", ""), _negated=True),
                        name="unit_serial_not_empty",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("extended_basis", ""), ("extended_until__isnull", True)
                            ),
                            models.Q(
                                ("extended_basis__in", ["warranty", "law"]),
                                ("extended_until__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="unit_extension_has_basis",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseLine",
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
                ("position", models.PositiveSmallIntegerField()),
                ("serial", models.CharField(blank=True, max_length=80)),
                ("order_reference", models.CharField(blank=True, max_length=60)),
                ("reason", models.CharField(max_length=20)),
                (
                    "description",
                    models.TextField(blank=True, verbose_name="what happened"),
                ),
                ("is_battery_hurt", models.BooleanField(default=False)),
                ("impact", models.CharField(blank=True, max_length=300)),
                ("answers", models.JSONField(default=list)),
                ("wish", models.CharField(max_length=20)),
                ("decision", models.CharField(default="needs_review", max_length=12)),
                ("decision_why", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.CharField(blank=True, max_length=120)),
                ("ruling", models.JSONField(default=list)),
                ("verdict", models.CharField(default="unknown", max_length=12)),
                ("basis", models.CharField(blank=True, max_length=10)),
                ("covered_until", models.DateField(null=True)),
                ("manufacturer_until", models.DateField(null=True)),
                ("reasons", models.JSONField(default=list)),
                ("fee_accepted_cents", models.PositiveBigIntegerField(null=True)),
                ("repair_limit_cents", models.PositiveBigIntegerField(null=True)),
                ("maker_fallback", models.CharField(blank=True, max_length=11)),
                ("erasure", models.CharField(blank=True, max_length=10)),
                ("is_waiting", models.BooleanField(default=False)),
                ("stays", models.CharField(blank=True, max_length=10)),
                ("proofs_asked", models.JSONField(default=list)),
                ("is_proof_unseen", models.BooleanField(default=False)),
                ("question", models.TextField(blank=True)),
                ("answer", models.TextField(blank=True)),
                ("quantity", models.PositiveIntegerField(default=1)),
                ("approved", models.PositiveIntegerField(default=0)),
                ("received", models.PositiveIntegerField(default=0)),
                ("short_closed", models.PositiveIntegerField(default=0)),
                ("inspected", models.PositiveIntegerField(default=0)),
                ("disposed", models.PositiveIntegerField(default=0)),
                ("resolved", models.PositiveIntegerField(default=0)),
                ("credited", models.PositiveIntegerField(default=0)),
                ("replaced", models.PositiveIntegerField(default=0)),
                ("repaired", models.PositiveIntegerField(default=0)),
                ("returned", models.PositiveIntegerField(default=0)),
                ("refused", models.PositiveIntegerField(default=0)),
                ("is_advance", models.BooleanField(default=False)),
                ("is_sent_ahead", models.BooleanField(default=False)),
                ("is_ahead_delivered", models.BooleanField(default=False)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="rma.case",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="rma.product",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="rma.unit",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "indexes": [
                    models.Index(fields=["serial"], name="line_serial"),
                    models.Index(fields=["order_reference"], name="line_order"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "position"), name="line_position_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("unit",),
                        name="line_one_open_per_unit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("unit__isnull", True), ("quantity", 1), _connector="OR"
                        ),
                        name="line_serial_means_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("quantity__gte", 1),
                            ("approved__lte", models.F("quantity")),
                        ),
                        name="line_approved_within_asked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "received__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("approved"), "-", models.F("short_closed")
                                ),
                            )
                        ),
                        name="line_received_within_approved",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("resolved__lte", models.F("approved"))),
                        name="line_resolved_within_approved",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "resolved__gte",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("credited"),
                                                "+",
                                                models.F("replaced"),
                                            ),
                                            "+",
                                            models.F("repaired"),
                                        ),
                                        "+",
                                        models.F("returned"),
                                    ),
                                    "+",
                                    models.F("refused"),
                                ),
                            )
                        ),
                        name="line_done_within_resolved",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("inspected__lte", models.F("received")),
                            ("disposed__lte", models.F("received")),
                        ),
                        name="line_checked_within_received",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "decision__in",
                                [
                                    "needs_review",
                                    "needs_info",
                                    "approved",
                                    "refused",
                                    "cancelled",
                                ],
                            ),
                            (
                                "reason__in",
                                [
                                    "defective",
                                    "doa",
                                    "wrong_item",
                                    "missing_parts",
                                    "damaged_in_transit",
                                    "recall",
                                    "unwanted",
                                    "other",
                                ],
                            ),
                            (
                                "wish__in",
                                [
                                    "replacement",
                                    "advance_replacement",
                                    "repair",
                                    "credit",
                                    "refund",
                                ],
                            ),
                            (
                                "verdict__in",
                                ["covered", "partly", "not_covered", "unknown"],
                            ),
                            (
                                "basis__in",
                                ["", "warranty", "doa", "contract", "law", "goodwill"],
                            ),
                        ),
                        name="line_words_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("maker_fallback__in", ["", "replacement", "credit"])
                        ),
                        name="line_fallback_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("erasure__in", ["", "erased", "kept_disk", "unable"])
                        ),
                        name="line_erasure_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stays", ""),
                            models.Q(
                                ("is_advance", False),
                                ("received", 0),
                                ("stays__in", ["kept", "destroyed"]),
                            ),
                            _connector="OR",
                        ),
                        name="line_stays_or_comes",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Upload",
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
                            ("photo", "PHOTO"),
                            ("proof_of_purchase", "PROOF_OF_PURCHASE"),
                            ("nameplate", "NAMEPLATE"),
                            ("erasure", "ERASURE"),
                            ("destruction", "DESTRUCTION"),
                            ("serial_cut", "SERIAL_CUT"),
                            ("dock", "DOCK"),
                            ("inspection", "INSPECTION"),
                            ("other", "OTHER"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("by", models.CharField(max_length=120)),
                ("from_staff", models.BooleanField(default=False)),
                ("sent_at", models.DateTimeField()),
                ("sent_hash", models.CharField(max_length=64)),
                ("sent_size", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "WAITING"),
                            ("ready", "READY"),
                            ("refused", "REFUSED"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                (
                    "problem",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("empty", "EMPTY"),
                            ("too_large", "TOO_LARGE"),
                            ("wrong_kind", "WRONG_KIND"),
                            ("damaged", "DAMAGED"),
                            ("too_many_pixels", "TOO_MANY_PIXELS"),
                            ("too_many_pages", "TOO_MANY_PAGES"),
                            ("locked", "LOCKED"),
                            ("too_hard", "TOO_HARD"),
                        ],
                        max_length=20,
                    ),
                ),
                ("file", models.CharField(blank=True, max_length=200)),
                ("media_type", models.CharField(blank=True, max_length=60)),
                ("size", models.PositiveIntegerField(default=0)),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="uploads",
                        to="rma.case",
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="uploads",
                        to="rma.draft",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="uploads",
                        to="rma.caseline",
                    ),
                ),
                (
                    "mystery",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="uploads",
                        to="rma.mysteryparcel",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "kind", "sent_hash"), name="upload_once_a_case"
                    ),
                    models.UniqueConstraint(
                        fields=("draft", "kind", "sent_hash"),
                        name="upload_once_a_draft",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("case__isnull", False),
                                ("draft__isnull", True),
                                ("mystery__isnull", True),
                            ),
                            models.Q(
                                ("case__isnull", True),
                                ("draft__isnull", False),
                                ("mystery__isnull", True),
                            ),
                            models.Q(
                                ("case__isnull", True),
                                ("draft__isnull", True),
                                ("mystery__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="upload_belongs_to_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "ready"), ("file", ""), _connector="XOR"
                        ),
                        name="upload_is_shown_redrawn_only",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "refused"), ("problem", ""), _connector="XOR"
                        ),
                        name="upload_is_refused_for_a_problem",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AdvanceReplacement",
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
                ("terms", models.JSONField()),
                ("accepted_at", models.DateTimeField()),
                ("accepted_by", models.CharField(max_length=120)),
                ("accepted_from", models.GenericIPAddressField(null=True)),
                ("delivered_at", models.DateTimeField(null=True)),
                ("due_back_on", models.DateField(null=True)),
                ("original_due_on", models.DateField(null=True)),
                ("extension_asked_at", models.DateTimeField(null=True)),
                ("extension_why", models.TextField(blank=True)),
                ("returned_at", models.DateTimeField(null=True)),
                ("overdue_at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                ("cancelled_at", models.DateTimeField(null=True)),
                (
                    "line",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="advance",
                        to="rma.caseline",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("delivered_at__isnull", True),
                                ("due_back_on__isnull", True),
                            ),
                            models.Q(
                                ("delivered_at__isnull", False),
                                ("due_back_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="advance_due_from_delivery",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Choice",
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
                ("quantity", models.PositiveIntegerField(default=1)),
                ("finding", models.CharField(max_length=20)),
                ("options", models.JSONField()),
                ("fee_cents", models.PositiveBigIntegerField(null=True)),
                ("price_cents", models.PositiveBigIntegerField(null=True)),
                ("credit_cents", models.PositiveBigIntegerField(null=True)),
                ("currency", models.CharField(max_length=3)),
                ("credit_currency", models.CharField(blank=True, max_length=3)),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.CharField(max_length=120)),
                ("due_at", models.DateTimeField()),
                ("send_back_at", models.DateTimeField()),
                ("warned_at", models.DateTimeField(null=True)),
                ("chosen", models.CharField(blank=True, max_length=16)),
                ("is_default", models.BooleanField(default=False)),
                ("chosen_at", models.DateTimeField(null=True)),
                ("chosen_by", models.CharField(blank=True, max_length=120)),
                ("chosen_from", models.GenericIPAddressField(null=True)),
                ("words", models.TextField(blank=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("waived_at", models.DateTimeField(null=True)),
                ("waived_by", models.CharField(blank=True, max_length=120)),
                ("waived_why", models.TextField(blank=True)),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="choices",
                        to="rma.caseline",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("chosen", ""), ("closed_at__isnull", True)),
                        fields=["due_at"],
                        name="choice_due",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("chosen", ""), ("closed_at__isnull", True)),
                        fields=("line",),
                        name="choice_one_open_per_line",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "chosen__in",
                                [
                                    "",
                                    "send_back",
                                    "second_look",
                                    "paid_repair",
                                    "keep_for_credit",
                                ],
                            ),
                            ("finding__in", ["no_fault_found", "external_damage"]),
                            ("quantity__gte", 1),
                        ),
                        name="choice_words_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("chosen", ""),
                                ("chosen_at__isnull", True),
                                ("chosen_by", ""),
                            ),
                            models.Q(
                                models.Q(("chosen", ""), _negated=True),
                                ("chosen_at__isnull", False),
                                models.Q(("chosen_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="choice_made_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_at__lte", models.F("send_back_at"))),
                        name="choice_grace_after_due",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("waived_at__isnull", True), ("waived_by", "")),
                            models.Q(
                                ("waived_at__isnull", False),
                                models.Q(("waived_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="choice_waived_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Charge",
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
                ("option", models.CharField(max_length=16)),
                ("amount_cents", models.PositiveBigIntegerField()),
                ("currency", models.CharField(max_length=3)),
                ("accepted_at", models.DateTimeField()),
                ("accepted_by", models.CharField(max_length=120)),
                ("accounting_number", models.CharField(blank=True, max_length=60)),
                ("at", models.DateTimeField()),
                (
                    "choice",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="charge",
                        to="rma.choice",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount_cents__gt", 0),
                            models.Q(("accepted_by", ""), _negated=True),
                        ),
                        name="charge_was_accepted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("accepted_at__lte", models.F("at"))),
                        name="charge_accepted_before",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "option__in",
                                [
                                    "send_back",
                                    "second_look",
                                    "paid_repair",
                                    "keep_for_credit",
                                ],
                            )
                        ),
                        name="charge_option_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Discrepancy",
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
                ("kind", models.CharField(max_length=20)),
                ("quantity", models.PositiveIntegerField(default=1)),
                ("serial", models.CharField(blank=True, max_length=80)),
                ("note", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=120)),
                ("outcome", models.TextField(blank=True)),
                ("way_out", models.CharField(blank=True, max_length=14)),
                ("asked_at", models.DateTimeField(blank=True, null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                ("settled_by", models.CharField(blank=True, max_length=120)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="discrepancies",
                        to="rma.case",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="discrepancies",
                        to="rma.caseline",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "discrepancies",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "missing",
                                    "extra",
                                    "wrong_item",
                                    "serial_mismatch",
                                    "accessory_missing",
                                    "damaged_box",
                                    "battery",
                                ],
                            )
                        ),
                        name="discrepancy_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at__isnull", True), ("settled_by", "")),
                            models.Q(
                                ("settled_at__isnull", False),
                                models.Q(("settled_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="discrepancy_settled_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "way_out__in",
                                [
                                    "",
                                    "still_coming",
                                    "stop_waiting",
                                    "accept",
                                    "swap_case",
                                    "ask_customer",
                                    "send_back",
                                    "claim_carrier",
                                    "made_safe",
                                    "other",
                                ],
                            )
                        ),
                        name="discrepancy_way_out_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Disposition",
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
                ("quantity", models.PositiveIntegerField(default=1)),
                ("kind", models.CharField(max_length=20)),
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=120)),
                ("superseded_at", models.DateTimeField(null=True)),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dispositions",
                        to="rma.caseline",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "restock",
                                    "refurbish",
                                    "repair",
                                    "return_to_vendor",
                                    "harvest",
                                    "recycle",
                                    "scrap",
                                    "back_to_customer",
                                ],
                            ),
                            ("quantity__gte", 1),
                            models.Q(("reason", ""), _negated=True),
                        ),
                        name="disposition_kind_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Erasure",
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
                ("quantity", models.PositiveIntegerField(default=1)),
                ("method", models.CharField(max_length=12)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=120)),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="erasures",
                        to="rma.caseline",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "method__in",
                                [
                                    "overwritten",
                                    "key_destroyed",
                                    "degaussed",
                                    "destroyed",
                                    "no_media",
                                    "waived",
                                ],
                            ),
                            ("quantity__gte", 1),
                        ),
                        name="erasure_method_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("method", "waived"), ("note", ""), _negated=True
                        ),
                        name="erasure_waiver_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ErasureDeclaration",
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
                ("choice", models.CharField(max_length=10)),
                ("words", models.TextField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=120)),
                ("address", models.GenericIPAddressField(null=True)),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="declarations",
                        to="rma.caseline",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("choice__in", ["erased", "kept_disk", "unable"]),
                            models.Q(("words", ""), _negated=True),
                        ),
                        name="erasure_choice_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Inspection",
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
                ("quantity", models.PositiveIntegerField(default=1)),
                ("outcome", models.CharField(max_length=20)),
                ("grade", models.CharField(blank=True, max_length=1)),
                ("notes", models.TextField(blank=True)),
                ("cause", models.TextField(blank=True)),
                ("advice", models.TextField(blank=True)),
                ("checks", models.JSONField(default=list)),
                ("is_repeat", models.BooleanField(default=False)),
                ("superseded_at", models.DateTimeField(null=True)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=120)),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspections",
                        to="rma.caseline",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "outcome__in",
                                [
                                    "fault_confirmed",
                                    "no_fault_found",
                                    "external_damage",
                                    "transit_damage",
                                    "wrong_unit",
                                    "incomplete",
                                ],
                            ),
                            ("grade__in", ["", "A", "B", "C", "D"]),
                            ("quantity__gte", 1),
                        ),
                        name="inspection_words_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Packed",
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
                ("quantity", models.PositiveIntegerField()),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="packed",
                        to="rma.caseline",
                    ),
                ),
                (
                    "parcel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="packed",
                        to="shipping.parcel",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "packed",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("parcel", "line"), name="packed_line_once_a_box"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gte", 1)),
                        name="packed_at_least_one",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RawUpload",
            fields=[
                (
                    "upload",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="raw",
                        serialize=False,
                        to="rma.upload",
                    ),
                ),
                ("content", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="PurchaseProof",
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
                ("bought_on", models.DateField()),
                ("seller", models.CharField(blank=True, max_length=160)),
                ("handed_in_at", models.DateTimeField()),
                ("handed_in_by", models.CharField(max_length=120)),
                ("state", models.CharField(default="waiting", max_length=8)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.CharField(blank=True, max_length=120)),
                ("why", models.TextField(blank=True)),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proofs",
                        to="rma.caseline",
                    ),
                ),
                (
                    "upload",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="rma.upload",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("line",),
                        name="proof_one_waiting_a_line",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True), ("state", "waiting")
                            ),
                            models.Q(
                                ("decided_at__isnull", False), ("state", "accepted")
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("state", "refused"),
                                models.Q(("why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="proof_decided_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReceiptLine",
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
                ("quantity", models.PositiveIntegerField()),
                ("serial", models.CharField(blank=True, max_length=80)),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipt_lines",
                        to="rma.caseline",
                    ),
                ),
                (
                    "receipt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="rma.receipt",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("receipt", "line"), name="receipt_line_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gte", 1)),
                        name="receipt_line_counts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Resolution",
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
                ("quantity", models.PositiveIntegerField(default=1)),
                ("kind", models.CharField(max_length=12)),
                ("state", models.CharField(default="executing", max_length=10)),
                ("note", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=120)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resolutions",
                        to="rma.caseline",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "credit",
                                    "refund",
                                    "replacement",
                                    "repair",
                                    "paid_repair",
                                    "return_as_is",
                                    "refuse",
                                ],
                            ),
                            ("quantity__gte", 1),
                        ),
                        name="resolution_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", False), ("state", "done")),
                            models.Q(
                                ("done_at__isnull", True),
                                ("state__in", ["executing", "cancelled"]),
                            ),
                            _connector="OR",
                        ),
                        name="resolution_done_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Dispatch",
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
                ("kind", models.CharField(max_length=12)),
                ("quantity", models.PositiveIntegerField(default=1)),
                ("due_at", models.DateTimeField()),
                ("is_ahead", models.BooleanField(default=False)),
                ("serial", models.CharField(blank=True, max_length=80)),
                ("return_label_inside", models.BooleanField(default=False)),
                ("box_code", models.CharField(blank=True, max_length=13)),
                ("shipped_at", models.DateTimeField(null=True)),
                ("shipped_by", models.CharField(blank=True, max_length=120)),
                ("label_checked_at", models.DateTimeField(null=True)),
                ("label_checked_by", models.CharField(blank=True, max_length=120)),
                ("delivered_at", models.DateTimeField(null=True)),
                ("cancelled_at", models.DateTimeField(null=True)),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dispatches",
                        to="rma.caseline",
                    ),
                ),
                (
                    "shipment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dispatches",
                        to="shipping.shipment",
                    ),
                ),
                (
                    "resolution",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dispatches",
                        to="rma.resolution",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dispatches",
                        to="rma.unit",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "dispatches",
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("cancelled_at__isnull", True), ("shipped_at__isnull", True)
                        ),
                        fields=["due_at"],
                        name="dispatch_to_ship",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["replacement", "repaired", "returned", "loaner"],
                            )
                        ),
                        name="dispatch_kind_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("cancelled_at__isnull", True), ("is_ahead", True)
                        ),
                        fields=("line",),
                        name="dispatch_one_ahead_per_line",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("shipped_at__isnull", True), ("shipped_by", "")),
                            models.Q(
                                ("shipped_at__isnull", False),
                                models.Q(("shipped_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="dispatch_shipped_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("label_checked_at__isnull", True),
                            ("shipped_at__isnull", False),
                            _connector="OR",
                        ),
                        name="dispatch_packed_before_checked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("delivered_at__isnull", True),
                            ("shipped_at__isnull", False),
                            _connector="OR",
                        ),
                        name="dispatch_shipped_before_delivered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Loan",
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
                ("starts_on", models.DateField()),
                ("due_on", models.DateField()),
                ("original_due_on", models.DateField()),
                ("reserved_at", models.DateTimeField()),
                ("reserved_by", models.CharField(max_length=120)),
                ("accepted_by", models.CharField(blank=True, max_length=120)),
                ("out_at", models.DateTimeField(null=True)),
                ("out_grade", models.CharField(blank=True, max_length=1)),
                ("delivered_at", models.DateTimeField(null=True)),
                ("returning_at", models.DateTimeField(null=True)),
                ("overdue_at", models.DateTimeField(null=True)),
                ("back_at", models.DateTimeField(null=True)),
                ("back_by", models.CharField(blank=True, max_length=120)),
                ("back_grade", models.CharField(blank=True, max_length=1)),
                ("back_note", models.CharField(blank=True, max_length=500)),
                ("cancelled_at", models.DateTimeField(null=True)),
                (
                    "back",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="loan_back",
                        to="shipping.shipment",
                    ),
                ),
                (
                    "dispatch",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="loan",
                        to="rma.dispatch",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="loans",
                        to="rma.caseline",
                    ),
                ),
                (
                    "loaner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="loans",
                        to="rma.loaner",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("back_at__isnull", True), ("cancelled_at__isnull", True)
                        ),
                        fields=["due_on"],
                        name="loan_due",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("back_at__isnull", True),
                            ("cancelled_at__isnull", True),
                            ("out_at__isnull", False),
                        ),
                        fields=("loaner",),
                        name="loan_one_out_per_loaner",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("back_at__isnull", True), ("cancelled_at__isnull", True)
                        ),
                        fields=("line",),
                        name="loan_one_running_per_line",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gte", models.F("starts_on"))),
                        name="loan_due_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("back_at__isnull", True),
                                ("back_by", ""),
                                ("back_grade", ""),
                            ),
                            models.Q(
                                ("back_grade__in", ["A", "B", "C", "D"]),
                                ("out_at__isnull", False),
                                models.Q(("back_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="loan_back_after_out",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LoanDay",
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
                (
                    "loan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="days",
                        to="rma.loan",
                    ),
                ),
                (
                    "loaner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="days",
                        to="rma.loaner",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("loaner", "day"), name="loan_day_had_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CreditRequest",
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
                ("amount_cents", models.PositiveBigIntegerField()),
                ("fee_cents", models.PositiveBigIntegerField(default=0)),
                ("currency", models.CharField(max_length=3)),
                ("order_reference", models.CharField(blank=True, max_length=60)),
                ("is_refund", models.BooleanField(default=False)),
                ("accounting_number", models.CharField(blank=True, max_length=60)),
                ("at", models.DateTimeField()),
                (
                    "resolution",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credit_request",
                        to="rma.resolution",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Placement",
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
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=120)),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="rma.caseline",
                    ),
                ),
                (
                    "shelf",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="rma.shelf",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["line", "-id"], name="placement_newest")
                ],
            },
        ),
        migrations.CreateModel(
            name="StayProof",
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
                ("words", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "WAITING"),
                            ("accepted", "ACCEPTED"),
                            ("refused", "REFUSED"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("why", models.TextField(blank=True)),
                ("handed_in_at", models.DateTimeField()),
                ("handed_in_by", models.CharField(max_length=120)),
                ("address", models.GenericIPAddressField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.CharField(blank=True, max_length=120)),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stay_proofs",
                        to="rma.caseline",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("line",),
                        name="stay_proof_one_waiting",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True),
                                ("decided_by", ""),
                                ("state", "waiting"),
                            ),
                            models.Q(
                                models.Q(("state", "waiting"), _negated=True),
                                ("decided_at__isnull", False),
                                models.Q(("decided_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="stay_proof_decided_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementUnit",
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
                ("since", models.DateField()),
                ("left_on", models.DateField(null=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="named",
                        to="rma.agreement",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="rma.unit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agreement", "unit"), name="agreement_names_a_unit_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitTransfer",
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
                ("why", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=120)),
                (
                    "after",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="rma.account",
                    ),
                ),
                (
                    "before",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="rma.account",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers",
                        to="rma.unit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("why", ""), _negated=True),
                            models.Q(
                                ("before__isnull", True),
                                models.Q(("before", models.F("after")), _negated=True),
                                _connector="OR",
                            ),
                        ),
                        name="unit_transfer_changes_owner",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VendorClaim",
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
                ("status", models.CharField(default="prospective", max_length=12)),
                ("file_by", models.DateField()),
                ("asked_cents", models.PositiveBigIntegerField()),
                ("recovered_cents", models.PositiveBigIntegerField(default=0)),
                ("currency", models.CharField(max_length=3)),
                ("maker_reference", models.CharField(blank=True, max_length=80)),
                ("opened_at", models.DateTimeField()),
                ("completed_at", models.DateTimeField(null=True)),
                ("submitted_at", models.DateTimeField(null=True)),
                ("reply_due_on", models.DateField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("why", models.TextField(blank=True)),
                (
                    "line",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claim",
                        to="rma.caseline",
                    ),
                ),
                (
                    "manufacturer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="rma.manufacturer",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["status", "file_by"], name="claim_to_file")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "prospective",
                                    "ready",
                                    "submitted",
                                    "approved",
                                    "partly",
                                    "denied",
                                    "recovered",
                                    "lapsed",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="claim_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("reply_due_on__isnull", True),
                                ("submitted_at__isnull", True),
                            ),
                            models.Q(
                                ("reply_due_on__isnull", False),
                                ("submitted_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="claim_filed_has_reply_date",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClaimAnswer",
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
                ("outcome", models.CharField(max_length=10)),
                ("kind", models.CharField(blank=True, max_length=12)),
                ("amount_cents", models.PositiveBigIntegerField(null=True)),
                ("currency", models.CharField(blank=True, max_length=3)),
                ("reference", models.CharField(blank=True, max_length=80)),
                ("note", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=120)),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="rma.vendorclaim",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="unit",
            name="left_with",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="units",
                to="rma.dispatch",
            ),
        ),
        migrations.RunPython(give_defaults, take_back),
    ]
