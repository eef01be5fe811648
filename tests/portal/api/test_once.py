"""One effect and one answer for a request that is sent again."""

import json

import pytest

from outbox.models import Job
from rma.models import Case, Event, IdempotencyKey
from tests.portal.api import world

REPLAYED = "Idempotency-Replayed"


class TestOnce:
    def test_the_same_again_gives_the_same_bytes_and_no_second_effect(
        self, partner, sick
    ):
        body = world.asked(sick.serial)
        first = partner.post("/returns", body, once="abc")
        second = partner.post("/returns", body, once="abc")

        assert (first.status_code, second.status_code) == (201, 201)
        assert first.content == second.content
        assert REPLAYED not in first
        assert second[REPLAYED] == "true"
        assert (Case.objects.count(), Event.objects.count()) == (1, 1)
        assert Job.objects.filter(kind="label.buy").count() == 1

    def test_the_first_answer_stands_even_after_things_moved_on(self, partner, sick):
        body = world.asked(sick.serial)
        first = partner.post("/returns", body, once="abc")
        partner.post(f"/returns/{first.json()['number']}/cancel", {})
        again = partner.post("/returns", body, once="abc")
        assert again.json()["status"] == "approved"
        assert again.content == first.content

    def test_an_answer_lost_in_a_crash_is_given_by_the_next_repetition(
        self, partner, sick
    ):
        body = world.asked(sick.serial)
        first = partner.post("/returns", body, once="abc")
        IdempotencyKey.objects.update(answer_status=None, answer="")
        again = partner.post("/returns", body, once="abc")
        assert again.json() == first.json()
        assert Case.objects.count() == 1

    def test_how_the_json_is_written_does_not_matter(self, partner, sick):
        body = world.asked(sick.serial)
        partner.post("/returns", body, once="abc")
        turned = json.loads(json.dumps(dict(reversed(body.items()))))
        assert partner.post("/returns", turned, once="abc")[REPLAYED] == "true"

    def test_another_body_is_refused(self, partner, north, camera, sick):
        world.unit("SN-0002", north, camera)
        partner.post("/returns", world.asked(sick.serial), once="abc")
        answer = partner.post("/returns", world.asked("SN-0002"), once="abc")
        assert answer.status_code == 422
        assert answer.json()["code"] == "idempotency-key-reused"
        assert Case.objects.count() == 1

    def test_another_address_is_another_request(self, partner, opened, sick):
        key = IdempotencyKey.objects.get().key
        answer = partner.post(f"/returns/{opened['number']}/cancel", {}, once=key)
        assert answer.json()["code"] == "idempotency-key-reused"
        assert Case.objects.get().status == "approved"

    def test_keys_of_two_programs_do_not_meet(self, partner, stranger, south, camera):
        world.unit("S1", south, camera)
        partner.post("/returns", world.asked("X1"), once="abc")
        answer = stranger.post("/returns", world.asked("S1"), once="abc")
        assert answer.status_code == 201
        assert REPLAYED not in answer

    def test_a_refused_request_may_be_tried_again_with_its_key(
        self, partner, north, camera, opened
    ):
        assert partner.post(
            "/returns", world.asked("SN-0001"), once="k"
        ).status_code == (409)
        partner.post(f"/returns/{opened['number']}/cancel", {})
        again = partner.post("/returns", world.asked("SN-0001"), once="k")
        assert again.status_code == 201

    @pytest.mark.parametrize("key", ["", "x" * 256, "with space", "ümlaut"])
    def test_a_post_needs_a_key(self, partner, sick, key):
        headers = {"Idempotency-Key": key} if key else {}
        answer = partner.post("/returns", world.asked(sick.serial), once="", **headers)
        assert answer.status_code == 400
        assert answer.json()["code"] == "idempotency-key-required"
        assert not Case.objects.exists()

    def test_a_scan_needs_none(self, staff):
        assert staff.post("/scans", {"code": "x"}, once="").status_code == 200
