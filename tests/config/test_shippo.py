"""The settings of Shippo: nonsense is refused with the name of the variable."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import shippo

TEST_KEY = "shippo_test_0123456789abcdef"
LIVE_KEY = "shippo_live_0123456789abcdef"


@pytest.fixture
def given(monkeypatch):
    def give(*, is_chosen=True, **variables):
        for name in ("SHIPPO_API_TOKEN", "SHIPPO_API_BASE", "SHIPPO_ALLOW_LIVE"):
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return shippo.options(is_chosen=is_chosen)

    return give


class TestShippoSettings:
    def test_are_not_needed_where_another_carrier_is_chosen(self, given):
        assert given(is_chosen=False)["token"] == ""

    def test_take_a_test_key(self, given):
        assert given(SHIPPO_API_TOKEN=TEST_KEY) == {
            "token": TEST_KEY,
            "base": "https://api.goshippo.com",
        }

    def test_take_a_live_key_only_where_it_is_allowed(self, given):
        with pytest.raises(ImproperlyConfigured, match="SHIPPO_API_TOKEN"):
            given(SHIPPO_API_TOKEN=LIVE_KEY)
        allowed = given(SHIPPO_API_TOKEN=LIVE_KEY, SHIPPO_ALLOW_LIVE="1")
        assert allowed["token"] == LIVE_KEY

    @pytest.mark.parametrize("token", ["", "nonsense", "shippo_test_", "shippo_x_123"])
    def test_refuse_a_key_that_is_none(self, given, token):
        with pytest.raises(ImproperlyConfigured, match="SHIPPO_API_TOKEN"):
            given(SHIPPO_API_TOKEN=token)

    @pytest.mark.parametrize(
        "base", ["http://api.example.com", "ftp://x", "https://a@b.example", "https://"]
    )
    def test_refuse_an_address_that_anybody_could_listen_to(self, given, base):
        with pytest.raises(ImproperlyConfigured, match="SHIPPO_API_BASE"):
            given(SHIPPO_API_TOKEN=TEST_KEY, SHIPPO_API_BASE=base)

    def test_take_http_on_this_machine(self, given):
        here = given(SHIPPO_API_TOKEN=TEST_KEY, SHIPPO_API_BASE="http://127.0.0.1:8090")
        assert here["base"] == "http://127.0.0.1:8090"
