"""How often, when and in which language somebody is written to; members and guests."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from babel.core import get_global
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal import access
from portal.customer import granted
from portal.customer.account import door
from portal.once import OnceForm
from rma.actions import preferring
from rma.documents import zones
from rma.models import Case, Contact, Preference
from rma.queries import signed_links, written_to
from rma.rules.actors import Actor, ActorKind
from rma.rules.members import MORNING, Cadence

_CADENCES = [
    (Cadence.EACH.value, gettext_lazy("Of every step, when it happens")),
    (
        Cadence.ACT.value,
        gettext_lazy("Only of what matters: a new date, a parcel to you, the end"),
    ),
    (Cadence.DAILY.value, gettext_lazy("Once a day, all in one letter")),
]
# What the mail program of somebody who presses "unsubscribe" sends (RFC 8058).
_ONE_CLICK = ("List-Unsubscribe", "One-Click")


class PreferenceForm(OnceForm):
    """Ask how somebody wants to hear from us."""

    cadence = forms.ChoiceField(
        label=gettext_lazy("How often do we write?"),
        help_text=gettext_lazy(
            "Letters that ask something of you, answer you or move a date always come "
            "at once."
        ),
        choices=_CADENCES,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how often.")},
    )
    hour = forms.TypedChoiceField(
        label=gettext_lazy("When does the letter of the day come?"),
        choices=[(hour, f"{hour:02}:00") for hour in range(24)],
        coerce=int,
        required=False,
    )
    zone = forms.ChoiceField(
        label=gettext_lazy("By the clock of"),
        required=False,
        widget=forms.Select(attrs={"translate": "no"}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of letters and papers"),
        widget=forms.Select(attrs={"translate": "no"}),
    )
    calls_first = forms.BooleanField(
        label=gettext_lazy("Call me when you need something of me; write all the same"),
        required=False,
    )
    takes_optional = forms.BooleanField(
        label=gettext_lazy("Ask me a month after the end whether everything works"),
        required=False,
    )

    def __init__(
        self,
        data: Any,  # noqa: ANN401 - Django's own
        kept: Preference,
        language: str,
        near: list[str],
    ) -> None:
        """Begin with what was chosen before."""
        initial = {
            "cadence": kept.cadence,
            "hour": kept.hour,
            "zone": kept.zone or near[0],
            "language": language or settings.LANGUAGE_CODE,
            "calls_first": kept.calls_first,
            "takes_optional": kept.takes_optional,
        }
        super().__init__(data, initial=initial, auto_id="%s")
        self._choices("zone", [(zone, zones.named(zone)) for zone in near])
        self._choices("language", list(settings.LANGUAGES))

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices


@require_http_methods(["GET", "POST"])
@door.member_page()
def of_member(request: HttpRequest, contact: Contact) -> HttpResponse:
    """Let a member choose; it counts for all their mailbox gets."""
    form = _form(request, contact)
    if request.method == "POST" and form.is_valid():
        _keep(form, contact.email, door.actor(contact))
        messages.success(request, _("Kept. It counts from the next letter on."))
        return redirect("customer:account_preferences")
    status = 422 if form.errors else 200
    template = "customer/account/preferences.html"
    context = {"form": form, "email": contact.email}
    return door.page(request, contact, template, context, status)


@require_http_methods(["GET", "POST"])
@never_cache
@granted.its_customer
def of_return(request: HttpRequest, case: Case) -> HttpResponse:
    """Let the customer of a return choose; a colleague of theirs has an own page."""
    reader = access.visitor(request)
    if reader is not None and reader.email != case.contact.email:
        return redirect("customer:account_preferences")
    back = reverse("customer:case", args=[case.number])
    return _asked(request, case.contact, back)


# Exempt: mail programs press it without a page of ours before; its secret is the token.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def of_letter(request: HttpRequest, token: str) -> HttpResponse:
    """Let whoever got a letter end its kind by one press, or choose anew."""
    message = signed_links.letter_named(token)
    contact = written_to.reader_of(message) if message else None
    if message is None or contact is None:
        raise Http404
    if request.POST.get(_ONE_CLICK[0]) == _ONE_CLICK[1]:
        preferring.unsubscribe(message_id=message.pk, at=timezone.now())
        return HttpResponse(_("You will not get such letters any more."))
    return _asked(request, contact, reverse("customer:start"))


def _asked(request: HttpRequest, contact: Contact, back: str) -> HttpResponse:
    form = _form(request, contact)
    is_kept = request.method == "POST" and form.is_valid()
    if is_kept:
        _keep(form, contact.email, Actor(ActorKind.CUSTOMER, contact.name))
    page = {"form": form, "back": back, "is_kept": is_kept}
    status = 422 if form.errors else 200
    return render(request, "customer/preferences.html", page, status=status)


def _form(request: HttpRequest, contact: Contact) -> PreferenceForm:
    kept = written_to.preference_of(contact)
    data = request.POST if request.method == "POST" else None
    near = _zones(kept, contact.account.country)
    return PreferenceForm(data, kept, contact.language, near)


def _zones(kept: Preference, country: str) -> list[str]:
    """Return the clocks one may mean: chosen before, of the page, of their country."""
    there = get_global("territory_zones").get(country.upper(), [])
    known = available_timezones()
    near = [zone for zone in there if zone in known]
    here = timezone.get_current_timezone_name()
    first = [kept.zone] if kept.zone in known else []
    named = [*first, *near[:1], here, *near]
    # Of clocks that always show the same one is enough.
    alike = {_shown_by(zone): zone for zone in reversed(named)}
    return list(dict.fromkeys(alike[_shown_by(zone)] for zone in named))


def _shown_by(zone: str) -> tuple[object, ...]:
    """Return how far a clock is from UTC in winter and in summer."""
    year, clock = timezone.now().year, ZoneInfo(zone)
    halves = (datetime(year, month, 1, tzinfo=clock) for month in (1, 7))
    return tuple(each.utcoffset() for each in halves)


def _keep(form: PreferenceForm, email: str, by: Actor) -> None:
    told = form.cleaned_data
    preferring.prefer(
        email=email,
        cadence=Cadence(told["cadence"]),
        hour=MORNING.hour if told["hour"] == "" else told["hour"],
        zone=told["zone"],
        calls_first=told["calls_first"],
        takes_optional=told["takes_optional"],
        language=told["language"],
        by=by,
        at=timezone.now(),
    )
