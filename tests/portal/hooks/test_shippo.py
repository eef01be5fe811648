"""The door that Shippo calls: who gets in, what is kept, and that nothing else runs."""

import hmac
import json
import time

import pytest
from django.db import DatabaseError
from django.test import Client

from outbox.models import Job
from shipping import inbox
from shipping.models import CarrierHook

SECRET = "a-secret-of-the-address"
PLACE = f"/hooks/shippo/{SECRET}"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _agreed(settings):
    settings.SHIPPO_WEBHOOK_SECRET = SECRET
    settings.SHIPPO_WEBHOOK_HMAC = ()
    settings.SHIPPO_WEBHOOK_ADDRESSES = ()


def told(**data):
    return json.dumps({"event": "track_updated", "test": True, "data": data}).encode()


def send(body=None, place=PLACE, **headers):
    body = told(carrier="ups") if body is None else body
    client = Client(enforce_csrf_checks=True)
    return client.post(place, body, content_type="application/json", headers=headers)


def signature(body, secret="whsec", late=0):
    t = int(time.time()) - late
    digest = hmac.new(secret.encode(), f"{t}.".encode() + body, "sha256").hexdigest()
    return f"t={t},v1={digest}"


class TestADoorForTheCarrier:
    def test_keeps_the_raw_bytes_in_one_statement_and_posts_nothing(
        self, django_assert_num_queries
    ):
        body = b'{"event":"track_updated",  "place":"K\xf6ln"}'
        with django_assert_num_queries(1):
            answer = send(body)

        assert answer.status_code == 202
        hook = CarrierHook.objects.get()
        assert (bytes(hook.body), hook.proof, hook.state) == (body, "secret", "new")
        assert not Job.objects.exists()

    def test_keeps_the_same_hook_once(self):
        assert [send().status_code for _ in range(3)] == [202, 202, 202]
        assert CarrierHook.objects.count() == 1

    @pytest.mark.parametrize("method", ["get", "post", "put", "delete", "options"])
    def test_is_not_there_for_another_secret(self, method):
        ask = getattr(Client(), method)
        assert ask("/hooks/shippo/another-secret").status_code == 404
        assert not CarrierHook.objects.exists()

    def test_is_not_there_where_no_secret_is_set(self, settings):
        settings.SHIPPO_WEBHOOK_SECRET = ""
        assert send().status_code == 404

    def test_takes_no_other_verb(self):
        assert Client().get(PLACE).status_code == 405

    def test_refuses_more_than_256_kilobytes(self):
        most = b" " * inbox.MOST_BYTES
        assert send(most).status_code == 202
        assert send(most + b" ").status_code == 413
        assert CarrierHook.objects.count() == 1

    def test_refuses_nothing_at_all(self):
        assert send(b"").status_code == 400

    @pytest.mark.parametrize("body", [b"\x00\xff", b"[]", b"{", b"[" * 100_000])
    def test_keeps_also_what_nobody_can_read(self, body):
        assert send(body).status_code == 202

    def test_says_that_it_kept_nothing_where_the_database_is_down(self, monkeypatch):
        def broken(**_hook):
            raise DatabaseError

        monkeypatch.setattr(inbox, "keep", broken)
        assert send().status_code == 503


class TestASignedHook:
    @pytest.fixture(autouse=True)
    def _signed(self, settings):
        settings.SHIPPO_WEBHOOK_HMAC = ("whsec", "older")

    @pytest.mark.parametrize("secret", ["whsec", "older"])
    def test_is_taken_by_any_secret_agreed_on(self, secret):
        body = told(carrier="ups")
        header = {"Shippo-Auth-Signature": signature(body, secret)}
        assert send(body, **header).status_code == 202
        assert CarrierHook.objects.get().proof == "signature"

    @pytest.mark.parametrize("late", [-400, 400])
    def test_is_refused_when_it_is_not_from_now(self, late):
        body = told(carrier="ups")
        header = {"Shippo-Auth-Signature": signature(body, late=late)}
        assert send(body, **header).status_code == 401

    def test_is_refused_unsigned_forged_or_signed_twice(self):
        body = told(carrier="ups")
        good = signature(body)
        forged = {"Shippo-Auth-Signature": signature(body, "wrong")}
        twice = {"Shippo-Auth-Signature": f"{good},{good}"}
        assert send(body).status_code == 401
        assert send(body, **forged).status_code == 401
        assert send(body, **twice).status_code == 401
        assert not CarrierHook.objects.exists()


class TestAListOfAddresses:
    def test_lets_in_those_it_names(self, settings):
        settings.SHIPPO_WEBHOOK_ADDRESSES = ("127.0.0.1",)
        assert send().status_code == 202
        assert CarrierHook.objects.get().proof == "address"

    def test_keeps_out_all_others_and_believes_no_header(self, settings):
        settings.SHIPPO_WEBHOOK_ADDRESSES = ("52.4.41.98",)
        assert send(**{"X-Forwarded-For": "52.4.41.98"}).status_code == 401

    def test_believes_our_own_proxy(self, settings):
        settings.SHIPPO_WEBHOOK_ADDRESSES = ("52.4.41.98",)
        settings.PROXIES = 1
        assert send(**{"X-Forwarded-For": "1.1.1.1, 52.4.41.98"}).status_code == 202
