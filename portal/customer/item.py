"""What happened: own words first, then the reason, for each unit of a return."""

from dataclasses import dataclass
from datetime import date, datetime

from django import forms
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from typing_extensions import override

from portal import access
from portal.customer import drafts, words
from portal.customer.drafts import DraftLine, DraftReturn
from rma.models import Contact, Unit
from rma.queries import draft_page
from rma.queries.draft_page import FoundUnit, Terms
from rma.rules.entitlement import Coverage
from rma.rules.serials import key_of


@dataclass(frozen=True, slots=True)
class Section:
    """Hold one unit on the page: what it is, its cover, its questions."""

    line: DraftLine
    title: str
    serial: str
    coverage: Coverage
    verdict: str
    word: str
    fields: tuple[BoundField, ...]
    number: int


class ItemForm(forms.Form):
    """Ask about every unit of a draft; one unit may be told like the first."""

    def __init__(
        self,
        draft: DraftReturn,
        known: dict[str, FoundUnit],
        data: dict[str, str] | None = None,
    ) -> None:
        """Make the questions of each unit; what is known is not asked."""
        self.draft = draft
        super().__init__(data, auto_id="%s")
        for place, line in enumerate(draft.lines):
            self._ask(line, is_known=key_of(line.serial) in known, is_first=place == 0)
        self.fields["need_by"] = forms.DateField(
            label=_("When do you need it working again?"),
            required=False,
            initial=draft.need_by,
            error_messages={"invalid": _("Type a date like 2027-01-31.")},
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        )

    def _ask(self, line: DraftLine, *, is_known: bool, is_first: bool) -> None:
        asked = self.fields
        if not is_known:
            asked[f"{line.key}-about"] = forms.CharField(
                label=_("Which product is it?"),
                help_text=_("Its name, and what is printed on its plate."),
                max_length=200,
                initial=line.about,
                error_messages={"required": _("Say which product it is.")},
            )
        if not is_first:
            asked[f"{line.key}-same"] = forms.BooleanField(
                label=_("The same happened to this one as to the first."),
                required=False,
                initial=line.is_same,
            )
        asked[f"{line.key}-words"] = forms.CharField(
            label=_("What happened?"),
            help_text=_("In your own words. Whoever helps you reads them first."),
            required=is_first,
            max_length=4000,
            initial=line.words,
            error_messages={"required": _("Tell us in a few words what happened.")},
            widget=forms.Textarea(attrs={"rows": 3}),
        )
        asked[f"{line.key}-reason"] = forms.ChoiceField(
            label=_("Which of these fits best?"),
            choices=words.REASONS,
            required=is_first,
            initial=line.reason,
            error_messages={"required": _("Choose what fits best.")},
            widget=forms.RadioSelect,
        )
        if is_first:
            asked[f"{line.key}-impact"] = forms.CharField(
                label=_("What does it stop you from doing?"),
                required=False,
                max_length=300,
                initial=line.impact,
            )

    @override
    def clean(self) -> dict[str, object]:
        """Want an answer for each unit that is not told like the first."""
        cleaned = super().clean() or {}
        for line in self.draft.lines[1:]:
            if cleaned.get(f"{line.key}-same"):
                continue
            if not cleaned.get(f"{line.key}-words"):
                self._want(line, "words", _("Tell us in a few words what happened."))
            if not cleaned.get(f"{line.key}-reason"):
                self._want(line, "reason", _("Choose what fits best."))
        need_by = cleaned.get("need_by")
        if isinstance(need_by, date) and need_by < timezone.localdate():
            self.add_error("need_by", _("Choose a day from today on."))
        return cleaned

    def _want(self, line: DraftLine, name: str, text: str) -> None:
        if f"{line.key}-{name}" not in self.errors:
            self.add_error(f"{line.key}-{name}", text)

    def keep_in(self, draft: DraftReturn) -> None:
        """Write what was typed into the draft, right or wrong: nothing is lost."""
        first = draft.lines[0]
        for line in draft.lines:
            line.about = self._typed(f"{line.key}-about", 200)
            line.is_same = bool(self.data.get(f"{line.key}-same"))
            line.words = self._typed(f"{line.key}-words", 4000)
            line.reason = self._reason(line)
            line.impact = self._typed(f"{line.key}-impact", 300)
            if line.is_same and line is not first:
                line.words, line.reason = first.words, first.reason
        draft.need_by = self._typed("need_by", 10)

    def _typed(self, name: str, longest: int) -> str:
        return str(self.data.get(name, ""))[:longest].strip()

    def _reason(self, line: DraftLine) -> str:
        typed = self._typed(f"{line.key}-reason", 20)
        return typed if typed in words.REASON_NAMES else ""


@dataclass(frozen=True, slots=True)
class Desk:
    """Hold a draft with what is known of its units and of who fills it in."""

    draft: DraftReturn
    known: dict[str, FoundUnit]
    contact: Contact | None

    def unit(self, line: DraftLine) -> Unit | None:
        """Return the unit of a line, where we know it."""
        found = self.known.get(key_of(line.serial))
        return found.unit if found else None

    def terms(self, at: datetime) -> Terms:
        """Return the policy that counts for this draft."""
        account = self.contact.account if self.contact else None
        return draft_page.terms_for(self.known.values(), account, at)


def desk_of(request: HttpRequest) -> Desk | None:
    """Return the draft under way with its units, or None where there is none."""
    draft = drafts.draft_of(request)
    if draft is None or draft.done or not draft.lines:
        return None
    contact = access.visitor(request.user)
    known = draft_page.units_with(
        (line.serial for line in draft.lines),
        account_id=contact.account_id if contact else None,
    )
    return Desk(draft, known, contact)


@require_http_methods(["GET", "POST"])
def item(request: HttpRequest) -> HttpResponse:
    """Ask what happened to each unit, and keep every answer."""
    desk = desk_of(request)
    if desk is None:
        return redirect("customer:start")
    form = ItemForm(desk.draft, desk.known, request.POST.dict() or None)
    if request.method == "POST":
        return _answered(request, desk, form)
    return _page(request, desk, form)


def _answered(request: HttpRequest, desk: Desk, form: ItemForm) -> HttpResponse:
    draft = desk.draft
    is_valid = form.is_valid()
    form.keep_in(draft)
    gone = request.POST.get("remove", "")
    if gone:
        draft.lines = [line for line in draft.lines if line.key != gone]
    drafts.keep(draft, timezone.now())
    if "add" in request.POST:
        return redirect(f"{reverse('customer:start')}?add=1")
    if gone:
        return redirect("customer:item" if draft.lines else "customer:start")
    if not is_valid:
        return _page(request, desk, form, status=422)
    is_back = request.POST.get("then") == "check" and draft.is_chosen
    return redirect("customer:check" if is_back else "customer:remedy")


def _page(
    request: HttpRequest, desk: Desk, form: ItemForm, status: int = 200
) -> HttpResponse:
    at = timezone.now()
    terms = desk.terms(at)
    then = request.POST.get("then") or request.GET.get("then")
    page = {
        "form": form,
        "sections": [
            _section(line, form, number, _first_look(desk.unit(line), terms, at))
            for number, line in enumerate(desk.draft.lines, start=1)
        ],
        "then": "check" if then == "check" else "",
    }
    return render(request, "customer/item.html", page, status=status)


def _first_look(
    unit: Unit | None, terms: Terms, at: datetime
) -> tuple[Unit | None, Coverage]:
    """Return a unit with what we owe for it as long as no reason is told."""
    return unit, draft_page.judge(unit, terms, reason=None, at=at).coverage


def _section(
    line: DraftLine, form: ItemForm, number: int, look: tuple[Unit | None, Coverage]
) -> Section:
    unit, coverage = look
    asked = [field for field in form if field.name.startswith(f"{line.key}-")]
    return Section(
        line=line,
        title=words.unit_title(unit, line.about, number),
        serial=unit.serial if unit else line.serial,
        coverage=coverage,
        verdict=words.verdict(coverage),
        word=str(words.VERDICTS[coverage.verdict]),
        fields=tuple(asked),
        number=number,
    )
