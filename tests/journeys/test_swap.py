"""A swap in advance, asked for by a customer who signs in, in a real browser."""

import pytest
from playwright.sync_api import expect

from rma.models import AdvanceReplacement, Case, Contact, Dispatch, User
from tests.journeys.people import Person, faults

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
]
PASSWORD = "a long enough one"


def test_terms_are_read_ticked_and_kept_and_the_new_unit_waits_to_ship(
    browser, live_server, shop, worker
):
    # A customer of the shop signs in and finds a unit of their own
    unit = shop.unit("SN-1")
    user = User.objects.create_user("ana@nordlicht.example", PASSWORD, name="Ana Berg")
    Contact.objects.create(
        account=unit.account, user=user, name="Ana Berg", email=user.email
    )
    ana = Person(browser, live_server.url)
    ana.open("/accounts/login/")
    ana.page.locator("summary").first.click()
    form = ana.page.locator("form", has=ana.page.locator("[name=password]"))
    form.locator("[name=login]").fill(user.email)
    form.locator("[name=password]").fill(PASSWORD)
    form.locator("button").first.click()
    ana.page.wait_for_url(f"{live_server.url}/")
    ana.find("SN-1")
    ana.tell()

    # The terms stand on the page; without the tick nothing goes on
    ana.page.locator("[value=advance_replacement]").check()
    expect(ana.page.get_by_text("You send back").first).to_be_visible()
    assert faults(ana.page) == []
    tick = ana.page.locator("input[type=checkbox]").first
    assert not tick.is_checked()
    ana.press("Check everything")
    expect(ana.page.locator(".error").first).to_be_visible()
    tick = ana.page.locator("input[type=checkbox]").first
    tick.check()
    ana.press("Check everything")
    assert faults(ana.page) == []
    ana.create()
    ana.page.wait_for_url("**/r/RMA-**")

    # The swap is accepted by name, and a new unit waits to be shipped
    case = Case.objects.get()
    swap = AdvanceReplacement.objects.get(line__case=case)
    assert (case.status, swap.accepted_by) == ("approved", "Ana Berg")
    assert Dispatch.objects.to_ship().get(line__case=case).is_ahead
    ana.context.close()
