"""What arrives otherwise than planned: after its return expired, and in a photo."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from outbox import work
from rma.actions import approval, cancelling, receiving
from rma.messages import links
from rma.models import Receipt, Upload, User
from rma.queries import boxes
from rma.rules.actors import SYSTEM
from rma.rules.commands import Command, code_of
from rma.rules.words import CaseStatus, Decision, Role
from rma.steps.counting import Arrival
from tests.portal.station.conftest import send
from tests.portal.station.test_mystery import photo
from tests.rma import builders
from tests.rma.builders import CLERK, NOON, later

pytestmark = pytest.mark.django_db


class TestAnExpiredReturn:
    @pytest.fixture
    def case(self):
        case = builders.a_case()
        return cancelling.expire_return(case=case.ref, by=SYSTEM, at=later(days=60))

    @pytest.fixture
    def desk(self):
        browser = Client()
        user = User.objects.create_user("s@desk.example", name="S.", role=Role.SUPPORT)
        browser.force_login(user)
        return browser

    def test_that_arrives_is_asked_about_and_kept_not_counted(self, at_work, case):
        told = send(at_work, "SN-1").json()["answers"][0]
        assert told["verdict"] == "ASK"
        assert told["title"] == "This return ended because nothing came in time"
        (all_in,) = send(at_work, code_of(Command.ALL_IN), about="SN-1").json()[
            "answers"
        ]
        assert all_in["verdict"] == "ASK"
        assert not Receipt.objects.exists()
        assert "Keep the parcel." in at_work.get(told["open"]).content.decode()

    def test_is_supports_until_it_is_taken_up_again_and_then_comes_in(
        self, at_work, desk, case
    ):
        home = reverse("desk:home")
        assert case.number not in desk.get(home).content.decode(), "nothing came yet"
        send(at_work, case.code)
        assert case.number in desk.get(home).content.decode()
        listed = desk.get(reverse("desk:cases"), {"status": "came_late"})
        assert case.number in listed.content.decode()

        answer = desk.post(
            reverse("desk:reopen", args=[case.number]), {"reason": "It came."}
        )
        assert answer.status_code == 302
        case.refresh_from_db()
        assert case.status != CaseStatus.EXPIRED
        listed = desk.get(reverse("desk:cases"), {"status": "came_late"})
        assert case.number not in listed.content.decode()
        yes = approval.LineDecision(builders.the_line(case).pk, Decision.APPROVED)
        approval.decide_lines(
            case=case.ref, decisions=(yes,), by=CLERK, at=timezone.now()
        )
        told = send(at_work, "SN-1 ").json()["answers"][0]
        assert told["verdict"] == "GO"
        # It is here: no label is bought, and nobody is asked to send it.
        case.refresh_from_db()
        assert (case.label_status, case.situation) == ("", "at_our_door")
        assert not boxes.of_case(case)
        steps = set(case.promises.open().values_list("step", flat=True))
        assert steps == {"inspect", "resolve", "deliver"}


class TestThePhotoOfAnOpenedParcel:
    def test_stands_on_the_page_of_its_customer_and_on_nobody_elses(
        self, at_work, client
    ):
        case = builders.a_case()
        receiving.receive_units(
            case=case.ref, arrivals=(Arrival(serial="SN-1"),), by=CLERK, at=NOON
        )
        at_work.post(
            reverse("station:photos", args=[case.number]),
            {"photos-kind": "dock", "photos-shown": [photo()]},
        )
        work.drain(only=["upload.redraw"])
        shown = Upload.objects.get()
        page = client.get(f"/t/{links.tracking_token(case)}", follow=True)
        address = reverse("customer:file", args=[case.number, shown.pk])
        assert address in page.content.decode()
        assert client.get(address).status_code == 200
        assert Client().get(address).status_code != 200
