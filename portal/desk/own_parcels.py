"""Numbers of the customer's own carrier, typed at the desk as they read them out."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from portal import gate
from portal.desk import act, door
from portal.desk.act import ActForm, Asking
from portal.desk.case import case_of, url_of
from rma.actions import announcing
from rma.queries import own_parcels
from shipping import recognising


class NumberForm(ActForm):
    """Ask for the number, whose it is, and which one it takes the place of."""

    number = forms.CharField(
        label=gettext_lazy("Tracking number"),
        max_length=60,
        error_messages={"required": gettext_lazy("Type the number.")},
    )
    mover = forms.ChoiceField(
        label=gettext_lazy("Carrier"),
        required=False,
        choices=[
            ("", gettext_lazy("Find out from the number")),
            *recognising.MOVERS.items(),
            (recognising.OTHER, gettext_lazy("Another one")),
        ],
    )
    instead_of = forms.TypedChoiceField(
        label=gettext_lazy("It takes the place of"),
        required=False,
        coerce=int,
        empty_value=None,
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own
        known: list[tuple[int, str]],
        **kwargs: Any,  # noqa: ANN401 - Django's own
    ) -> None:
        """Offer the numbers typed so far to be replaced."""
        super().__init__(*args, **kwargs)
        nothing = ("", gettext_lazy("Nothing: it is one more parcel"))
        self.fields["instead_of"].choices = [nothing, *known]  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
@gate.staff_page("open")
def announce(request: HttpRequest, number: str) -> HttpResponse:
    """Follow a parcel of the customer's own carrier, or correct its number."""
    case = case_of(number)
    known = [(each.pk, each.tracking_number) for each in own_parcels.announced(case)]
    form: Any = act.bound(NumberForm, request, known=known)
    asking = Asking(
        title=_("Type a tracking number"),
        button=_("Follow this parcel"),
        back=url_of(case),
        back_text=case.number,
        number=case.number,
        lead=_("For what the customer sends with a carrier of their own."),
    )

    def deed() -> None:
        announcing.announce_parcel(
            case=case.ref,
            number=form.cleaned_data["number"],
            mover=form.cleaned_data["mover"],
            instead_of=form.cleaned_data["instead_of"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    return act.answer(request, form, asking, deed, done=_("The parcel is followed."))
