"""Doors that belong to no one page: theme, language, the answer to "are you up"."""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from portal.context import THEME_COOKIE, THEMES
from rma.actions import preferring
from rma.models import User

_A_YEAR = 365 * 24 * 3600


# Exempt: it stores a colour and nothing else, so no page needs a token for it.
@csrf_exempt
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remember light or dark for this browser and go back to the page."""
    response = HttpResponseRedirect(_back(request))
    chosen = request.POST.get("theme", "")
    if chosen in THEMES and chosen != "system":
        response.set_cookie(
            THEME_COOKIE,
            chosen,
            max_age=_A_YEAR,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )
    else:
        response.delete_cookie(THEME_COOKIE, samesite="Lax")
    return response


# Exempt: it stores a language and nothing else, so no page needs a token for it.
@csrf_exempt
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language for this browser and this person; go back to the page."""
    response = HttpResponseRedirect(_back(request))
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        remember_language(response, chosen)
        if isinstance(request.user, User):
            preferring.prefer_language(
                user_id=request.user.pk,
                language=chosen,
                by=request.user.actor,
                at=timezone.now(),
            )
    return response


def remember_language(response: HttpResponse, chosen: str) -> None:
    """Let the browser keep a language for a year."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        httponly=True,
        samesite="Lax",
        secure=settings.LANGUAGE_COOKIE_SECURE,
    )


def _back(request: HttpRequest) -> str:
    """Return the page that was left; never a stranger's."""
    back = request.POST.get("back", "/")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return back if is_ours else "/"


@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """Answer ok where the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
