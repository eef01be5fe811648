"""Nothing was at fault: the customer chooses what happens next, at a known price."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from typing_extensions import override

from portal.addresses import caller_of
from portal.customer import granted
from portal.customer.acts import WishForm
from rma.actions import choosing
from rma.messages.words import FOUND
from rma.models import Case
from rma.queries.choice_view import ChoiceView, open_choices
from rma.rules.actors import Actor, ActorKind
from rma.rules.choices import Option
from rma.rules.words import Finding
from rma.steps import putting_right

TITLES: dict[Option, Any] = {
    Option.SEND_BACK: gettext_lazy("Send it back as it is"),
    Option.SECOND_LOOK: gettext_lazy("Look at it a second time"),
    Option.PAID_REPAIR: gettext_lazy("Repair it at a price"),
    Option.KEEP_FOR_CREDIT: gettext_lazy("Keep it for a credit"),
}
_MORE: dict[Option, Any] = {
    Option.SEND_BACK: gettext_lazy("You get the same unit back."),
    Option.SECOND_LOOK: gettext_lazy(
        "Another person tests it, with what you tell us below."
    ),
    Option.PAID_REPAIR: gettext_lazy("We check all of it and renew what is worn."),
    Option.KEEP_FOR_CREDIT: gettext_lazy("You need not take it back."),
}


class ChooseForm(WishForm):
    """Ask for one of the ways, for words to the bench, and for a yes to a price."""

    counts_words = True

    words = forms.CharField(
        label=gettext_lazy("How does the fault show?"),
        help_text=gettext_lazy("For a second look: when it happens, with what beside."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, choice: ChoiceView, **kwargs: Any) -> None:  # noqa: ANN401
        """Offer what is offered, and ask for agreement where a price is new."""
        super().__init__(*args, **kwargs)
        self.offer = choice.offer
        self.fields["option"] = forms.ChoiceField(
            label=gettext_lazy("What happens next?"),
            choices=[(each.value, TITLES[each]) for each in choice.offer.options],
            widget=forms.RadioSelect,
            error_messages={"required": gettext_lazy("Choose one.")},
        )
        if Option.SECOND_LOOK not in choice.offer.options:
            del self.fields["words"]
        if choice.offer.price:
            self.fields["accepts_price"] = forms.BooleanField(
                label=_("I agree to %(price)s for the repair")
                % {"price": choice.offer.price},
                required=False,
            )

    @override
    def clean(self) -> dict[str, Any]:
        """Want a yes to the price where the way chosen has one."""
        told = dict(super().clean() or {})
        option = told.get("option")
        if not option or not self.offer.must_agree(Option(option)):
            return told
        if not told.get("accepts_price"):
            self.add_error("accepts_price", _("Tick that you agree to the price."))
        return told

    def cards(self) -> list[dict[str, Any]]:
        """Return the ways as cards that differ by what they cost."""
        chosen = self.data.get(self.add_prefix("option"), "")
        return [
            {
                "value": each.value,
                "title": TITLES[each],
                "text": _MORE[each],
                "price": self._price(each),
                "checked": chosen == each.value,
            }
            for each in self.offer.options
        ]

    def _price(self, option: Option) -> str:
        if option is Option.KEEP_FOR_CREDIT:
            return _("You get %(amount)s") % {"amount": self.offer.credit}
        cost = self.offer.cost_of(option)
        if cost is None:
            return _("Costs nothing")
        if self.offer.must_agree(option):
            return _("You pay %(amount)s") % {"amount": cost}
        return _("You pay %(amount)s, agreed when you asked") % {"amount": cost}


@require_http_methods(["GET", "POST"])
@never_cache
@granted.its_customer
def choose(request: HttpRequest, case: Case, choice_id: int) -> HttpResponse:
    """Show what may be chosen and take the choice; one made before leads back."""
    asked = {each.id: each for each in open_choices(case)}
    choice = asked.get(choice_id)
    if choice is None:
        return redirect("customer:case", case.number)
    is_sent = request.method == "POST"
    form = ChooseForm(request.POST if is_sent else None, choice=choice, auto_id="%s")
    if is_sent and form.is_valid():
        try:
            choosing.choose(
                case=case.ref,
                choice_id=choice_id,
                option=Option(form.cleaned_data["option"]),
                accepts_price=form.cleaned_data.get("accepts_price", False),
                words=form.cleaned_data.get("words", ""),
                by=Actor(ActorKind.CUSTOMER, case.contact.name),
                at=timezone.now(),
                address=caller_of(request),
                once=form.sent(request, f"case:{case.code}"),
            )
        except choosing.ChoiceOver:
            return redirect("customer:case", case.number)
        except putting_right.CreditTooHigh:
            form.add_error("option", _("A credit is not possible any more."))
        else:
            return redirect("customer:case", case.number)
    page = {
        "case": case,
        "choice": choice,
        "form": form,
        "found": _(FOUND[Finding(choice.finding)]),
    }
    status = 422 if form.errors else 200
    return render(request, "customer/choose.html", page, status=status)
