"""A short way for programs: none of what only browsers need stands in it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import resolve
from django.utils import translation
from django.utils.cache import patch_vary_headers

_DOORS = ("/api/", "/hooks/")


class ForPrograms:
    """
    Answer programs at once: no session, no form token, no policy for scripts.

    Stands before all other middleware. A program proves who it is by a key in each
    request; whatever goes wrong behind this door, the door itself answers.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        """Remember what answers everybody else."""
        self.answer = answer
        self.headers = {
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": settings.X_FRAME_OPTIONS,
            "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        }
        if settings.SECURE_HSTS_SECONDS:
            seconds = settings.SECURE_HSTS_SECONDS
            self.headers["Strict-Transport-Security"] = f"max-age={seconds}"

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a program, or let the others answer."""
        if not request.path_info.startswith(_DOORS):
            return self.answer(request)
        # Refuses a host that is not ours.
        request.get_host()
        language = translation.get_language_from_request(request)
        match = request.resolver_match = resolve(request.path_info)
        with translation.override(language):
            response: HttpResponse = match.func(request, *match.args, **match.kwargs)
        for name, value in self.headers.items():
            response.headers.setdefault(name, value)
        response.headers["Content-Language"] = language
        response.headers.setdefault("Content-Length", str(len(response.content)))
        patch_vary_headers(response, ("Accept-Language",))
        return response
