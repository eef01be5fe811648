"""Service agreements with accounts, and units that change their owner."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from typing_extensions import override

from portal import gate
from portal.desk import act, door, words
from portal.desk.act import ActForm, Asking, ReasonForm
from portal.desk.cover import listed
from portal.desk.fields import DayField
from rma.actions import covering
from rma.models import Account
from rma.queries import cover_desk, set_up


class AgreementForm(ActForm):
    """Ask for an agreement and the units it names."""

    account = forms.CharField(label=gettext_lazy("Account number"), max_length=40)
    number = forms.CharField(label=gettext_lazy("Agreement number"), max_length=60)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=[])
    starts_on = DayField(label=gettext_lazy("First day"))
    ends_on = DayField(label=gettext_lazy("Last day"))
    covers_all = forms.BooleanField(
        label=gettext_lazy("For all units of the account"), required=False
    )
    repairs_free = forms.BooleanField(
        label=gettext_lazy("What fails is put right for free"), required=False
    )
    swaps_first = forms.BooleanField(
        label=gettext_lazy("The new unit ships first"), required=False
    )
    serials = forms.CharField(
        label=gettext_lazy("Serial numbers"),
        help_text=gettext_lazy("One a line."),
        max_length=40_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Offer the kinds in the reader's words."""
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = words.choices("agreement")

    @override
    def clean(self) -> dict[str, Any]:
        """Want an account that is there, and the days in order."""
        told = dict(super().clean() or {})
        if told.get("account"):
            told["owner"] = set_up.account(told["account"])
            if told["owner"] is None:
                self.add_error("account", _("No account has this number."))
        first, last = told.get("starts_on"), told.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("Choose a day after the first one."))
        return told


class TransferForm(ReasonForm):
    """Ask whose units go to whom."""

    before = forms.CharField(label=gettext_lazy("From account"), max_length=40)
    after = forms.CharField(label=gettext_lazy("To account"), max_length=40)
    serials = forms.CharField(
        label=gettext_lazy("Serial numbers"),
        help_text=gettext_lazy("One a line."),
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    with_licences = forms.BooleanField(
        label=gettext_lazy("Licences that name only these units go along"),
        required=False,
    )
    field_order = ["before", "after", "serials", "with_licences", "reason"]

    @override
    def clean(self) -> dict[str, Any]:
        """Want two accounts that are there."""
        told = dict(super().clean() or {})
        for name in ("before", "after"):
            found: Account | None = set_up.account(told.get(name, ""))
            if told.get(name) and found is None:
                self.add_error(name, _("No account has this number."))
            told[f"{name}_id"] = found.pk if found else None
        return told


@require_safe
@gate.staff_page()
def agreements(request: HttpRequest) -> HttpResponse:
    """List service agreements."""
    return listed(request, "desk/agreements.html", cover_desk.agreements)


@require_http_methods(["GET", "POST"])
@gate.staff_page("override")
def agreement(request: HttpRequest, agreement_id: int | None = None) -> HttpResponse:
    """Show an agreement, or a new one, and keep what is changed."""
    row = door.found(cover_desk.agreement(agreement_id)) if agreement_id else None
    named = cover_desk.named_serials(row) if row else []
    kept = {name: getattr(row, name) for name in _KEPT} if row else {}
    first = kept | {"serials": "\n".join(named)}
    if row:
        first["account"] = row.account.number
    form = act.bound(AgreementForm, request, initial=first)
    asking = Asking(
        title=str(row) if row else _("New agreement"),
        button=_("Keep this agreement"),
        back=reverse("desk:agreements"),
        back_text=_("Agreements"),
        lead=_("It counts for returns asked for while it runs."),
    )

    def deed() -> None:
        told = form.cleaned_data
        covering.keep_agreement(
            account_id=told["owner"].pk,
            values={name: told[name] for name in _KEPT},
            serials=told["serials"].splitlines(),
            agreement_id=row.pk if row else None,
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    return act.answer(request, form, asking, deed, done=_("Kept."))


_KEPT = (
    "number",
    "name",
    "kind",
    "starts_on",
    "ends_on",
    "covers_all",
    "repairs_free",
    "swaps_first",
)


@require_http_methods(["GET", "POST"])
@gate.staff_page("override")
def transfer(request: HttpRequest) -> HttpResponse:
    """Give units of one account to another, with their cover."""
    form = act.bound(TransferForm, request)
    asking = Asking(
        title=_("Units change their owner"),
        button=_("Give them to the other account"),
        back=reverse("desk:agreements"),
        back_text=_("Agreements"),
        lead=_("The warranty goes with them; service agreements stay and let go."),
    )

    def deed() -> None:
        told = form.cleaned_data
        covering.transfer_units(
            from_id=told["before_id"],
            to_id=told["after_id"],
            serials=told["serials"].splitlines(),
            with_licences=told["with_licences"],
            reason=told["reason"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    return act.answer(request, form, asking, deed, done=_("Done."))
