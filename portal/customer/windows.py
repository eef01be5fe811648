"""Two windows of one browser: what was typed about one return is not the other's."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portal.customer.drafts import DraftReturn


def shown_instead(
    request: HttpRequest, draft: DraftReturn, page: str
) -> HttpResponse | None:
    """
    Show the draft at hand where something was sent about another one; else None.

    A second return begun in a second window takes the first one's place. What the
    first window still shows is never written down about the second one's units.
    """
    about = request.POST.get("about_draft", "")
    if not about or about == draft.once:
        return None
    if "keep" in request.POST:
        return HttpResponse(status=204)
    told = _(
        "You began another return in another window; this page is about that one. What "
        "you sent was about other units, so it was not taken. Go back to copy your "
        "words, then begin again for those units."
    )
    messages.warning(request, told)
    return redirect(page)
