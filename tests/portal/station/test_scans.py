"""What the station's page sends, and what it may know while it is cut off."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rma.models import Device, Scan, Shift, User
from tests.portal.station.conftest import send
from tests.rma import builders

pytestmark = pytest.mark.django_db


class TestSendingScans:
    def test_many_are_answered_in_order_and_kept_once(self, at_work):
        builders.a_case()
        scans = [{"id": str(uuid.uuid4()), "text": text} for text in ("SN-1", "x", "y")]
        for _each in range(2):
            answer = at_work.post(
                reverse("station:scans"),
                {"scans": scans},
                content_type="application/json",
            )
            told = answer.json()["answers"]
            assert [each["id"] for each in told] == [each["id"] for each in scans]
            assert [each["verdict"] for each in told] == ["GO", "UNKNOWN", "UNKNOWN"]
        assert Scan.objects.count() == 3

    def test_one_scan_takes_six_statements_at_most(
        self, at_work, django_assert_max_num_queries
    ):
        builders.a_case()
        with django_assert_max_num_queries(8) as seen:  # BEGIN and COMMIT among them
            send(at_work, "SN-1")
        own = [each for each in seen.captured_queries if "SAVEPOINT" not in each["sql"]]
        assert len(own) <= 6

    def test_a_stored_scan_is_by_who_was_there_when_it_was_made(self, at_work):
        made_in = Shift.objects.get().pk
        other = User.objects.create_user("b@desk.example", name="B. Two", role="lead")
        Shift.objects.update(ended_at=timezone.now())
        Shift.objects.create(
            device=Device.objects.get(),
            user=other,
            started_at=timezone.now(),
            seen_at=timezone.now(),
        )
        send(at_work, "x", shift=made_in)
        send(at_work, "y", shift=made_in + 9999)
        assert list(Scan.objects.order_by("text").values_list("by", flat=True)) == [
            "A. Clerk",
            "B. Two",
        ]

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"[]",
            b"null",
            b'{"scans": 7}',
            b'{"scans": [7]}',
            b'{"scans": [{"id": "x", "text": "y"}]}',
            b'{"scans": [{"text": "y"}]}',
            b"\xff\xfe",
            b"[" * 5000,
            b'{"scans": [{"id": 7}]}',
        ],
    )
    def test_what_is_no_list_of_scans_is_refused(self, at_work, body):
        address = reverse("station:scans")
        answer = at_work.post(address, body, content_type="application/json")
        assert answer.status_code == 400

    @pytest.mark.parametrize(
        "text",
        ["", "\x00\x01", "\ud800", "x" * 4096, "é" * 9000, "HTTPS://EVIL.EXAMPLE/S/X"],
    )
    def test_nonsense_is_unknown_and_never_an_error(self, at_work, text):
        answer = send(at_work, text)
        assert answer.json()["answers"][0]["verdict"] == "UNKNOWN"

    def test_a_stranger_is_told_to_sign_in(self, client):
        assert send(client, "x").json() == {"code": "signed-out"}

    def test_other_peoples_pages_cannot_send(self, at_work):
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = at_work.cookies
        assert send(strict, "x").status_code == 403


class TestWhatIsExpected:
    def test_the_list_holds_hashes_and_no_person(self, at_work):
        builders.a_case()
        answer = at_work.get(reverse("station:manifest"))
        text = answer.content.decode()
        assert len(answer.json()["rows"]) >= 2
        for secret in ("SN-1", "Weber", "Hauptstr", "RMA-"):
            assert secret not in text
        again = at_work.get(
            reverse("station:manifest"), headers={"If-None-Match": answer["ETag"]}
        )
        assert again.status_code == 304

    def test_the_shell_is_the_same_for_everybody(self, at_work, client):
        assert client.get(reverse("station:shell")).status_code == 200
        assert b"A. Clerk" not in at_work.get(reverse("station:shell")).content


class TestOurOwnQr:
    def test_leads_a_device_to_the_station_and_a_stranger_to_the_status(
        self, at_work, client
    ):
        code = builders.a_case().code
        assert at_work.get(f"/S/{code}").url == f"/station/?code={code}"
        assert client.get(f"/S/{code}").status_code == 200

    def test_a_wrong_letter_is_named_as_one(self, at_work):
        code = builders.a_case().code
        wrong = code[:-1] + ("B" if code[-1] != "B" else "C")
        answer = send(at_work, wrong).json()["answers"][0]
        assert answer["verdict"] == "UNKNOWN"
        assert answer["title"] == "One letter of this code is wrong"
