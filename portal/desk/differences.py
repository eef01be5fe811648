"""Differences found at the dock, settled with what was done about them."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from portal import gate
from portal.desk import act, door, words
from portal.desk.act import ActForm, Asking
from portal.desk.case import case_of, url_of
from rma.actions import differing
from rma.models import Case, CaseLine, Discrepancy
from rma.queries import differences_of
from rma.queries.differences_of import Seen
from rma.rules import discrepancies
from rma.rules.discrepancies import Exit
from rma.rules.words import DiscrepancyKind, Role

# What accepting does, where it does more than to write that it was accepted.
_ACCEPTED = {
    DiscrepancyKind.SERIAL_MISMATCH: gettext_lazy(
        "Accept it: it counts as the unit that was announced"
    ),
    DiscrepancyKind.WRONG_ITEM: gettext_lazy(
        "Accept it: it counts as what was announced"
    ),
    DiscrepancyKind.EXTRA: gettext_lazy(
        "Accept it: it becomes a line of this return, is checked and decided"
    ),
}


# Of these nobody knows what came, unless its serial number says it.
_OTHER_ARTICLES = (DiscrepancyKind.EXTRA, DiscrepancyKind.WRONG_ITEM)


class SettleForm(ActForm):
    """Ask which way out of it is taken, and what was done or is asked."""

    way_out = forms.ChoiceField(
        label=gettext_lazy("The way out"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the way out.")},
    )
    outcome = forms.CharField(
        label=gettext_lazy("What was done, or what you ask the customer"),
        help_text=gettext_lazy("A question goes to the customer as you write it."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write what was done.")},
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own
        difference: Discrepancy,
        lines: list[CaseLine],
        known: Seen,
        **kwargs: Any,  # noqa: ANN401 - Django's own
    ) -> None:
        """Offer only how this kind may end, and begin with what speaks for itself."""
        super().__init__(*args, **kwargs)
        kind = DiscrepancyKind(difference.kind)
        ways = [each.value for each in discrepancies.exits_of(kind)]
        said = dict(words.choices("way_out", *ways))
        if kind in _ACCEPTED:
            said[Exit.ACCEPT.value] = str(_ACCEPTED[kind])
        self.fields["way_out"].choices = list(said.items())  # type: ignore[attr-defined]
        if known.usual_way and known.usual_way.value in said:
            self.initial["way_out"] = known.usual_way.value
        if kind in _OTHER_ARTICLES:
            self._ask_for_its_article(known)
        if (
            kind is not DiscrepancyKind.EXTRA
            and difference.line_id is None
            and len(lines) > 1
        ):
            unnamed = ("", _("None of them, or it does not matter"))
            named = [(str(line.pk), _named(line)) for line in lines]
            self.fields["line"] = forms.ChoiceField(
                label=_("Which unit is it about?"),
                choices=[unnamed, *named],
                required=False,
            )
            self.order_fields(["way_out", "line", "sku"])

    def _ask_for_its_article(self, known: Seen) -> None:
        """Ask what it is, where its serial number does not say it."""
        if not known.product:
            self.fields["sku"] = forms.CharField(
                label=_("Article number, if you accept it"),
                max_length=60,
                required=False,
            )
            self.order_fields(["way_out", "sku"])

    def sku(self) -> str:
        """Return the number of the article that was named, or nothing."""
        return str(self.cleaned_data.get("sku") or "")

    def line_id(self) -> int | None:
        """Return the line that was named here, or None."""
        told = self.cleaned_data.get("line")
        return int(told) if told else None


@require_http_methods(["GET", "POST"])
@gate.staff_page("settle")
def settle(request: HttpRequest, number: str, difference_id: int) -> HttpResponse:
    """Take a way out of a difference, and do what it says."""
    case = case_of(number)
    found = door.found(differences_of.difference(case, difference_id))
    known = differences_of.seen(case, found.serial)
    lines = differences_of.lines_of(case)
    form = act.bound(SettleForm, request, difference=found, lines=lines, known=known)
    asking = Asking(
        title=_("Settle a difference"),
        button=_("Settle it"),
        back=url_of(case),
        back_text=case.number,
        number=case.number,
        facts=_facts(case, found, known),
    )

    def deed() -> None:
        differing.settle_discrepancy(
            case=case.ref,
            discrepancy_id=difference_id,
            way_out=Exit(form.cleaned_data["way_out"]),
            line_id=form.line_id(),
            sku=form.sku(),
            outcome=form.cleaned_data["outcome"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    return act.answer(request, form, asking, deed, done=_done(form))


def _facts(case: Case, found: Discrepancy, known: Seen) -> list[dict[str, Any]]:
    kind = DiscrepancyKind(found.kind)
    told = [
        (_("What"), words.named("difference", kind)),
        (_("How many"), found.quantity if found.quantity > 1 else ""),
        (_("Which unit"), _named(found.line) if found.line else ""),
        (_("Serial number seen"), found.serial),
        (_("What we know of it"), _knowledge(known) if found.serial else ""),
        (_("Note"), _(found.note) if found.note else ""),
        (_("Found by"), found.by),
        (_("Whose"), _whose(case, kind)),
        (
            _("The customer was asked"),
            date_format(timezone.localtime(found.asked_at), _("j M, H:i"))
            if found.asked_at
            else "",
        ),
        (_("They answered"), differences_of.answer_to(found)),
    ]
    return [{"label": label, "value": value} for label, value in told if value]


def _named(line: CaseLine) -> str:
    name = line.product.name if line.product else ""
    return " · ".join(each for each in (name, line.serial) if each)


def _knowledge(known: Seen) -> str:
    if known.waiting:
        return _("Return %(number)s waits for it.") % {"number": known.waiting}
    if not known.product:
        return _("We never sold a unit with it.")
    if known.is_theirs:
        return _("%(product)s, of the same customer.") % {"product": known.product}
    return _("%(product)s, of another customer.") % {"product": known.product}


def _whose(case: Case, kind: DiscrepancyKind) -> str:
    """Return whose kind of work it is; support's own is that of the return's owner."""
    role = discrepancies.owner_of(kind)
    is_owners = case.owner is not None and role is Role.SUPPORT
    return str(case.owner) if is_owners else words.named("role", role.value)


def _done(form: SettleForm) -> str:
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data["way_out"] == Exit.ASK_CUSTOMER
        return _("The customer is asked.") if asked else _("Settled.")
    return ""
