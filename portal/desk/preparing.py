"""What senders do to a unit before they pack it, by device family: a table."""

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
from portal.desk import door
from portal.desk.article_form import ArticleForm
from rma.actions import furnishing
from rma.models import Preparation
from rma.queries import bench_tables
from rma.rules.pictures import BEFORE_PACKING


class PreparationForm(ArticleForm):
    """Ask what is done, how, and to which articles."""

    class Meta:
        """Name what is asked, in the order it stands on the page."""

        model = Preparation
        fields: ClassVar[list[str]] = [
            "title", "detail", "picture", "position", "is_active", "category",
        ]  # fmt: skip
        widgets: ClassVar[dict[str, Any]] = {
            "detail": forms.Textarea(attrs={"rows": 3})
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Offer the families there are, and show the article it is about."""
        super().__init__(*args, **kwargs)
        pictures = [(name.value, _(text)) for name, text in BEFORE_PACKING.items()]
        self.fields["picture"] = forms.ChoiceField(
            label=self.fields["picture"].label,
            help_text=self.fields["picture"].help_text,
            choices=[("", _("A list that is ticked off")), *pictures],
            required=False,
        )
        known = {*bench_tables.categories(), self.instance.category} - {""}
        self.fields["category"] = forms.ChoiceField(
            label=self.fields["category"].label,
            choices=[("", _("One article alone")), *((n, n) for n in sorted(known))],
            required=False,
        )

    @override
    def clean(self) -> dict[str, Any]:
        """Want a family or a known article, not both."""
        told = super().clean()
        self.instance.product = told["product"]
        is_of_one = "sku" in self.errors or told["product"] is not None
        if is_of_one == bool(told.get("category")):
            self.add_error("category", _("Choose a category, or type an article."))
        return told


@require_safe
@gate.staff_page("set up")
def table(request: HttpRequest) -> HttpResponse:
    """List what is done before packing, by family."""
    context = {"rows": bench_tables.preparations()}
    return door.page(request, "desk/preparing.html", context)


@require_http_methods(["GET", "POST"])
@gate.staff_page("set up")
def preparation(
    request: HttpRequest, preparation_id: int | None = None
) -> HttpResponse:
    """Change one thing that is done before packing, or write a new one."""
    row = None
    if preparation_id is not None:
        row = door.found(bench_tables.preparation(preparation_id))
    form = PreparationForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        furnishing.keep_preparation(
            preparation_id=preparation_id,
            values=form.cleaned_data,
            by=door.actor(request),
            at=timezone.now(),
        )
        messages.success(request, _("Kept. Returns read it from now on."))
        return redirect("desk:preparing")
    context = {
        "form": form,
        "title": _("Before a unit is packed"),
        "is_long": True,
        "button": _("Keep this step"),
    }
    status = 422 if form.errors else 200
    return door.page(request, "desk/edit.html", context, status)
