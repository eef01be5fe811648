"""The steps of sending something are ticked on the page and kept by us."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from portal.desk import story
from rma.actions import declaring, ticking
from rma.actions.ticking import NoSuchStep
from rma.messages import links
from rma.models import Case, Contact, Event, Message, Preparation, User
from rma.queries import case_page
from rma.rules.erasure import Erasure
from rma.rules.words import HandOver
from tests.rma.jobs import world
from tests.rma.jobs.world import CUSTOMER, NOON, later

pytestmark = pytest.mark.django_db

_TICK = re.compile(
    r'aria-checked="(\w+)" name="(\w+)" value="([\w-]+)"[^>]*>(.*?)</button>', re.DOTALL
)


@pytest.fixture
def case(time_machine):
    time_machine.move_to(NOON, tick=False)
    case = world.open_return()
    world.drain(NOON)
    return Case.objects.get(pk=case.pk)


@pytest.fixture
def guest(client, case):
    client.get(f"/t/{links.tracking_token(case)}")
    return client


def ticks(client, case):
    """Return of each step whether it is ticked, and how it is sent."""
    body = client.get(reverse("customer:case", args=[case.number])).text
    return {key: (on, name, said) for on, name, key, said in _TICK.findall(body)}


def press(client, case, **told):
    return client.post(reverse("customer:tick", args=[case.number]), told)


class TestTheTicks:
    def test_are_empty_first_one_for_each_step(self, guest, case):
        shown = ticks(guest, case)
        assert list(shown) == ["pack", "close", "label-label", "hand_over-label"]
        assert {(on, name) for on, name, _said in shown.values()} == {("false", "done")}

    def test_are_kept_with_their_time_and_told_to_nobody(
        self, guest, case, time_machine
    ):
        written = Message.objects.count()
        time_machine.move_to(later(hours=2), tick=False)
        answer = press(guest, case, done="pack")
        assert answer["Location"] == f"/r/{case.number}/#how"

        on, name, said = ticks(guest, case)["pack"]
        assert (on, name) == ("true", "undone")
        assert "14:00" in said
        event = case.events.get(name="step.ticked")
        assert (event.by, event.by_kind) == ("Marta Ruiz", "customer")
        assert event.facts == {
            "key": "pack",
            "title": "Pack it in a firm box with padding on every side",
        }
        world.drain(later(hours=3))
        assert Message.objects.count() == written

    def test_pressed_twice_count_once_and_are_taken_back(self, guest, case):
        press(guest, case, done="pack")
        kept = Case.objects.get(pk=case.pk).steps_done
        press(guest, case, done="pack")
        assert Case.objects.get(pk=case.pk).steps_done == kept
        assert case.events.filter(name="step.ticked").count() == 1
        press(guest, case, undone="pack")
        press(guest, case, undone="pack")
        assert Case.objects.get(pk=case.pk).steps_done == {}
        assert case.events.filter(name="step.unticked").count() == 1
        assert ticks(guest, case)["pack"][0] == "false"

    @pytest.mark.parametrize("told", [{"done": "dance"}, {"done": ""}, {}])
    def test_of_no_step_change_nothing(self, guest, case, told):
        before = Event.objects.count()
        assert press(guest, case, **told).status_code == 302
        assert Event.objects.count() == before

    def test_are_drawn_anew_for_a_browser_that_has_the_page(self, guest, case):
        page = reverse("customer:case", args=[case.number])
        # The first page brings the cookie that its form needs.
        guest.get(page)
        tag = guest.get(page)["ETag"]
        assert guest.get(page, HTTP_IF_NONE_MATCH=tag).status_code == 304
        ticking.tick_step(
            case=case.ref, key="close", is_done=True, by=CUSTOMER, at=NOON
        )
        assert guest.get(page, HTTP_IF_NONE_MATCH=tag).status_code == 200

    def test_are_asked_anew_where_the_step_is_another(self, guest, case):
        press(guest, case, done="label-label")
        press(guest, case, done="pack")
        Case.objects.filter(pk=case.pk).update(hand_over=HandOver.OWN_CARRIER)
        shown = ticks(guest, case)
        assert shown["label-own_carrier"][0] == "false"
        assert shown["pack"][0] == "true"

    def test_stand_in_the_history_at_the_desk(self, guest, case):
        press(guest, case, done="pack")
        told = case_page.page_of(case_page.find_case(case.number)).history
        said = {each.text: each.more for each in story.entries(told)}
        assert said["The sender ticked as done"].startswith("Pack it in a firm box")


class TestWhatIsDoneToTheUnitFirst:
    def test_has_a_tick_of_its_own_under_the_words_of_the_table(self, client):
        unit = world.camera()
        unit.product.holds_data = True
        unit.product.save()
        row = Preparation.objects.create(title="Save its settings", category="camera")
        case = world.open_return(unit=unit)
        declaring.declare_erasure(
            case=case.ref, answers={1: Erasure.ERASED}, by=CUSTOMER, at=NOON
        )
        ticking.tick_step(
            case=case.ref, key=f"prepare-{row.pk}", is_done=True, by=CUSTOMER, at=NOON
        )
        event = case.events.get(name="step.ticked")
        assert event.facts["title"] == "Save its settings"


class TestWhoMayTick:
    def test_is_not_a_stranger(self, case):
        assert press(Client(), case, done="pack").status_code == 404

    def test_is_not_who_only_reads(self, case):
        shared = links.shared_url(case)
        reader = Client()
        body = reader.get(shared[shared.index("/v/") :]).text
        assert 'name="done"' not in body
        assert press(reader, case, done="pack").status_code == 404

    def test_is_not_a_link(self, guest, case):
        address = reverse("customer:tick", args=[case.number])
        assert guest.get(address).status_code == 405

    def test_is_nobody_once_the_return_has_ended(self, case):
        Case.objects.filter(pk=case.pk).update(status="closed", closed_at=NOON)
        with pytest.raises(NoSuchStep):
            ticking.tick_step(
                case=case.ref, key="pack", is_done=True, by=CUSTOMER, at=NOON
            )


class TestAMemberWhoOnlyReads:
    def test_sees_what_is_done_and_no_button(self, case, client):
        ticking.tick_step(case=case.ref, key="pack", is_done=True, by=CUSTOMER, at=NOON)
        user = world_member(case, "finance")
        client.force_login(user)
        body = client.get(reverse("customer:case", args=[case.number])).text
        assert 'role="checkbox"' not in body
        assert body.count('class="is-done"') == 1
        assert press(client, case, done="close").status_code == 403


def world_member(case, role):
    """Return somebody signed in who has a role at the return's account."""
    user = User.objects.create(email=f"{role}@sicher.example")
    Contact.objects.create(
        account=case.account, user=user, email=user.email, name="Fin", role=role
    )
    return user
