"""How we put it right, when, at what price; how it travels, and who to write to."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from typing_extensions import override

from portal.customer import (
    data_choice,
    drafts,
    from_where,
    in_time,
    options,
    stay_choice,
    swap_lines,
    windows,
    words,
)
from portal.customer.alike import Alike, alike
from portal.customer.contact import ContactFields
from portal.customer.drafts import DraftLine, DraftReturn
from portal.customer.in_time import TooLate
from portal.customer.item import Desk, desk_of
from rma.models import Contact
from rma.queries import hand_over
from rma.queries.draft_page import Terms
from rma.queries.verdicts import Judgement
from rma.rules import advance_terms
from rma.rules.words import HandOver, Wish
from rma.steps import judging
from shipping import offers
from shipping.words import Address


@dataclass(frozen=True, slots=True)
class Section:
    """Hold one unit, or several alike: cover with reasons, and what may be chosen."""

    line: DraftLine
    title: str
    serials: tuple[str, ...]
    judgement: Judgement
    verdict: str
    basis: str
    reasons: list[str]
    sold: list[str]
    options: tuple[options.Option, ...]
    too_late: TooLate | None
    not_offered: tuple[str, ...]
    field: BoundField | None
    agreement: tuple[str, ...]
    is_several: bool
    is_for_members: bool
    stay: BoundField | None
    asked: tuple[str, ...]
    data: BoundField | None

    @property
    def is_refused(self) -> bool:
        """Whether the policy leaves nothing to choose."""
        return self.field is None


class RemedyForm(ContactFields):
    """Ask for a remedy a unit, the way it travels, and who sends it."""

    def __init__(
        self,
        draft: DraftReturn,
        groups: list[Alike],
        data: dict[str, str] | None = None,
        *,
        home: Address | None = None,
        sends_boxes: bool = False,
    ) -> None:
        """Offer only what may really be chosen; `home` is where it will go."""
        self.sends_boxes = sends_boxes
        self.draft = draft
        self.groups = groups
        self.home = home
        self.is_swap_offered = False
        told = {name: value for name, value in draft.contact.items() if value}
        super().__init__(data, initial=told, auto_id="%s")
        for group in groups:
            self._offer(group)
        self.fields["hand_over"] = forms.ChoiceField(
            label=_("How does it get to us?"),
            choices=_hand_overs(sends_boxes=sends_boxes),
            initial=draft.hand_over,
            widget=forms.RadioSelect,
        )
        if self.is_swap_offered:
            self.fields["accepted"] = forms.BooleanField(
                label=_("I accept these terms for the replacement that ships first."),
                required=False,
                initial=draft.is_accepted,
            )

    def _offer(self, group: Alike) -> None:
        line, wishes = group.first, group.wishes
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
        if group.stay:
            self.fields[f"{line.key}-stays"] = stay_choice.field(group.stay, line)
        if group.data:
            self.fields[f"{line.key}-data"] = data_choice.field(group.data, line)

    @override
    def clean(self) -> dict[str, object]:
        """Want the tick where a replacement ships first."""
        cleaned = super().clean() or {}
        names = [f"{group.first.key}-wish" for group in self.groups]
        wishes = [cleaned.get(name) for name in names]
        if Wish.ADVANCE_REPLACEMENT.value in wishes and not cleaned.get("accepted"):
            self.add_error(
                "accepted", _("Tick that you accept, or choose another remedy.")
            )
        if any(name not in self.fields for name in names):
            self.add_error(None, _("One unit can't come back. Remove it, then go on."))
        self._want_offered(cleaned)
        return cleaned

    def _want_offered(self, cleaned: dict[str, object]) -> None:
        """Refuse a way that no carrier goes between these two countries."""
        how, country = cleaned.get("hand_over"), cleaned.get("country")
        if not how or not country or self.home is None:
            return
        sender = replace(self.home, country=str(country))
        offer = hand_over.offer_for(sender, [self.home], sends_boxes=self.sends_boxes)
        if how not in offer.ways:
            self.add_error(
                "hand_over", _("The carrier does not do that from your country.")
            )

    def keep_in(self, draft: DraftReturn) -> None:
        """Write what was typed into the draft, right or wrong: nothing is lost."""
        for group in self.groups:
            typed = self.data.get(f"{group.first.key}-wish", "")
            stays = stay_choice.typed(self.data, group.first.key, group.stay)
            erasure = data_choice.typed(self.data, group.first.key, group.data)
            for line in group.lines:
                line.wish = typed if typed in words.WISHES else ""
                line.stays, line.erasure = stays, erasure
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
    other = windows.shown_instead(request, desk.draft, "customer:remedy")
    return other or _chosen(request, desk, timezone.now())


def _chosen(request: HttpRequest, desk: Desk, at: datetime) -> HttpResponse:
    """Take the choice where one is sent; show what there is to choose."""
    terms = desk.terms(at)
    groups = alike(desk, terms, at, is_each="each" in (request.POST or request.GET))
    _prefill(desk)
    site = terms.policy.site
    form = RemedyForm(
        desk.draft,
        groups,
        request.POST.dict() or None,
        home=site.address,
        sends_boxes=site.sends_boxes,
    )
    if request.method == "POST":
        is_valid, had_accepted = form.is_valid(), desk.draft.is_accepted
        form.keep_in(desk.draft)
        if "keep" in request.POST:
            # A tick is given with the button, never behind somebody's back.
            desk.draft.is_accepted = had_accepted
            return drafts.keep_unsent(desk.draft, desk.row, at)
        drafts.keep(desk.draft, at)
        if "later" in request.POST:
            return redirect("customer:later")
        place = from_where.named(desk.contact, request.POST.get("from", ""))
        if desk.contact and place:
            _fill(desk, desk.contact, place)
            drafts.keep(desk.draft, at)
            return redirect(f"{reverse('customer:remedy')}#street1")
        if is_valid:
            return redirect("customer:check")
    page = {
        "form": form,
        "sections": [_section(desk, group, form, terms) for group in groups],
        "places": from_where.places(desk.contact),
        "is_choosable": any(group.wishes for group in groups),
        "is_each": "each" in (request.POST or request.GET),
    }
    return render(
        request, "customer/remedy.html", page, status=422 if form.errors else 200
    )


def _hand_overs(*, sends_boxes: bool) -> list[tuple[str, Any]]:
    """Return the ways that the carrier goes somewhere, and what we send ourselves."""
    offered = offers.anywhere()
    missing = {
        HandOver.COUNTER_CODE.value: not offered.counter_codes,
        HandOver.PICKUP.value: not offered.pickups,
        HandOver.BOX.value: not sends_boxes,
    }
    return [each for each in words.HAND_OVERS if not missing.get(each[0])]


def _prefill(desk: Desk) -> None:
    """Put in what we know of a customer signed in; a guest is told nothing."""
    if desk.contact is None or desk.draft.contact:
        return
    _fill(desk, desk.contact, from_where.usual(desk.contact))


def _fill(desk: Desk, contact: Contact, home: Address) -> None:
    desk.draft.contact = {
        "name": desk.draft.contact.get("name") or contact.name,
        "email": desk.draft.contact.get("email") or contact.email,
        "company": home.company,
        "street1": home.street1,
        "street2": home.street2,
        "postal_code": home.postal_code,
        "city": home.city,
        "state": home.state,
        "country": home.country,
    }


def _section(desk: Desk, group: Alike, form: RemedyForm, terms: Terms) -> Section:
    line, judgement = group.first, group.judgement
    unit = desk.unit(line)
    name = f"{line.key}-wish"
    field = form[name] if name in form.fields else None
    chosen = str(field.value() or "") if field else ""
    number = desk.draft.lines.index(line) + 1
    account = desk.contact.account if desk.contact else None
    need_by = desk.draft.needed_on
    swap = unit is not None and judgement.advance.allowed
    units = [desk.unit(each) for each in group.lines] if swap else []
    return Section(
        line=line,
        title=words.unit_title(unit, line.about, number),
        serials=tuple(_on_plate(desk, each) for each in group.lines if each.serial),
        judgement=judgement,
        verdict=words.headline(judgement.coverage),
        basis=words.basis(judgement.coverage, unit),
        reasons=words.reasons(judgement.coverage),
        sold=[words.because(each) for each in judging.told_of_buyer(unit, account)],
        options=tuple(options.offered(judgement, chosen, need_by, terms)),
        too_late=in_time.too_late(judgement, terms, need_by),
        not_offered=tuple(options.not_offered(judgement)),
        field=field,
        agreement=swap_lines.agreed(units, terms.policy),
        is_several=len(group.lines) > 1,
        is_for_members=desk.contact is None
        and any(each.why == advance_terms.FOR_MEMBERS for each in judgement.remedies),
        stay=form[f"{line.key}-stays"] if group.stay and field else None,
        asked=stay_choice.asked(group.stay),
        data=form[f"{line.key}-data"] if group.data and field else None,
    )


def _on_plate(desk: Desk, line: DraftLine) -> str:
    """Return a serial as its plate says, or as it was typed."""
    unit = desk.unit(line)
    return unit.serial if unit else line.serial
