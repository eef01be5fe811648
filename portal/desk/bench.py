"""What the bench asks about a product, and what it proposes for what it found."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from typing_extensions import override

from portal import gate
from portal.desk import door, words
from portal.desk.article_form import ArticleForm
from rma.actions import furnishing
from rma.models import Check, DispositionRule
from rma.queries import bench_tables


class CheckForm(ArticleForm):
    """Ask what the bench looks at or measures, and of what."""

    class Meta:
        """Name what is asked, in the order it stands on the page."""

        model = Check
        fields: ClassVar[list[str]] = [
            "question", "position", "is_active", "category", "is_photo", "unit",
            "at_least", "at_most",
        ]  # fmt: skip

    @override
    def clean(self) -> dict[str, Any]:
        """Want a known article, and limits of something that is measured."""
        told = super().clean()
        if told.get("is_photo") and told.get("unit"):
            self.add_error("unit", _("A photo measures nothing: leave this empty."))
        low, high = told.get("at_least"), told.get("at_most")
        if not told.get("unit") and (low is not None or high is not None):
            self.add_error("unit", _("Name the unit the limits are in."))
        if low is not None and high is not None and low > high:
            self.add_error("at_most", _("This is less than the lower limit."))
        return told


class RuleForm(forms.ModelForm):  # type: ignore[type-arg]
    """Ask what was found, what becomes of it, and why."""

    class Meta:
        """Name what is asked, in the order it stands on the page."""

        model = DispositionRule
        fields: ClassVar[list[str]] = [
            "position", "is_active", "category", "manufacturer", "finding", "grade",
            "kind", "reason",
        ]  # fmt: skip
        widgets: ClassVar[dict[str, Any]] = {
            "finding": forms.Select,
            "grade": forms.Select,
            "kind": forms.Select,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Offer the words of the bench."""
        super().__init__(*args, **(kwargs | {"label_suffix": ""}))
        any_one = [("", _("Any"))]
        offered: dict[str, Any] = {
            "finding": [*any_one, *words.choices("finding")],
            "grade": [*any_one, *((each, each) for each in "ABCD")],
            "kind": words.choices("disposition"),
        }
        for name, choices in offered.items():
            old = self.fields[name]
            self.fields[name] = forms.ChoiceField(
                label=old.label, choices=choices, required=name == "kind"
            )


@require_safe
@gate.staff_page("set up")
def tables(request: HttpRequest) -> HttpResponse:
    """List the checks and the rules in the order they are asked."""
    context = {"checks": bench_tables.checks(), "rules": bench_tables.rules()}
    return door.page(request, "desk/bench.html", context)


@require_http_methods(["GET", "POST"])
@gate.staff_page("set up")
def check(request: HttpRequest, check_id: int | None = None) -> HttpResponse:
    """Change a check, or write a new one."""
    row = None if check_id is None else door.found(bench_tables.check(check_id))
    form = CheckForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        furnishing.keep_check(
            check_id=check_id,
            values=form.cleaned_data,
            by=door.actor(request),
            at=timezone.now(),
        )
        messages.success(request, _("Kept. The next sheet asks it."))
        return redirect("desk:bench")
    return _edit(request, form, _("Check"), _("Keep this check"))


@require_http_methods(["GET", "POST"])
@gate.staff_page("set up")
def rule(request: HttpRequest, rule_id: int | None = None) -> HttpResponse:
    """Change a rule, or write a new one."""
    row = None if rule_id is None else door.found(bench_tables.rule(rule_id))
    form = RuleForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        furnishing.keep_rule(
            rule_id=rule_id,
            values=form.cleaned_data,
            by=door.actor(request),
            at=timezone.now(),
        )
        messages.success(request, _("Kept. The next finding is proposed by it."))
        return redirect("desk:bench")
    return _edit(request, form, _("Rule for what becomes of it"), _("Keep this rule"))


def _edit(
    request: HttpRequest,
    form: CheckForm | RuleForm,
    title: str,
    button: str,
) -> HttpResponse:
    context = {"form": form, "title": title, "is_long": True, "button": button}
    status = 422 if form.errors else 200
    return door.page(request, "desk/edit.html", context, status)
