"""Customers at the desk: found, with their people, who can be asked in or sent away."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from portal import account_words, gate
from portal import act as acting
from portal.desk import act, door
from portal.desk.act import ActForm, Asking
from portal.desk.fields import AmountField
from portal.desk.returns import more
from portal.member_fields import InviteFields, RoleFields
from rma.actions import belonging, inviting
from rma.models import Account
from rma.queries import account_pages, customer_list
from rma.rules.members import MemberRole


class FilterForm(forms.Form):
    """Look for customers."""

    q = forms.CharField(
        label=gettext_lazy("Number, name or e-mail address"),
        required=False,
        max_length=120,
    )


class RoleForm(RoleFields, ActForm):
    """Ask for a member's role, once."""


class InviteForm(InviteFields, ActForm):
    """Ask whom to invite, once."""


class ApprovalsForm(ActForm):
    """Ask what requesters may not ask for alone."""

    above = AmountField(
        label=gettext_lazy("An approver decides above"),
        help_text=gettext_lazy("Of a return’s value. Empty: whatever its value."),
        required=False,
    )
    swaps = forms.BooleanField(
        label=gettext_lazy("An approver decides on advance replacements"),
        required=False,
    )


@require_safe
@gate.staff_page()
def customers(request: HttpRequest) -> HttpResponse:
    """List customers, or those that something names."""
    about = request.GET.get("q", "").replace("\x00", "").strip()[:120]
    listed = customer_list.list_customers(about, request.GET.get("after", ""))
    form = FilterForm(request.GET, label_suffix="")
    context = {
        "filters": form,
        "customers": listed.rows,
        "next": more(request, listed.next),
        "is_filtered": bool(about),
    }
    return door.page(request, "desk/customers.html", context)


@require_safe
@gate.staff_page()
def customer(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show one customer: who they are, their people, their addresses."""
    account = door.found(customer_list.customer(account_id))
    people = [
        {"contact": each, "role": account_words.ROLES[each.role]}
        for each in account_pages.members(account.pk)
    ]
    context = {
        "account": account,
        "people": people,
        "leaving": account_pages.asking_to_be_forgotten(account.pk),
        "invitations": account_pages.invitations(account.pk),
        "sites": account_pages.sites(account.pk),
        "changes": account_pages.changes(account.pk),
        "limit": account.approvals.above,
        "now": timezone.now(),
    }
    return door.page(request, "desk/customer.html", context)


@require_http_methods(["GET", "POST"])
@gate.staff_page("customers")
def invite(request: HttpRequest, account_id: int) -> HttpResponse:
    """Ask somebody to join a customer's account."""
    account = door.found(customer_list.customer(account_id))
    form = act.bound(InviteForm, request)

    def deed() -> None:
        told = form.cleaned_data
        inviting.invite(
            account_id=account.pk,
            email=told["email"],
            name=told["name"],
            role=MemberRole(told["role"]),
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    asking = _asking(account, _("Invite somebody"), _("Send the invitation"))
    done = _("Invited. The letter is on its way.")
    return _answer(request, form, asking, deed, done)


@require_http_methods(["GET", "POST"])
@gate.staff_page("customers")
def member(request: HttpRequest, account_id: int, contact_id: int) -> HttpResponse:
    """Give a member another role."""
    account = door.found(customer_list.customer(account_id))
    row = door.found(account_pages.member(account.pk, contact_id))
    form = act.bound(RoleForm, request, initial={"role": row.role})

    def deed() -> None:
        belonging.change_role(
            account_id=account.pk,
            contact_id=row.pk,
            role=MemberRole(form.cleaned_data["role"]),
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    asking = _asking(account, row.name, _("Keep this"), lead=row.email)
    done = _("Kept. It counts from their next page on.")
    return _answer(request, form, asking, deed, done)


@require_http_methods(["GET", "POST"])
@gate.staff_page("customers")
def remove(request: HttpRequest, account_id: int, contact_id: int) -> HttpResponse:
    """Take a member's access away."""
    account = door.found(customer_list.customer(account_id))
    row = door.found(account_pages.member(account.pk, contact_id))
    form = act.bound(ActForm, request)

    def deed() -> None:
        belonging.end_membership(
            account_id=account.pk,
            contact_id=row.pk,
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    lead = _(
        "Their sign-in stops at once, and so does every link to a return of this "
        "customer; our next letters bring new ones. Their returns go to an owner."
    )
    title = _("Remove %(name)s") % {"name": row.name}
    asking = _asking(account, title, _("Remove this member"), lead=lead, final=True)
    done = _("Removed. They can open nothing any more.")
    return _answer(request, form, asking, deed, done)


@require_http_methods(["GET", "POST"])
@gate.staff_page("customers")
def take_back(
    request: HttpRequest, account_id: int, invitation_id: int
) -> HttpResponse:
    """Make an invitation void."""
    account = door.found(customer_list.customer(account_id))
    row = door.found(account_pages.invitation(account.pk, invitation_id))
    form = act.bound(ActForm, request)

    def deed() -> None:
        inviting.take_back(
            account_id=account.pk,
            invitation_id=row.pk,
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    title = _("Take the invitation of %(email)s back") % {"email": row.email}
    asking = _asking(account, title, _("Take it back"), final=True)
    done = _("Taken back. The link no longer works.")
    return _answer(request, form, asking, deed, done)


@require_http_methods(["GET", "POST"])
@gate.staff_page("customers")
def approvals(request: HttpRequest, account_id: int) -> HttpResponse:
    """Say what a customer's requesters may not ask for alone."""
    account = door.found(customer_list.customer(account_id))
    currency = account.limit_currency or customer_list.currency_of(account)
    limit = account.approvals.above
    initial = {
        "above": limit.as_text() if limit else "",
        "swaps": account.approve_swaps,
    }
    form = act.bound(ApprovalsForm, request, initial=initial)
    form.fields["above"].currency = currency
    form.fields["above"].label = _("An approver decides above, in %(currency)s") % {
        "currency": currency
    }

    def deed() -> None:
        belonging.set_approvals(
            account_id=account.pk,
            above=form.cleaned_data["above"],
            swaps=form.cleaned_data["swaps"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    asking = _asking(account, _("What waits for an approver"), _("Keep this"))
    return _answer(request, form, asking, deed, _("Kept. It counts from now on."))


def _asking(
    account: Account, title: str, button: str, *, lead: str = "", final: bool = False
) -> Asking:
    return Asking(
        title=title,
        button=button,
        back=reverse("desk:customer", args=[account.pk]),
        back_text=account.name,
        lead=lead,
        is_final=final,
    )


def _answer(
    request: HttpRequest,
    form: ActForm,
    asking: Asking,
    deed: Callable[[], object],
    done: str,
) -> HttpResponse:
    if request.method == "POST" and acting.tried(form, deed, account_words.REFUSALS):
        messages.success(request, done)
        return redirect(asking.back)
    status = 422 if form.errors else 200
    return door.page(request, "desk/act.html", {"form": form, "asking": asking}, status)
