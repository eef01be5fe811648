"""Another remedy or another address, taken at once where the rules allow it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal import access, act
from portal.act import Refusals
from portal.addresses import caller_of
from portal.customer import granted, words
from portal.customer.acts import WishForm
from portal.customer.contact import PlaceFields
from portal.customer.options import Option
from rma.actions import asking, changing
from rma.documents import agreement, swap_terms
from rma.models import Case
from rma.queries import changes
from rma.queries.changes import Changeable
from rma.rules.actors import Actor, ActorKind
from rma.rules.members import MemberRole
from rma.rules.words import Decision, Wish
from rma.steps import replanning
from rma.steps.asking_alone import NeedsApproval
from shipping.words import Address

_REFUSALS = Refusals(
    {
        changing.NotChangeable: (
            "",
            gettext_lazy("We have begun to put it right. Ask us instead."),
        ),
        changing.TermsNotAccepted: (
            "accepted",
            gettext_lazy("Tick that you accept, or choose another remedy."),
        ),
        NeedsApproval: (
            "wish",
            gettext_lazy(
                "An approver of your company decides on this: ask them to choose it "
                "here, signed in."
            ),
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold one unit with what may be chosen instead, and on which terms."""

    found: Changeable
    title: str
    now: str
    options: tuple[Option, ...]
    terms: tuple[str, ...]


class RemedyForm(WishForm):
    """Ask for another remedy, and for the terms of one that ships first."""

    counts_words = True

    wish = forms.ChoiceField(
        label=gettext_lazy("How should we put it right?"),
        choices=[],
        error_messages={"required": gettext_lazy("Choose how we put it right.")},
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, choice: Choice, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Offer what may be chosen; want the tick only where it can be needed."""
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["wish"].choices = [(each.value, each.title) for each in choice.options]
        if choice.terms:
            fields["accepted"] = forms.BooleanField(
                label=_("I accept these terms for the replacement that ships first."),
                required=False,
            )


class DeliveryForm(PlaceFields, WishForm):
    """Ask where what we send should go."""


@require_http_methods(["GET", "POST"])
@never_cache
@granted.its_customer
def remedy(request: HttpRequest, case: Case) -> HttpResponse:
    """Let a unit be put right another way, as long as nothing was begun."""
    at = timezone.now()
    is_trusted = _is_its_own(request, case)
    found = changes.changeables(case, is_trusted=is_trusted)
    unit = request.POST.get("unit") or request.GET.get("unit") or ""
    named = [each for each in found if str(each.line.position) == unit] or found[:1]
    if not named:
        return redirect(f"{reverse('customer:ask', args=[case.number])}?about=remedy")
    if request.POST.get("wish") == named[0].line.wish:
        return redirect("customer:case", case.number)
    choice = _choice(case, named[0], at)
    form = RemedyForm(request.POST or None, choice=choice, auto_id="%s")

    def deed() -> None:
        changing.change_remedy(
            case=case.ref,
            position=choice.found.line.position,
            wish=Wish(form.cleaned_data["wish"]),
            is_accepted=bool(form.cleaned_data.get("accepted")),
            is_trusted=is_trusted,
            address=caller_of(request),
            asked_as=_role(request, case),
            by=_customer(case),
            at=at,
            once=form.sent(request, f"case:{case.code}"),
        )

    if request.method == "POST" and act.tried(form, deed, _REFUSALS):
        return redirect("customer:case", case.number)
    page = {
        "case": case,
        "form": form,
        "choice": choice,
        "others": [each.line for each in found if each is not named[0]],
        "is_trusted": is_trusted,
    }
    status = 422 if form.errors else 200
    return render(request, "customer/change_remedy.html", page, status=status)


def _is_its_own(request: HttpRequest, case: Case) -> bool:
    """Whether whoever asks has signed in as the account of the return."""
    visitor = access.visitor(request)
    return visitor is not None and visitor.account_id == case.account_id


def _role(request: HttpRequest, case: Case) -> MemberRole:
    """Return as what somebody asks; who came by a link may ask for the least."""
    visitor = access.visitor(request) if _is_its_own(request, case) else None
    return MemberRole(visitor.role) if visitor else MemberRole.REQUESTER


def _choice(case: Case, found: Changeable, at: datetime) -> Choice:
    line = found.line
    is_swap = Wish.ADVANCE_REPLACEMENT in found.wishes and line.unit is not None
    return Choice(
        found=found,
        title=f"{line.product.name if line.product else ''} {line.serial}".strip(),
        now=str(words.WISHES[line.wish]),
        options=tuple(_options(case, found, at)),
        terms=_terms(case, found, at) if is_swap else (),
    )


def _terms(case: Case, found: Changeable, at: datetime) -> tuple[str, ...]:
    """Return the five lines of the agreement, the very ones that are printed."""
    unit = found.line.unit
    assert unit is not None  # noqa: S101 - the caller looked
    told = swap_terms.terms_for(
        item=unit.product.name,
        serial=unit.serial,
        value=unit.paid,
        policy=case.policy,
        at=at,
    )
    return agreement.summary_lines(told)


def _options(case: Case, found: Changeable, at: datetime) -> Iterator[Option]:
    """Yield a card for each remedy, with its day counted from where the unit is."""
    is_decided = found.line.decision == Decision.APPROVED
    checked = replanning.checked_at(case, at) if is_decided else None
    for wish in found.wishes:
        is_makers = wish is Wish.REPAIR and found.judgement.maker_fallback is not None
        ready = replanning.ready_by(
            case, wish, checked=checked, is_maker_repairing=is_makers, at=at
        )
        when = str(words.READY[wish]) % {"day": words.day(ready)} if ready else ""
        yield Option(
            value=wish.value,
            title=str(words.WISHES[wish]),
            text="" if found.line.stays else str(words.WISH_DUTIES[wish]),
            when=when,
            price=_("Free") if is_decided else "",
        )


@require_http_methods(["GET", "POST"])
@never_cache
@granted.its_customer
def deliver_to(request: HttpRequest, case: Case) -> HttpResponse:
    """Let what we send go elsewhere; what a person looks at first becomes a wish."""
    place = case.recipient.as_dict()
    form = DeliveryForm(request.POST or None, initial=place, auto_id="%s")
    is_trusted = _is_its_own(request, case)

    def deed() -> None:
        wanted = _address(form)
        once = form.sent(request, f"case:{case.code}")
        by, at = _customer(case), timezone.now()
        try:
            changing.change_delivery(
                case=case.ref,
                address=wanted,
                is_trusted=is_trusted,
                by=by,
                at=at,
                once=once,
            )
        except (changing.NeedsPerson, changing.NotChangeable):
            said = _("Please send it to another address: ")
            words_ = said + ", ".join(wanted.lines())
            asking.ask_us(case=case.ref, words=words_, by=by, at=at, once=once)
            form.is_for_person = True  # type: ignore[attr-defined]

    if request.method == "POST" and act.tried(form, deed, Refusals({})):
        is_asked = getattr(form, "is_for_person", False)
        return redirect("customer:ask" if is_asked else "customer:case", case.number)
    page = {"case": case, "form": form, "is_trusted": is_trusted}
    status = 422 if form.errors else 200
    return render(request, "customer/deliver_to.html", page, status=status)


def _address(form: forms.Form) -> Address:
    names = ("name", "company", "street1", "street2", "city", "state")
    told = {name: str(form.cleaned_data.get(name) or "") for name in names}
    return Address(
        **told,
        postal_code=str(form.cleaned_data["postal_code"]),
        country=str(form.cleaned_data["country"]),
    )


def _customer(case: Case) -> Actor:
    return Actor(ActorKind.CUSTOMER, case.contact.name)
