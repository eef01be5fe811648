"""The desk in a real browser: every page in both themes, and a day's work by hand."""

import uuid

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.utils import timezone

from outbox.models import Job
from rma.actions import differing, inspecting, receiving, resolving
from rma.actions.differing import Difference
from rma.models import (
    Case,
    CreditRequest,
    Discrepancy,
    Message,
    Policy,
    Promise,
    Site,
    User,
    VendorClaim,
)
from rma.rules.words import DiscrepancyKind, Finding, Reason, ResolutionKind, Wish
from rma.steps.counting import Arrival
from tests.rma.builders import CLERK, a_case, a_unit, broken, the_line

pytestmark = pytest.mark.browser


@pytest.fixture
def world(company):
    """One return in each state that a page of the desk can show."""
    now = timezone.now()
    for number in range(4):
        a_unit(f"SN-{number}", shipped_on=now.date())
    undecided = a_case(broken("SN-0", reason=Reason.OTHER), at=now)
    checked = a_case(broken("SN-1"), at=now)
    line = the_line(checked)
    arrival = Arrival(line_id=line.pk)
    receiving.receive_units(case=checked.ref, arrivals=(arrival,), by=CLERK, at=now)
    inspecting.inspect_units(
        case=checked.ref,
        line_id=line.pk,
        outcome=Finding.FAULT_CONFIRMED,
        by=CLERK,
        at=now,
    )
    differing.note_discrepancy(
        case=checked.ref,
        difference=Difference(kind=DiscrepancyKind.EXTRA),
        by=CLERK,
        at=now,
    )
    credited = a_case(broken("SN-2"), at=now)
    resolving.resolve_units(
        case=credited.ref,
        line_id=the_line(credited).pk,
        kind=ResolutionKind.CREDIT,
        is_without_unit=True,
        by=CLERK,
        at=now,
    )
    swapped = a_case(broken("SN-3", wish=Wish.ADVANCE_REPLACEMENT), at=now)
    Message.objects.create(
        case=checked,
        letter="approved",
        to="jo@weber.example",
        subject="Approved",
        text="Hello Jo",
        html='<!DOCTYPE html><html lang="en"><title>Hello</title><p>Hello Jo</p>',
        message_id="<1@x>",
        created_at=now,
    )
    Job.objects.create(kind="tell", key="stuck", state="dead", finished_at=now)
    return {"undecided": undecided, "checked": checked, "swapped": swapped}


@pytest.fixture
def desk(browser, live_server, world):
    """Open windows in which a lead, who is an administrator, has signed in."""
    user = User.objects.create_user("ada@desk.example", name="Ada", role="admin")
    client = Client()
    client.force_login(user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    opened = []

    def window(width, scheme="light", **more):
        context = browser.new_context(
            viewport={"width": width, "height": 844},
            color_scheme=scheme,
            base_url=live_server.url,
            **more,
        )
        context.add_cookies([cookie | {"url": live_server.url}])
        opened.append(context)
        return context.new_page()

    yield window
    for context in opened:
        context.close()


def addresses(world):
    """Return every page of the desk, with something on it."""
    undecided, checked = world["undecided"], world["checked"]
    date = Promise.objects.open().filter(case=checked).first()
    difference = Discrepancy.objects.latest("pk")
    line = f"returns/{undecided.number}/lines/1"
    whole = [f"returns/{case.number}" for case in Case.objects.all()]
    acts = [f"{line}/{act}" for act in ("approve", "refuse", "ask", "override")]
    checked_line = f"returns/{checked.number}/lines/1"
    acts += [f"{checked_line}/{act}" for act in ("resolve", "place", "stop-waiting")]
    rest = [
        f"returns/{undecided.number}/cancel",
        f"returns/{undecided.number}/reopen",
        f"returns/{undecided.number}/answer",
        f"returns/{undecided.number}/link",
        f"returns/{world['swapped'].number}/time",
        f"returns/{checked.number}/dates/{date.pk}",
        f"returns/{checked.number}/differences/{difference.pk}",
        f"claims/{VendorClaim.objects.first().number}",
        f"claims/{VendorClaim.objects.first().number}/answer",
        f"credits/{CreditRequest.objects.first().pk}",
        f"mail/{Message.objects.first().pk}",
        f"work/{Job.objects.dead().first().pk}",
        f"work/{Job.objects.dead().first().pk}/cancel",
        f"settings/sites/{Site.objects.first().pk}",
        f"settings/policies/{Policy.objects.first().pk}",
        f"settings/people/{User.objects.first().pk}",
    ]
    lists = ["", "returns/", "returns/?q=weber", "returns/?account=x", "claims/"]
    lists += ["swaps/", "promises/", "shipping/", "credits/", "mail/", "work/"]
    lists += ["returns/new?q=weber", "returns/new?account=C-1", "settings/"]
    lists += ["settings/makers/new", "settings/people/new"]
    return [f"/desk/{each}" for each in (*lists, *whole, *acts, *rest)]


def sticks_out(page):
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


class TestEveryPage:
    @pytest.mark.parametrize(
        ("width", "scheme"),
        [(390, "light"), (1280, "dark")],
    )
    @pytest.mark.slow
    def test_gives_axe_nothing_to_find_and_never_sticks_out(
        self, desk, world, width, scheme
    ):
        page = desk(width, scheme)
        for address in addresses(world):
            response = page.goto(address)
            assert response.status == 200, address
            found = Axe().run(page)
            assert found.violations_count == 0, address + found.generate_report()
            assert sticks_out(page) == 0, address


class TestPagesOfEveryDay:
    @pytest.mark.slow
    def test_give_axe_nothing_to_find(self, desk, world):
        page = desk(1280)
        number = world["checked"].number
        for address in ("/desk/", "/desk/returns/", f"/desk/returns/{number}"):
            page.goto(address)
            found = Axe().run(page)
            assert found.violations_count == 0, address + found.generate_report()
            assert sticks_out(page) == 0, address


class TestADaysWork:
    @pytest.mark.slow
    @pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
    def test_by_hand(self, desk, world, scripts):
        page = desk(1280, java_script_enabled=scripts)
        undecided = world["undecided"]

        # What needs somebody is on the first page; one press leads there.
        page.goto("/desk/")
        page.get_by_role("link", name=undecided.number).first.click()
        assert "No picture since Monday." in page.content()

        # A refusal without a reason is explained beside its field.
        page.get_by_role("link", name="Refuse line 1").click()
        page.get_by_role("button", name="Refuse this line").click()
        assert page.title().startswith("Error:")
        assert page.locator("#id_reason_error").inner_text().endswith("in plain words.")
        page.get_by_role("link", name="Leave it as it is").click()

        # Approving is one press; the page says what follows.
        page.get_by_role("button", name="Approve line 1").click()
        assert "The customer is told what comes next" in page.content()
        assert the_line(undecided).decision == "approved"

        # The box on top finds it by its serial number.
        page.get_by_label("Find by any number, name or e-mail").fill("sn 0")
        page.get_by_role("button", name="Find").click()
        assert page.url.endswith(undecided.number)

        # A caller has another unit.
        serial = f"SN-{uuid.uuid4().hex[:6].upper()}"
        page.goto("/desk/returns/new")
        page.get_by_role("textbox", name="Customer").fill("weber")
        page.get_by_role("button", name="Find the customer").click()
        page.get_by_role("link", name="Kamera Weber").first.click()
        page.get_by_label("Serial number").fill(serial)
        page.get_by_label("What happened, in their words").fill("It hums.")
        page.get_by_role("button", name="Open this return").click()
        assert "It hums." in page.content()
        assert Case.objects.filter(lines__serial=serial).count() == 1
