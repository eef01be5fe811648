"""Who comes in to an account's pages, and the frame they share."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from portal import access
from rma.actions.use_case import Once
from rma.models import Contact, User
from rma.rules.actors import Actor, ActorKind

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Contact, P], HttpResponse]
Page = Callable[Concatenate[HttpRequest, P], HttpResponse]


def member_page(act: str = "read") -> Callable[[View[P]], Page[P]]:
    """
    Let people of a customer in whose role may do an act, and say who they are.

    Somebody who hasn't signed in is asked to; whoever belongs to no account finds no
    page here, as does somebody whose access has ended; a member without the right is
    told so. What is shown is kept by no cache.
    """

    def guard(view: View[P]) -> Page[P]:
        @wraps(view)
        def answer(
            request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            contact = access.visitor(request)
            if contact is None:
                raise Http404
            if not access.member_may(contact, act):
                raise PermissionDenied
            response = view(request, contact, *args, **kwargs)
            patch_cache_control(response, private=True, no_store=True)
            return response

        return answer

    return guard


def actor(contact: Contact) -> Actor:
    """Return the name that stands beside what a member does."""
    return Actor(ActorKind.CUSTOMER, contact.name, contact.user_id)


def sent(form: Any, request: HttpRequest) -> Once:  # noqa: ANN401 - any OnceForm
    """Return what makes this sending of a form one."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 - the guard looked
    once: Once = form.sent(request, f"user:{user.pk}")
    return once


def found(row: Any) -> Any:  # noqa: ANN401 - the row of any table, handed on
    """Return the row, or raise Http404 where there is none, or a stranger's."""
    if row is None:
        raise Http404
    return row


def page(
    request: HttpRequest,
    contact: Contact,
    template: str,
    context: Mapping[str, object],
    status: int = 200,
) -> HttpResponse:
    """Return a page of the account, with its menu and what its reader may do."""
    may = {
        act.replace(" ", "_"): access.member_may(contact, act)
        for act in access.MEMBER_ACTS
    }
    frame = {
        "me": contact,
        "account": contact.account,
        "may": may,
        "others": access.CHOSEN_MEMBER in request.session,
    }
    return render(request, template, frame | dict(context), status=status)


def more(request: HttpRequest, cursor: str) -> str:
    """Return the address of the next page with the same filters, if there is one."""
    if not cursor:
        return ""
    asked = request.GET.copy()
    asked["after"] = cursor
    return f"?{asked.urlencode()}"


def plain(request: HttpRequest, name: str, longest: int = 80) -> str:
    """Return what a list is asked for, cut to what can be looked up."""
    return request.GET.get(name, "").replace("\x00", "").strip()[:longest]
