"""People of a company: asked to join, given a role, sent away, or leaving."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from portal import access, act
from portal import account_words as words
from portal.customer.account import door
from portal.limits import is_too_often
from portal.member_fields import InviteFields, RoleFields
from portal.once import OnceForm
from rma.actions import belonging, inviting
from rma.models import Contact
from rma.queries import account_pages
from rma.rules.members import MemberRole

_EDIT = "customer/account/edit.html"


class RoleForm(RoleFields, OnceForm):
    """Ask for a member's role, once."""


class InviteForm(InviteFields, OnceForm):
    """Ask whom to invite, once."""


@require_safe
@door.member_page()
def people(request: HttpRequest, contact: Contact) -> HttpResponse:
    """Show who belongs to the company here, and who was asked to."""
    account_id = contact.account_id
    may_manage = access.member_may(contact, "manage people")
    context = {
        "people": [_row(each) for each in account_pages.members(account_id)],
        "invitations": account_pages.invitations(account_id) if may_manage else [],
        "changes": account_pages.changes(account_id) if may_manage else [],
        "roles": words.ROLES,
        "now": timezone.now(),
    }
    return door.page(request, contact, "customer/account/people.html", context)


def _row(contact: Contact) -> dict[str, object]:
    return {
        "contact": contact,
        "role": words.ROLES[contact.role],
        "may": words.ROLE_HINTS[contact.role],
    }


@require_http_methods(["GET", "POST"])
@door.member_page("manage people")
def invite(request: HttpRequest, contact: Contact) -> HttpResponse:
    """Ask a colleague to join."""
    form = InviteForm(request.POST or None, auto_id="%s")

    def deed() -> None:
        told = form.cleaned_data
        inviting.invite(
            account_id=contact.account_id,
            email=told["email"],
            name=told["name"],
            role=MemberRole(told["role"]),
            by=door.actor(contact),
            at=timezone.now(),
            language=get_language() or "",
            once=door.sent(form, request),
        )

    is_sent = request.method == "POST" and _is_calm(request, form)
    if is_sent and act.tried(form, deed, words.REFUSALS):
        messages.success(request, _("Invited. The letter is on its way."))
        return redirect("customer:account_people")
    asking = {
        "title": _("Invite a colleague"),
        "lead": _("We mail them a link. It works once, for three days."),
        "button": _("Send the invitation"),
    }
    return _asked(request, contact, form, asking)


def _is_calm(request: HttpRequest, form: forms.Form) -> bool:
    """Refuse letters by the dozen in our name."""
    if form.is_valid() and is_too_often(request, "invite", most=20):
        form.add_error(None, _("That was often. Wait a minute, then try again."))
    return not form.errors


@require_POST
@door.member_page("manage people")
def invite_again(
    request: HttpRequest, contact: Contact, invitation_id: int
) -> HttpResponse:
    """Mail an invitation once more; the earlier link stops working."""
    door.found(account_pages.invitation(contact.account_id, invitation_id))
    if is_too_often(request, "invite", most=20):
        messages.error(request, _("That was often. Wait a minute, then try again."))
        return redirect("customer:account_people")
    inviting.invite_again(
        account_id=contact.account_id,
        invitation_id=invitation_id,
        by=door.actor(contact),
        at=timezone.now(),
    )
    messages.success(request, _("Sent again. The earlier link no longer works."))
    return redirect("customer:account_people")


@require_POST
@door.member_page("manage people")
def take_back(
    request: HttpRequest, contact: Contact, invitation_id: int
) -> HttpResponse:
    """Make an invitation void."""
    door.found(account_pages.invitation(contact.account_id, invitation_id))
    inviting.take_back(
        account_id=contact.account_id,
        invitation_id=invitation_id,
        by=door.actor(contact),
        at=timezone.now(),
    )
    messages.success(request, _("Taken back. The link no longer works."))
    return redirect("customer:account_people")


@require_http_methods(["GET", "POST"])
@door.member_page("manage people")
def person(request: HttpRequest, contact: Contact, contact_id: int) -> HttpResponse:
    """Give a member another role."""
    row = door.found(account_pages.member(contact.account_id, contact_id))
    form = RoleForm(request.POST or None, initial={"role": row.role}, auto_id="%s")

    def deed() -> None:
        belonging.change_role(
            account_id=contact.account_id,
            contact_id=row.pk,
            role=MemberRole(form.cleaned_data["role"]),
            by=door.actor(contact),
            at=timezone.now(),
            once=door.sent(form, request),
        )

    if request.method == "POST" and act.tried(form, deed, words.REFUSALS):
        messages.success(request, _("Kept. It counts from their next page on."))
        return redirect("customer:account_people")
    asking = {"title": row.name, "lead": row.email, "button": _("Keep this")}
    return _asked(request, contact, form, asking)


@require_http_methods(["GET", "POST"])
@door.member_page("manage people")
def remove(request: HttpRequest, contact: Contact, contact_id: int) -> HttpResponse:
    """Take a member's access away, on a page that says first what that means."""
    row = door.found(account_pages.member(contact.account_id, contact_id))
    asking = {
        "title": _("Remove %(name)s") % {"name": row.name},
        "lead": _(
            "Their sign-in stops at once, and so does every link to a return of your "
            "company: our next letters bring new ones. Their returns go to you."
        ),
        "button": _("Remove this member"),
        "is_final": True,
    }
    return _end(request, contact, row, asking)


@require_http_methods(["GET", "POST"])
@door.member_page()
def leave(request: HttpRequest, contact: Contact) -> HttpResponse:
    """Let somebody leave their company's account."""
    asking = {
        "title": _("Leave %(company)s") % {"company": contact.account.name},
        "lead": _(
            "You no longer see its returns, here or by a link. Your returns go to "
            "an owner of the account. To come back you need an invitation."
        ),
        "button": _("Leave this account"),
        "is_final": True,
    }
    return _end(request, contact, contact, asking)


def _end(
    request: HttpRequest, contact: Contact, row: Contact, asking: dict[str, Any]
) -> HttpResponse:
    form = OnceForm(request.POST if request.method == "POST" else None)

    def deed() -> None:
        belonging.end_membership(
            account_id=contact.account_id,
            contact_id=row.pk,
            by=door.actor(contact),
            at=timezone.now(),
            once=door.sent(form, request),
        )

    if request.method == "POST" and act.tried(form, deed, words.REFUSALS):
        if row.pk == contact.pk:
            return redirect("customer:start")
        messages.success(request, _("Removed. They can open nothing any more."))
        return redirect("customer:account_people")
    return _asked(request, contact, form, asking)


def _asked(
    request: HttpRequest, contact: Contact, form: forms.Form, asking: dict[str, Any]
) -> HttpResponse:
    context = {"form": form, "asking": asking, "back": "customer:account_people"}
    status = 422 if form.errors else 200
    return door.page(request, contact, _EDIT, context, status)
