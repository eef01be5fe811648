"""What waits to leave our dock for a customer; packing happens at the station."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from portal import gate
from portal.desk import door, words
from portal.desk.returns import more
from rma.queries import desk_lists


class FilterForm(forms.Form):
    """Choose which units are listed."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Which"),
        choices=[
            ("", gettext_lazy("Everything")),
            ("ahead", gettext_lazy("Swaps in advance")),
            *words.choices("dispatch"),
        ],
        required=False,
    )


@require_safe
@gate.staff_page()
def shipping(request: HttpRequest) -> HttpResponse:
    """List units and empty boxes that wait to leave, the most urgent first."""
    form = FilterForm(request.GET, label_suffix="")
    form.full_clean()
    kind = form.cleaned_data.get("kind", "")
    page = desk_lists.to_ship(kind, request.GET.get("after", ""))
    context = {
        "filters": form,
        "dispatches": page.rows,
        "kits": desk_lists.kits_to_ship() if "after" not in request.GET else (),
        "next": more(request, page.next),
        "is_filtered": bool(kind),
    }
    return door.page(request, "desk/shipping.html", context)
