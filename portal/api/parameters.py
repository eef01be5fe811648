"""What stands behind the question mark of an address: only what is named there."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal.api.problem import FieldRefused


def only_named(view: Callable[..., Any]) -> Callable[..., Any]:
    """Refuse a parameter that the view has no name for; raises FieldRefused."""

    @wraps(view)
    def answer(request: HttpRequest, **values: object) -> object:
        # A mistyped filter would otherwise answer with everything.
        for name in request.GET:
            if name not in values:
                raise FieldRefused(name, _("There is no such parameter."))
        return view(request, **values)

    return answer
