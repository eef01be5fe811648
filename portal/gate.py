"""Who may open a page of ours: staff sign in, everybody else sees nothing there."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from portal import access

# Any view: its own arguments are checked where it is mapped and called.
Page = Callable[..., HttpResponse]


def staff_page(act: str) -> Callable[[Page], Page]:
    """
    Guard a page for staff who may do something.

    A visitor is asked to sign in; somebody signed in who may not is told that
    there is no such page.
    """

    def guard(page: Page) -> Page:
        @wraps(page)
        def guarded(
            request: HttpRequest, *args: object, **kwargs: object
        ) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not access.may(request.user, act):
                raise Http404
            return page(request, *args, **kwargs)

        return guarded

    return guard
