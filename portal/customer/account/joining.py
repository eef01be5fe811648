"""The link of an invitation: looking changes nothing, one press makes a member."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal import access
from portal import account_words as words
from portal.limits import is_too_often
from rma.actions import inviting
from rma.models import User
from rma.rules.scopes import hash_of

_BACKEND = "django.contrib.auth.backends.ModelBackend"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """Show who asks to join what, and make who presses the button a member."""
    if is_too_often(request, "invited", most=60):
        return render(request, "429.html", status=429)
    at = timezone.now()
    row = access.invitation_with(hash_of(token), at)
    if row is None:
        return render(request, "customer/account/invitation_gone.html", status=404)
    page = {
        "invitation": row,
        "role": words.ROLES[row.role],
        "may": words.ROLE_HINTS[row.role],
    }
    if request.method != "POST":
        return _shown(request, page)
    signed_in = request.user if isinstance(request.user, User) else None
    try:
        contact = inviting.accept(
            secret=token, user_id=signed_in.pk if signed_in else None, at=at
        )
    except inviting.InvitationGone:
        return render(request, "customer/account/invitation_gone.html", status=404)
    except inviting.NotInvited:
        page["is_other"] = signed_in is not None
        page["must_sign_in"] = signed_in is None
        return _shown(request, page, status=409)
    if signed_in is None and contact.user is not None:
        # The letter reached the address, as the letter with a code would have.
        login(request, contact.user, backend=_BACKEND)
    return redirect("customer:account_returns")


def _shown(
    request: HttpRequest, page: dict[str, object], status: int = 200
) -> HttpResponse:
    return render(request, "customer/account/invited.html", page, status=status)
