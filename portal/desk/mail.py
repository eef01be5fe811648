"""Mail that went out: the list, and one letter shown as it was sent."""

from csp.decorators import csp_replace
from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from portal import gate
from portal.desk import door
from portal.desk.returns import more
from rma.messages import counter_codes
from rma.queries import label_papers, mail_list
from shipping import documents

# A letter runs nothing and loads nothing; only our own page may show it in a frame.
_LETTER_POLICY = {
    "default-src": ["'none'"],
    "script-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["data:"],
    "frame-ancestors": ["'self'"],
    "sandbox": [""],
}


class FilterForm(forms.Form):
    """Choose which letters are listed."""

    about = forms.CharField(
        label=gettext_lazy("Address or subject"), required=False, max_length=120
    )
    state = forms.ChoiceField(
        label=gettext_lazy("Which"),
        choices=[
            ("", gettext_lazy("All")),
            ("sent", gettext_lazy("Sent")),
            ("waiting", gettext_lazy("Waiting")),
            ("failed", gettext_lazy("Not sent")),
            ("held", gettext_lazy("Held back, as their reader wants")),
        ],
        required=False,
    )


@require_safe
@gate.staff_page()
def mail(request: HttpRequest) -> HttpResponse:
    """List letters, the newest first."""
    form = FilterForm(request.GET, label_suffix="")
    form.full_clean()
    told = form.cleaned_data
    page = mail_list.list_mail(
        told.get("state", ""),
        told.get("about", "").strip(),
        request.GET.get("after", ""),
    )
    context = {
        "filters": form,
        "letters": page.rows,
        "next": more(request, page.next),
        "is_filtered": any(told.values()),
    }
    return door.page(request, "desk/mail.html", context)


@require_safe
@gate.staff_page()
def letter(request: HttpRequest, message_id: int) -> HttpResponse:
    """Show a letter as it was sent; one with a secret shows no body."""
    found = door.found(mail_list.letter(message_id))
    return door.page(request, "desk/letter.html", {"letter": found})


@require_safe
@gate.staff_page()
@xframe_options_sameorigin
@csp_replace(_LETTER_POLICY)  # type: ignore[arg-type]  # its hints know no ids
def letter_html(request: HttpRequest, message_id: int) -> HttpResponse:
    """Show the HTML of a letter alone, for the frame on its page."""
    found = door.found(mail_list.letter(message_id))
    if found.is_secret or not found.html:
        raise Http404
    codes = documents.contents(label_papers.codes_in(found))
    return HttpResponse(counter_codes.with_pictures(found.html, codes))
