"""Counting callers: whatever somebody writes into a header, they are one caller."""

import pytest
from django.test import Client

TOLD = {"number": "RMA-BCDF-GHJK-NPRSF", "email": "a@b.example"}
# A few more than a minute's worth, in case the minute changes meanwhile.
TRIES = 22

pytestmark = pytest.mark.django_db


def asked(forwarded, remote="10.9.8.7"):
    """Return what each look-up is answered, the header made for each."""
    return [
        Client(REMOTE_ADDR=remote if isinstance(remote, str) else remote(place))
        .post("/track", TOLD, headers={"X-Forwarded-For": forwarded(place)})
        .status_code
        for place in range(TRIES)
    ]


class TestForgedHeaders:
    def test_without_a_proxy_of_ours_no_header_makes_a_new_caller(self, settings):
        settings.PROXIES = 0
        assert 429 in asked(lambda place: f"192.0.2.{place}")

    def test_behind_one_only_what_it_wrote_counts(self, settings):
        settings.PROXIES = 1
        assert 429 in asked(lambda place: f"192.0.2.{place}, 198.51.100.4")

    def test_behind_two_those_before_them_count_for_nothing(self, settings):
        settings.PROXIES = 2
        forged = "192.0.2.{}, 203.0.113.{}, 198.51.100.4, 10.0.0.1"
        assert 429 in asked(lambda place: forged.format(place, place))

    def test_other_callers_behind_the_same_proxy_are_not_slowed_down(self, settings):
        settings.PROXIES = 1
        assert set(asked(lambda place: f"198.51.100.{place}")) == {200}

    def test_a_network_of_version_6_is_one_caller(self, settings):
        settings.PROXIES = 0
        from_many = asked(str, lambda place: f"2001:db8:1:2::{place:x}")
        assert 429 in from_many

    @pytest.mark.parametrize("proxies", [0, 1])
    def test_passwords_are_counted_for_each_account_whatever_the_header_says(
        self, settings, proxies
    ):
        settings.PROXIES = settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
        form = {"login": "a@b.example", "password": "wrong"}
        answers = [
            Client(REMOTE_ADDR="10.9.8.7")
            .post(
                "/accounts/login/",
                form,
                headers={"X-Forwarded-For": f"192.0.2.{place}"},
            )
            .text
            for place in range(8)
        ]
        assert "Too many" in answers[-1]
