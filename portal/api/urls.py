"""The addresses of the API, and what answers where none fits."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import re_path
from django.views.decorators.csrf import csrf_exempt

from portal.api import (
    claims,
    coverage,
    documents,
    refusing,
    returns,
    scans,
    stays,
    warehouse,
)
from portal.api.parser import StrictParser
from portal.api.schema import ReturnsAPI

View = Callable[..., HttpResponse]

api = ReturnsAPI(
    title="Returnwell",
    version="1",
    description="Open returns and follow them. docs/api.md tells the whole.",
    urls_namespace="api",
    docs_url=None,
    parser=StrictParser(),
)
api.add_router("/coverage", coverage.router)
api.add_router("/returns", returns.router)
api.add_router("/returns", documents.router)
api.add_router("/returns", stays.router)
api.add_router("/returns", warehouse.router)
api.add_router("/scans", scans.router)
api.add_router("/claims", claims.router)
refusing.register(api)


def _guarded(view: View) -> View:
    """Answer wrong methods and wrong content types as problems too."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401 - as Django calls views
        if _has_body(request) and request.content_type != "application/json":
            return refusing.not_json()
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            return refusing.not_found(request)
        if isinstance(response, HttpResponseNotAllowed):
            allowed = sorted(response["Allow"].split(", "))
            return refusing.method_refused(", ".join(allowed))
        return response

    return answer


def _has_body(request: HttpRequest) -> bool:
    return request.META.get("CONTENT_LENGTH") not in (None, "", "0")


_patterns, _app, _namespace = api.urls
for _pattern in _patterns:
    _pattern.callback = _guarded(cast("View", _pattern.callback))

app_name = "api"
urlpatterns = [
    *_patterns,
    re_path("", csrf_exempt(refusing.not_found), name="nowhere"),
]
