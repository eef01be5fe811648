"""The questions about every unit of a draft, few by its product and what happened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.translation import gettext as _
from typing_extensions import override

from portal import files
from portal.customer import words
from portal.customer.drafts import DraftLine, DraftReturn
from rma.models import FollowUp, KnownFix, Product
from rma.queries.helps import Helps
from rma.rules.words import Lithium

# Beyond these the questions after the reason are asked about the first unit only.
_ASKED_EACH = 5
_UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Fix:
    """Hold what often helps, and the tick that it did not."""

    fix: KnownFix
    steps: list[str]
    tried: BoundField


@dataclass(frozen=True, slots=True)
class After:
    """Hold what is asked and offered once one reason is chosen."""

    reason: str
    questions: tuple[BoundField, ...]
    fixes: tuple[Fix, ...]


class ItemForm(forms.Form):
    """Ask about every unit of a draft; one unit may be told like the first."""

    def __init__(
        self,
        draft: DraftReturn,
        helps: Mapping[str, Helps],
        known: Mapping[str, Product],
        data: dict[str, str] | None = None,
        sent: Any = None,  # noqa: ANN401 - Django's own
        *,
        named: frozenset[str],
    ) -> None:
        """
        Make the questions of each unit; what is known is not asked.

        `helps` and `known` speak of the lines by their keys; `named` are those of
        units whose serial we know.
        """
        self.draft = draft
        self.helps = {
            line.key: helps[line.key]
            for place, line in enumerate(draft.lines)
            if place == 0 or len(draft.lines) <= _ASKED_EACH
        }
        super().__init__(data, sent, auto_id="%s")
        for place, line in enumerate(draft.lines):
            if line.key not in known:
                self._ask_which(line)
            if line.key not in named:
                self._ask_serial(line)
            self._ask(line, is_first=place == 0)
            if _may_hold_battery(known.get(line.key)):
                self._ask_of_battery(line)
            self._ask_more(line)
        self.fields["need_by"] = forms.DateField(
            label=_("When do you need it working again?"),
            required=False,
            initial=draft.need_by,
            error_messages={"invalid": _("Type a date like 2027-01-31.")},
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        )
        if any(line.key not in named for line in draft.lines):
            self._ask_for_plate()
        self.fields["shown"] = files.FilesField(
            label=_("Photos or papers"),
            help_text=_(
                "What is broken, its plate, or the invoice: JPEG, PNG, WebP or PDF, "
                "up to 10 MB each."
            ),
            required=False,
        )

    def _ask_for_plate(self) -> None:
        self.fields["plate"] = files.FilesField(
            label=_("A photo of the plate"),
            help_text=_(
                "It names maker, model and serial number. A person reads it for you."
            ),
            required=False,
        )

    def _ask_which(self, line: DraftLine) -> None:
        self.fields[f"{line.key}-about"] = forms.CharField(
            label=_("Which product is it?"),
            help_text=_("Its name, and what is printed on its plate."),
            max_length=200,
            initial=line.about,
            error_messages={"required": _("Say which product it is.")},
        )

    def _ask_serial(self, line: DraftLine) -> None:
        self.fields[f"{line.key}-serial"] = forms.CharField(
            label=_("Its serial number, if you can read one"),
            required=False,
            max_length=80,
            initial=line.serial,
            widget=forms.TextInput(attrs={"class": "code-entry"}),
        )

    def _ask(self, line: DraftLine, *, is_first: bool) -> None:
        asked = self.fields
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

    def _ask_of_battery(self, line: DraftLine) -> None:
        self.fields[f"{line.key}-battery"] = forms.BooleanField(
            label=_("Its battery is swollen, leaking, hot or dented."),
            required=False,
            initial=line.is_battery_hurt,
        )

    def _ask_more(self, line: DraftLine) -> None:
        helps = self.helps.get(line.key)
        if helps is None:
            return
        told = {each["question"]: each["answer"] for each in line.answers}
        for rows in helps.questions.values():
            for row in rows:
                name = f"{line.key}-ask{row.pk}"
                self.fields[name] = _question(row, told.get(row.question, ""))
        for fixes in helps.fixes.values():
            for fix in fixes:
                self.fields[f"{line.key}-tried{fix.pk}"] = forms.BooleanField(
                    label=_("I tried this: still broken"),
                    required=False,
                    initial=fix.pk in line.tried,
                )

    def after(self, line: DraftLine) -> list[After]:
        """Return what is asked and offered, reason by reason."""
        helps = self.helps.get(line.key, Helps.none())
        found = []
        for reason in words.REASON_NAMES:
            asked = helps.questions.get(reason, ())
            fixes = helps.fixes.get(reason, ())
            if asked or fixes:
                found.append(
                    After(
                        reason,
                        tuple(self[f"{line.key}-ask{row.pk}"] for row in asked),
                        tuple(
                            Fix(
                                fix,
                                fix.steps.splitlines(),
                                self[f"{line.key}-tried{fix.pk}"],
                            )
                            for fix in fixes
                        ),
                    )
                )
        return found

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
            if not line.sku:
                line.about = self._typed(f"{line.key}-about", 200)
            if f"{line.key}-serial" in self.data:
                line.serial = self._typed(f"{line.key}-serial", 80)
            line.is_same = bool(self.data.get(f"{line.key}-same"))
            line.is_battery_hurt = bool(self.data.get(f"{line.key}-battery"))
            line.words = self._typed(f"{line.key}-words", 4000)
            line.reason = self._reason(line)
            line.impact = self._typed(f"{line.key}-impact", 300)
            self._keep_more(line)
            if line.is_same and line is not first:
                line.words, line.reason = first.words, first.reason
                line.answers, line.tried = first.answers, first.tried
        draft.need_by = self._typed("need_by", 10)

    def _keep_more(self, line: DraftLine) -> None:
        """Keep the answers and tries that belong to the reason chosen."""
        helps = self.helps.get(line.key, Helps.none())
        line.answers, line.tried = [], []
        for row in helps.questions.get(line.reason, ()):
            answer = self._typed(f"{line.key}-ask{row.pk}", 300)
            if row.choices:
                offered = dict(_choices(row))
                answer = str(offered.get(answer, ""))
            if answer:
                line.answers.append({"question": row.question, "answer": answer})
        for fix in helps.fixes.get(line.reason, ()):
            if self.data.get(f"{line.key}-tried{fix.pk}"):
                line.tried.append(fix.pk)
                tried = _("Did you try: %(fix)s?") % {"fix": fix.title}
                line.answers.append({"question": tried, "answer": _("Still broken")})

    def _typed(self, name: str, longest: int) -> str:
        return str(self.data.get(name, ""))[:longest].strip()

    def _reason(self, line: DraftLine) -> str:
        typed = self._typed(f"{line.key}-reason", 20)
        return typed if typed in words.REASON_NAMES else ""


def _choices(row: FollowUp) -> list[tuple[str, str]]:
    told = [(str(place), str(text)) for place, text in enumerate(row.choices, start=1)]
    return [*told, (_UNSURE, _("I am not sure"))]


def _question(row: FollowUp, told: str) -> forms.Field:
    if not row.choices:
        return forms.CharField(
            label=row.question, required=False, max_length=300, initial=told
        )
    offered = _choices(row)
    chosen = next((value for value, text in offered if text == told), None)
    return forms.ChoiceField(
        label=row.question,
        choices=offered,
        required=False,
        initial=chosen,
        widget=forms.RadioSelect,
    )


def _may_hold_battery(product: Product | None) -> bool:
    """Whether to ask: what we don't know may hold one."""
    return product is None or product.lithium != Lithium.NONE
