"""The addresses of an account's pages; they belong to the customer's."""

from django.urls import path
from django.views.generic import RedirectView

from portal.customer import preferences
from portal.customer.account import (
    approvals,
    belonging,
    data,
    lists,
    people,
    requests,
    sites,
)

urlpatterns = [
    path(
        "",
        RedirectView.as_view(pattern_name="customer:account_returns"),
        name="account",
    ),
    path("choose", belonging.choose, name="account_choose"),
    path("returns", lists.returns, name="account_returns"),
    path("requests", requests.requests, name="account_requests"),
    path("units", lists.units, name="account_units"),
    path("units/<int:unit_id>/return", lists.send_back, name="account_send_back"),
    path("credits", lists.credits, name="account_credits"),
    path("approvals", approvals.approvals, name="account_approvals"),
    path("approvals/<int:held_id>", approvals.approval, name="account_approval"),
    path("people", people.people, name="account_people"),
    path("people/invite", people.invite, name="account_invite"),
    path("people/leave", people.leave, name="account_leave"),
    path("people/<int:contact_id>", people.person, name="account_person"),
    path("people/<int:contact_id>/remove", people.remove, name="account_remove"),
    path(
        "people/invitations/<int:invitation_id>/again",
        people.invite_again,
        name="account_invite_again",
    ),
    path(
        "people/invitations/<int:invitation_id>/take-back",
        people.take_back,
        name="account_take_back",
    ),
    path("preferences", preferences.of_member, name="account_preferences"),
    path("data", data.data, name="account_data"),
    path("data/<int:export_id>/copy.zip", data.fetch, name="account_export"),
    path("data/close", data.close, name="account_close"),
    path("data/stay", data.stay, name="account_stay"),
    path("addresses", sites.sites, name="account_sites"),
    path("addresses/new", sites.site, name="account_new_site"),
    path("addresses/<int:site_id>", sites.site, name="account_site"),
    path("addresses/<int:site_id>/drop", sites.drop, name="account_drop_site"),
]
