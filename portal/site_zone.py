"""The site's zone for every page, and its reception, read once per request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from rma.queries import reception
from rma.queries.reception import Reception

_FOR_MACHINES = ("/api/", "/hooks/", "/healthz", "/static/", "/station/scans")


class SiteZone:
    """Let pages show times in the zone of the site, as our promises count them."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        """Remember what answers the request."""
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the site's zone switched on, where people read the answer."""
        if request.path.startswith(_FOR_MACHINES):
            return self.answer(request)
        there = reception.of_default_site(timezone.now())
        request.reception = there  # type: ignore[attr-defined]
        if there is None:
            return self.answer(request)
        with timezone.override(there.hours.zone):
            return self.answer(request)


def reception_of(request: HttpRequest) -> Reception | None:
    """Return the reception that this request has read, if it has."""
    there = getattr(request, "reception", None)
    return there if isinstance(there, Reception) else None
