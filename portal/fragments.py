"""One answer for browsers and for htmx: a page, or the piece of it that changed."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def answer(
    request: HttpRequest,
    page_template: str,
    fragment_template: str,
    context: Mapping[str, object],
    status: int = 200,
) -> HttpResponse:
    """Return the whole page, or only the fragment where htmx asked for it."""
    asked_by_htmx = request.headers.get("HX-Request") == "true"
    restoring = request.headers.get("HX-History-Restore-Request") == "true"
    template = fragment_template if asked_by_htmx and not restoring else page_template
    response = render(request, template, dict(context), status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
