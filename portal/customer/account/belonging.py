"""Which of their accounts somebody acts for, where they belong to several."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal import access
from portal import account_words as words
from portal.customer.account import door
from rma.models import Contact


@require_http_methods(["GET", "POST"])
@door.member_page()
def choose(request: HttpRequest, contact: Contact) -> HttpResponse:
    """Ask which account somebody acts for, and remember it until they sign out."""
    mine = access.memberships(request.user)
    if request.method == "POST":
        wanted = request.POST.get("account", "")
        named = [each for each in mine if str(each.pk) == wanted]
        if not named:
            raise Http404
        request.session[access.CHOSEN_MEMBER] = named[0].pk
        said = _("You act for %(account)s now.") % {"account": named[0].account.name}
        messages.success(request, said)
        return redirect("customer:account_returns")
    rows = [{"contact": each, "role": words.ROLES[each.role]} for each in mine]
    context = {"mine": rows}
    return door.page(request, contact, "customer/account/choose.html", context)
