"""A hook is believed only with the carrier's own signature, and only while fresh."""

import hmac
from datetime import UTC, datetime, timedelta

import pytest

from shipping.signatures import is_same, is_signed

# The inputs are those of the carrier's own test; the digest was computed apart from us.
SECRET = "whsec_shippo_example"
BODY = b'{"event":"track_updated","test":true,"data":{"carrier":"ups"}}'
THEN = datetime.fromtimestamp(1788451200, UTC)
DIGEST = "2240743a8e47ad651e0b886a225dc0fe05275b40569cacaa511f8b2cd0bb5ef2"
HEADER = f"t=1788451200,v1={DIGEST}"


def signed(header=HEADER, body=BODY, secrets=(SECRET,), at=THEN):
    return is_signed(header, body, secrets=secrets, at=at)


def header_for(t, secret=SECRET, body=BODY):
    digest = hmac.new(secret.encode(), f"{t}.".encode() + body, "sha256").hexdigest()
    return f"t={t},v1={digest}"


class TestIsSigned:
    def test_agrees_with_the_carriers_own_example(self):
        assert signed()

    def test_takes_any_secret_of_the_list_so_that_one_can_be_replaced(self):
        assert signed(secrets=("new", SECRET))
        assert not signed(secrets=("new", "older"))
        assert not signed(secrets=())

    @pytest.mark.parametrize("seconds", [-301, 301])
    def test_refuses_what_is_too_old_or_from_the_future(self, seconds):
        assert not signed(at=THEN + timedelta(seconds=seconds))
        assert signed(at=THEN + timedelta(seconds=seconds * 300 / 301))

    @pytest.mark.parametrize(
        "header",
        [
            "",
            "t=1788451200",
            f"v1={DIGEST}",
            f"t=1788451200,t=1788451200,v1={DIGEST}",
            f"t=1788451200,v1={DIGEST},v1={DIGEST}",
            f"t=+1788451200,v1={DIGEST}",
            f"t=1788451200.0,v1={DIGEST}",
            f"t=١٧٨٨٤٥١٢٠٠,v1={DIGEST}",
            "t=1788451200,v1=",
            f"t=1788451200,v1={DIGEST[:-1]}é",
            f"t=1788451200,v1={DIGEST.upper()}x",
            f"T=1788451200,V1={DIGEST}",
            ",,,===",
        ],
    )
    def test_refuses_what_is_not_one_time_and_one_digest(self, header):
        assert not signed(header)

    def test_signs_the_raw_bytes(self):
        assert not signed(body=BODY + b" ")
        latin = b'{"place":"K\xf6ln"}'
        assert signed(header_for(1788451200, body=latin), latin)


def test_no_secret_opens_nothing():
    assert not is_same("", "")
    assert not is_same("abc", "abd")
    assert is_same("äbc", "äbc")
