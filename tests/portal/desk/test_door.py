"""Who comes in to the desk: ours, by role; nobody else learns that there is a desk."""

import pytest
from django.urls import reverse
from django.urls.converters import IntConverter

from portal import access
from portal.desk import urls
from rma.rules.words import Role
from tests.portal.desk.conftest import signed_in

_NUMBER = "RMA-BCDF-GHJK-NPRST"
ADDRESSES = {
    pattern.name: reverse(
        f"desk:{pattern.name}",
        kwargs={
            name: 1 if isinstance(converter, IntConverter) else _NUMBER
            for name, converter in pattern.pattern.converters.items()
        },
    )
    for pattern in urls.urlpatterns
}
POST_ONLY = (
    "note",
    "owner",
    "step",
    "exception-ask",
    "exception-take",
    "match-ask",
    "match-take",
    "ask-carrier",
    "sandbox-move",
    "sandbox-day",
    "sandbox-choose",
    "sandbox-forget",
    "called",
)
LOOK_ONLY = (
    "home",
    "cases",
    "case",
    "claims",
    "claim",
    "advances",
    "promises",
    "shipping",
    "credits",
    "mail",
    "letter",
    "letter-html",
    "work",
    "job",
    "settings",
    "devices",
    "label",
    "paper",
    "file",
)
NEEDS = {
    "new": "open",
    "approve": "approve",
    "refuse": "approve",
    "ask": "approve",
    "hear": "approve",
    "override": "override",
    "resolve": "resolve",
    "place": "inspect",
    "short-close": "settle",
    "settle": "settle",
    "cancel": "cancel",
    "reopen": "cancel",
    "move": "promise",
    "extend": "promise",
    "relabel": "label",
    "file-claim": "claim",
    "answer-claim": "claim",
    "recover-claim": "claim",
    "credit": "credit",
    "requeue": "mend",
    "cancel-job": "mend",
    "devices": "enrol",
    "offer-device": "enrol",
    "end-device": "enrol",
    "pin": "enrol",
    "new-shelf": "enrol",
    "settings": "set up",
    "site": "set up",
    "maker": "set up",
    "new-maker": "set up",
    "policy": "set up",
    "new-member": "set up",
    "member": "set up",
}


@pytest.mark.parametrize("name", sorted(ADDRESSES))
class TestEveryAddress:
    def test_asks_somebody_unknown_to_sign_in(self, client, name):
        method = client.post if name in POST_ONLY else client.get
        response = method(ADDRESSES[name])
        assert response.status_code == 302
        assert response["Location"].startswith("/accounts/login/")

    def test_is_no_page_for_a_customer(self, customer, name):
        method = customer.post if name in POST_ONLY else customer.get
        assert method(ADDRESSES[name]).status_code == 404

    def test_refuses_other_verbs(self, admin, name):
        if name in POST_ONLY:
            assert admin.get(ADDRESSES[name]).status_code == 405
        elif name in LOOK_ONLY:
            assert admin.post(ADDRESSES[name]).status_code == 405
        else:
            assert admin.delete(ADDRESSES[name]).status_code == 405


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", sorted(NEEDS))
class TestRoles:
    def test_open_what_the_table_says_and_nothing_else(self, name, role):
        got = signed_in(role).get(ADDRESSES[name]).status_code
        if role in access.ACTS[NEEDS[name]]:
            assert got != 403
        else:
            assert got == 403


class TestAdmin:
    def test_has_one_sign_in_for_all(self, client):
        response = client.get("/admin/login/?next=/admin/")
        assert response.status_code == 302
        assert response["Location"] == "/accounts/login/?next=/admin/"

    def test_a_customer_who_signed_in_finds_no_set_up(self, customer):
        assert customer.get("/admin/", follow=True).status_code == 404

    def test_shows_everything_to_its_owner_and_lets_nobody_change_history(
        self, admin, approved
    ):
        admin.user.is_superuser = True
        admin.user.save()
        for name in ("case", "event", "unit", "message"):
            assert admin.get(f"/admin/rma/{name}/").status_code == 200
        assert admin.get("/admin/rma/event/add/").status_code == 403
        event = approved.events.first()
        assert admin.post(f"/admin/rma/event/{event.pk}/change/").status_code == 403
