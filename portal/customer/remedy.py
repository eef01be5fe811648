"""How we put it right, when, at what price; how it travels, and who to write to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from typing_extensions import override

from portal.customer import drafts, options, words
from portal.customer.contact import ContactFields
from portal.customer.drafts import DraftLine, DraftReturn
from portal.customer.item import Desk, desk_of
from rma.documents import agreement, swap_terms
from rma.models import Unit
from rma.queries import draft_page
from rma.queries.draft_page import Terms
from rma.queries.verdicts import Judgement
from rma.rules.words import HandOver, Reason, Verdict, Wish


@dataclass(frozen=True, slots=True)
class Section:
    """Hold one unit: its cover with reasons, and what may be chosen."""

    line: DraftLine
    title: str
    serial: str
    judgement: Judgement
    verdict: str
    basis: str
    reasons: list[str]
    options: tuple[options.Option, ...]
    not_offered: tuple[str, ...]
    field: BoundField | None
    agreement: tuple[str, ...]

    @property
    def is_refused(self) -> bool:
        """Whether the policy leaves nothing to choose."""
        return self.field is None


class RemedyForm(ContactFields):
    """Ask for a remedy a unit, the way it travels, and who sends it."""

    def __init__(
        self,
        draft: DraftReturn,
        judged: dict[str, tuple[Judgement, tuple[str, ...]]],
        data: dict[str, str] | None = None,
    ) -> None:
        """Offer only what may really be chosen."""
        self.draft = draft
        self.is_swap_offered = False
        told = {name: value for name, value in draft.contact.items() if value}
        super().__init__(data, initial=told, auto_id="%s")
        for line in draft.lines:
            self._offer(line, *judged[line.key])
        self.fields["hand_over"] = forms.ChoiceField(
            label=_("How does it get to us?"),
            choices=words.HAND_OVERS,
            initial=draft.hand_over,
            widget=forms.RadioSelect,
        )
        if self.is_swap_offered:
            self.fields["accepted"] = forms.BooleanField(
                label=_("I accept these terms for the replacement that ships first."),
                required=False,
                initial=draft.is_accepted,
            )

    def _offer(
        self, line: DraftLine, judgement: Judgement, wishes: tuple[str, ...]
    ) -> None:
        if not wishes:
            return
        self.is_swap_offered |= Wish.ADVANCE_REPLACEMENT.value in wishes
        self.fields[f"{line.key}-wish"] = forms.ChoiceField(
            label=_("How should we put it right?"),
            choices=[(wish, words.WISHES[wish]) for wish in wishes],
            initial=line.wish if line.wish in wishes else None,
            error_messages={"required": _("Choose how we put it right.")},
            widget=forms.RadioSelect,
        )

    @override
    def clean(self) -> dict[str, object]:
        """Want the tick where a replacement ships first."""
        cleaned = super().clean() or {}
        wishes = [cleaned.get(f"{line.key}-wish") for line in self.draft.lines]
        if Wish.ADVANCE_REPLACEMENT.value in wishes and not cleaned.get("accepted"):
            self.add_error(
                "accepted", _("Tick that you accept, or choose another remedy.")
            )
        if any(f"{line.key}-wish" not in self.fields for line in self.draft.lines):
            self.add_error(None, _("One unit can't come back. Remove it, then go on."))
        return cleaned

    def keep_in(self, draft: DraftReturn) -> None:
        """Write what was typed into the draft, right or wrong: nothing is lost."""
        for line in draft.lines:
            typed = self.data.get(f"{line.key}-wish", "")
            line.wish = typed if typed in words.WISHES else ""
        draft.contact = self.typed_contact()
        offered = dict(words.HAND_OVERS)
        typed = self.data.get("hand_over", "")
        draft.hand_over = typed if typed in offered else HandOver.LABEL.value
        draft.is_accepted = bool(self.data.get("accepted"))
        draft.is_sound = self.is_valid()


@require_http_methods(["GET", "POST"])
def remedy(request: HttpRequest) -> HttpResponse:
    """Show what we owe and offer, and take the choice."""
    desk = desk_of(request)
    if desk is None:
        return redirect("customer:start")
    if not desk.draft.is_told:
        return redirect("customer:item")
    at = timezone.now()
    terms = desk.terms(at)
    judged = {
        line.key: _judged(desk.unit(line), line, terms, at) for line in desk.draft.lines
    }
    _prefill(desk)
    form = RemedyForm(desk.draft, judged, request.POST.dict() or None)
    if request.method == "POST":
        is_valid = form.is_valid()
        form.keep_in(desk.draft)
        drafts.keep(desk.draft, at)
        if is_valid:
            return redirect("customer:check")
    page = {
        "form": form,
        "sections": [
            _section(desk, line, judged[line.key][0], form, terms)
            for line in desk.draft.lines
        ],
        "is_choosable": any(wishes for _judgement, wishes in judged.values()),
    }
    return render(
        request, "customer/remedy.html", page, status=422 if form.errors else 200
    )


def _judged(
    unit: Unit | None, line: DraftLine, terms: Terms, at: datetime
) -> tuple[Judgement, tuple[str, ...]]:
    reason = Reason(line.reason)
    judgement = draft_page.judge(unit, terms, reason=reason, at=at)
    return judgement, tuple(_choosable(judgement, reason))


def _choosable(judgement: Judgement, reason: Reason) -> Iterable[str]:
    """Return what may be chosen; nothing where the policy refuses unseen."""
    verdict = judgement.coverage.verdict
    if verdict is Verdict.UNKNOWN:
        return (wish.value for wish in options.WISHES)
    if verdict is not Verdict.COVERED and reason is Reason.UNWANTED:
        return ()
    return (each.kind.value for each in judgement.remedies if each.available)


def _prefill(desk: Desk) -> None:
    """Put in what we know of a customer signed in; a guest is told nothing."""
    if desk.contact is None or desk.draft.contact:
        return
    home = desk.contact.account.address
    desk.draft.contact = {
        "name": desk.contact.name,
        "email": desk.contact.email,
        "company": home.company,
        "street1": home.street1,
        "street2": home.street2,
        "postal_code": home.postal_code,
        "city": home.city,
        "state": home.state,
        "country": home.country,
    }


def _section(
    desk: Desk,
    line: DraftLine,
    judgement: Judgement,
    form: RemedyForm,
    terms: Terms,
) -> Section:
    unit = desk.unit(line)
    name = f"{line.key}-wish"
    field = form[name] if name in form.fields else None
    chosen = str(field.value() or "") if field else ""
    number = desk.draft.lines.index(line) + 1
    swap = unit is not None and judgement.advance.allowed
    lines = _agreement(unit, terms) if swap and unit else ()
    return Section(
        line=line,
        title=words.unit_title(unit, line.about, number),
        serial=unit.serial if unit else line.serial,
        judgement=judgement,
        verdict=words.headline(judgement.coverage),
        basis=words.basis(judgement.coverage, unit),
        reasons=words.reasons(judgement.coverage),
        options=tuple(options.offered(judgement, chosen, desk.draft.need_by)),
        not_offered=tuple(options.not_offered(judgement)),
        field=field,
        agreement=lines,
    )


def _agreement(unit: Unit, terms: Terms) -> tuple[str, ...]:
    """Return the agreement's five lines, the very ones that are printed."""
    return agreement.summary_lines(
        swap_terms.terms_for(
            item=unit.product.name,
            serial=unit.serial,
            value=unit.paid,
            policy=terms.policy,
            at=timezone.now(),
        )
    )
