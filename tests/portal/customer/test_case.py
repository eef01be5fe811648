"""The page of a return: made once, seen by its own, printed, answered, cancelled."""

import pytest
from django.test import Client
from django.utils import timezone

from rma.actions import approval, inspecting, receiving, resolving
from rma.models import Case, CaseLine, Dispatch, Draft, Event, Message
from rma.rules.actors import SYSTEM
from rma.rules.words import CaseStatus, Finding, ResolutionKind
from rma.steps.counting import Arrival
from shipping.models import LabelPurchase
from tests.portal.customer.walk import Walk, drain

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def address(walk, unit):
    return walk.whole("SN-1")


class TestWhatBecameOfIt:
    def test_is_told_from_the_finding_to_the_decision(self, client, address):
        case, line = Case.objects.get(), CaseLine.objects.get()
        arrival = Arrival(line_id=line.pk)
        receiving.receive_units(
            case=case.ref, arrivals=(arrival,), by=SYSTEM, at=timezone.now()
        )
        inspecting.inspect_units(
            case=case.ref,
            line_id=line.pk,
            outcome=Finding.FAULT_CONFIRMED,
            cause="Water got in at the seal.",
            by=SYSTEM,
            at=timezone.now(),
        )
        text = client.get(address).text
        assert "Checked – we put it right next" in text
        assert "We found the fault. Water got in at the seal." in text
        resolving.resolve_units(
            case=case.ref,
            line_id=line.pk,
            kind=ResolutionKind.REPAIR,
            by=SYSTEM,
            at=timezone.now(),
        )
        text = client.get(address).text
        assert "We repair it and send it back." in text
        assert "You asked for:" in text
        # Another unit that left in its place is named, this one itself is not.
        Dispatch.objects.update(
            kind="replacement", serial="SN-1",
            shipped_at=timezone.now(), shipped_by="Kai",
        )  # fmt: skip
        assert "The new one has" not in client.get(address).text
        Dispatch.objects.update(serial="SN-77")
        text = client.get(address).text
        assert "The new one has the serial number" in text
        assert "SN-77" in text


class TestPapers:
    def test_to_send_it_go_once_the_return_has_ended(self, client, address):
        drain()
        before, case = client.get(address).text, Case.objects.get()
        Case.objects.update(status=CaseStatus.CLOSED, closed_at=case.opened_at)
        after = client.get(address).text
        assert "/label.pdf" in before
        assert "/label.pdf" not in after


class TestCreate:
    def test_makes_one_return_however_often_the_button_is_pressed(self, walk, unit):
        walk.to_check("SN-1")
        once = walk.once()
        first, second = walk.create(once), walk.create(once)
        assert first["Location"] == second["Location"]
        assert Case.objects.count() == 1
        assert walk.client.get("/r/new/check")["Location"] == first["Location"]

    def test_makes_one_return_of_two_tabs_and_a_lost_answer(self, walk, unit):
        walk.to_check("SN-1")
        once, kept = walk.once(), Draft.objects.get().data
        first = walk.create(once)
        Draft.objects.update(data=kept)
        assert walk.create(once)["Location"] == first["Location"]
        assert Case.objects.count() == 1

    def test_makes_nothing_of_a_page_that_is_not_of_this_draft(self, walk, unit):
        walk.to_check("SN-1")
        assert walk.create("0" * 32).status_code == 200
        assert not Case.objects.exists()

    def test_says_so_where_the_unit_went_on_another_return_meanwhile(self, walk, unit):
        walk.to_check("SN-1")
        once = walk.once()
        other = Walk(Client())
        other.whole("SN-1")
        page = walk.create(once)
        assert page.status_code == 409
        assert "This unit is on a return already" in page.text
        assert Case.objects.count() == 1

    def test_forgets_what_the_draft_held(self, address):
        assert set(Draft.objects.get().data) == {"done"}

    def test_is_written_by_the_customer_with_their_words(self, address):
        assert Event.objects.first().by == "Ana Silva"
        assert CaseLine.objects.get().description == "No picture since the storm."


class TestPage:
    def test_waits_for_its_label_and_then_prints_it(self, client, address):
        page = client.get(address)
        assert "Your label is being made" in page.text
        assert '<noscript><meta http-equiv="refresh"' in page.text
        assert client.get(f"{address}label.pdf")["Location"] == address
        drain()
        page = client.get(address)
        assert "Label ready – the carrier does not have it yet" in page.text
        assert "refresh" not in page.text
        label = client.get(f"{address}label.pdf")
        assert label.content.startswith(b"%PDF-")
        assert label["X-Content-Type-Options"] == "nosniff"
        assert label["Cache-Control"] == "private, no-store"
        assert label["Content-Disposition"].startswith('inline; filename="RMA-')

    def test_gives_the_slip_on_the_paper_asked_for(self, client, address):
        drain(draws=True)
        for paper in ("a4", "letter", "nonsense"):
            slip = client.get(f"{address}slip.pdf?paper={paper}")
            assert slip.content.startswith(b"%PDF-"), paper

    @pytest.mark.parametrize("kind", ["claim-packet", "nonsense", "report"])
    def test_gives_no_paper_that_is_not_the_customers(self, client, address, kind):
        assert client.get(f"{address}{kind}.pdf")["Location"] == address

    def test_shows_plan_steps_code_and_person(self, client, address):
        page = client.get(address).text
        for word in ("The plan", "What to do", "QR code of return", "Returns desk"):
            assert word in page

    def test_needs_few_statements(self, client, address, django_assert_max_num_queries):
        drain()
        client.get(address)
        with django_assert_max_num_queries(5):
            assert client.get(address).status_code == 200

    def test_answers_strangers_alike_for_any_number(self, address):
        stranger = Client()
        foreign, unknown = (
            stranger.get(path) for path in (address, "/r/RMA-BCDF-GHJK-NPRSF/")
        )
        assert foreign.status_code == unknown.status_code == 404
        number = address.split("/")[2]
        same = foreign.text.replace(number, "RMA-BCDF-GHJK-NPRSF").splitlines()
        differing = [
            line
            for line, other in zip(same, unknown.text.splitlines(), strict=True)
            if line != other and "csrfmiddlewaretoken" not in line
        ]
        assert [line for line in differing if "/r/" not in line] == []

    @pytest.mark.parametrize(
        "path", ["", "label", "label.pdf", "slip.pdf", "answer", "cancel", "more-time"]
    )
    def test_shows_a_stranger_nothing_of_it(self, address, path):
        page = Client().get(f"{address}{path}")
        assert page.status_code == 404
        for secret in ("Ana Silva", "Verborgene", "SN-1", "NV-410"):
            assert secret not in page.text

    def test_opens_for_the_account_and_not_for_another(self, address, shop):
        owner = Client()
        owner.force_login(shop.user, BACKEND)
        assert owner.get(address).status_code == 200

    def test_takes_no_forged_cookie(self, address):
        stranger = Client()
        stranger.cookies["returns"] = "eyJhIjoxfQ:1:forged"
        assert stranger.get(address).status_code == 404

    def test_closes_to_old_links_and_devices_once_they_are_revoked(
        self, client, address
    ):
        Case.objects.update(tracking_version=2)
        assert client.get(address).status_code == 404

    def test_is_only_looked_at(self, client, address):
        assert client.post(address).status_code == 405


class TestActs:
    def test_takes_the_answer_to_a_question_once(self, client, walk, shop):
        shop.unit("SN-8", days=1200)
        walk.find("SN-8")
        walk.tell()
        walk.choose(wish="repair")
        address = walk.create()["Location"]
        line = CaseLine.objects.get()
        approval.ask_for_information(
            case=line.case_id,
            line_id=line.pk,
            question="Does the light blink?",
            by=SYSTEM,
            at=line.case.opened_at,
        )
        assert "Does the light blink?" in client.get(address).text
        assert client.post(f"{address}answer", {"answer": ""}).status_code == 422
        told = {"answer": "Yes.", "once": "a" * 32}
        for _ in range(2):
            assert client.post(f"{address}answer", told)["Location"] == address
        line.refresh_from_db()
        assert line.answer == "Yes."
        assert Event.objects.filter(name="information.given").count() == 1

    def test_cancels_after_a_page_that_says_what_that_means(self, client, address):
        assert "Cancel this return?" in client.get(f"{address}cancel").text
        assert Case.objects.get().is_open
        told = {"reason": "Found the fault.", "once": "b" * 32}
        for _ in range(2):
            assert client.post(f"{address}cancel", told)["Location"] == address
        assert Case.objects.get().status == "cancelled"
        ended = client.get(address).text
        assert "It ended on" in ended
        assert "Begin again" in ended
        assert "Cancelled" in client.get(address).text

    def test_refuses_to_cancel_what_is_on_its_way(self, client, address):
        Case.objects.update(inbound_state="moving")
        page = client.post(f"{address}cancel", {"once": "c" * 32})
        assert page.status_code == 422
        assert "The carrier has your parcel already" in page.text
        assert Case.objects.get().is_open

    def test_has_no_more_time_to_give_without_a_swap(self, client, address):
        assert client.get(f"{address}more-time")["Location"] == address


class TestMail:
    def test_leads_from_the_letter_to_the_page(self, client, address):
        drain()
        told = Message.objects.filter(case__isnull=False).first()
        assert "/t/" in told.text


class TestALabelTheCarrierRefused:
    def test_is_ours_to_mend_and_the_customer_may_say_what_is_wrong(
        self, walk, address
    ):
        LabelPurchase.objects.update(state="declined", problem="A cap of ours.")
        Case.objects.update(label_status="failed")
        page = walk.client.get(address).text
        assert "Nothing to do for you" in page
        place = Case.objects.get().sender.postal_code
        assert f"We gave the carrier this place: {place}" in page
        assert "A cap of ours." not in page
        begun = walk.client.get(f"{address}ask?about=from").text
        assert "The address I send it from is right like this:" in begun


def test_what_a_person_looks_at_first_is_not_to_be_sent_yet(walk, shop):
    walk.find("SN-NOBODY-KNOWS", anyway="1")
    told = "Do not send this one before we have written to you."
    walk.tell(**{"u1-about": "Dome camera"})
    walk.choose(wish="repair")
    assert told in walk.client.get(walk.create()["Location"]).text
    shop.unit("SN-1")
    walk.client.cookies.clear()
    assert told not in walk.client.get(walk.whole("SN-1")).text
