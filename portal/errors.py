"""What people see when something of ours broke: a page with a reference to quote."""

import logging
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from portal.context import Frame, settings_company, settings_contact

_LOG = logging.getLogger(__name__)
_LETTERS = "BCDFGHJKNPRSTVX"


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 with a reference that stands in the log as well."""
    reference = "".join(secrets.choice(_LETTERS) for _ in range(8))
    _LOG.error("page failed, reference %s: %s", reference, request.path)
    frame = Frame(
        company=settings_company(),
        contact=settings_contact(),
        theme="system",
        is_demo=settings.DEMO,
        back="",
    )
    # No request goes in: context processors could need what just broke.
    page = render_to_string("500.html", {"frame": frame, "reference": reference})
    return HttpResponse(page, status=500)
