"""Django's own admin, for experts: set-up may be edited, history only looked at."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from typing_extensions import override

from outbox.models import Heartbeat, Intervention, Job
from rma.models import (
    Account,
    AdvanceReplacement,
    ApiKey,
    Case,
    CaseLine,
    Contact,
    CreditRequest,
    Discrepancy,
    Dispatch,
    Disposition,
    Document,
    Event,
    FollowUp,
    Inspection,
    KnownFix,
    Manufacturer,
    Message,
    MysteryParcel,
    Policy,
    Product,
    Promise,
    Receipt,
    Resolution,
    Site,
    Unit,
    User,
    VendorClaim,
)
from shipping.models import LabelPurchase, Parcel, Shipment

_PAGE = 50


class Kept(admin.ModelAdmin):  # type: ignore[type-arg]  # no index at run time
    """Edit what an expert may put right by hand."""

    list_per_page = _PAGE
    show_full_result_count = False

    @override
    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return that nothing is deleted here: returns point to it."""
        return False


class Looked(Kept):
    """Look at what only use cases write: each row is a fact of some history."""

    @override
    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return that rows come from use cases only."""
        return False

    @override
    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return that rows are not changed by hand."""
        return False


class People(Looked):
    """Look at who signs in; roles are given at the desk."""

    fields = ("email", "name", "role", "is_active", "is_superuser", "last_login")
    list_display = ("email", "name", "role", "is_active")
    search_fields = ("email", "name")


class Keys(Looked):
    """Look at keys of programs; they are issued by a command."""

    exclude = ("secret_hash",)


class Letters(Looked):
    """Look at letters, without the words of those that hold a secret."""

    list_display = ("subject", "to", "created_at", "sent_at")
    fields = ("case", "letter", "to", "to_name", "created_at", "sent_at", "problem")


class Units(Kept):
    """Edit units, found by serial."""

    list_display = ("serial", "product", "account", "shipped_on")
    search_fields = ("serial", "serial_key", "order_reference")
    raw_id_fields = ("manufacturer", "product", "account", "replaces")


class Cases(Looked):
    """Look at returns, found by their code."""

    list_display = ("number", "account", "status", "opened_at")
    list_filter = ("status",)
    search_fields = ("code", "account__number", "account__name", "contact__email")


class Events(Looked):
    """Look at the history, the newest first."""

    list_display = ("at", "name", "case", "by")
    search_fields = ("name", "case__code")
    ordering = ("-id",)


class Jobs(Looked):
    """Look at work that is owed; it is mended at the desk."""

    list_display = ("kind", "key", "state", "attempts", "due_at")
    list_filter = ("state", "kind")
    search_fields = ("key", "kind")


class Helps(admin.ModelAdmin):  # type: ignore[type-arg]  # no index at run time
    """Edit the questions asked after a failure, and the fixes offered."""

    list_display = ("__str__", "reason", "category", "product", "position")
    # A filter by category would name the empty one, "any", by a link without words.
    list_filter = ("reason",)
    search_fields = ("category", "product__sku", "product__name")
    raw_id_fields = ("product",)

    @override
    def get_readonly_fields(
        self, request: HttpRequest, obj: Any = None
    ) -> tuple[str, ...]:
        """Return the count of fixes, which only customers write."""
        return ("solved",) if self.model is KnownFix else ()


_KEPT: tuple[type[Model], ...] = (Account, Contact, Manufacturer, Product, Site)
_LOOKED: tuple[type[Model], ...] = (
    AdvanceReplacement,
    CaseLine,
    CreditRequest,
    Discrepancy,
    Dispatch,
    Disposition,
    Document,
    Heartbeat,
    Inspection,
    Intervention,
    LabelPurchase,
    MysteryParcel,
    Parcel,
    Policy,
    Promise,
    Receipt,
    Resolution,
    Shipment,
    VendorClaim,
)
admin.site.site_header = admin.site.site_title = "Returnwell"
admin.site.register(_KEPT, Kept)
admin.site.register(_LOOKED, Looked)
admin.site.register((FollowUp, KnownFix), Helps)
admin.site.register(User, People)
admin.site.register(ApiKey, Keys)
admin.site.register(Message, Letters)
admin.site.register(Unit, Units)
admin.site.register(Case, Cases)
admin.site.register(Event, Events)
admin.site.register(Job, Jobs)
