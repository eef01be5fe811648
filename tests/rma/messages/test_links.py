"""Secret addresses: whole, of one purpose, of one version, and short."""

import pytest

from rma.messages import links
from rma.rules import numbers

CODE = numbers.mint(lambda size: 7 % size)


@pytest.fixture
def token():
    return links.seal(links.TRACKING, CODE, 3)


class TestTrackingToken:
    def test_names_its_case_and_version(self, token):
        assert links.read_token(token) == (CODE, 3)

    def test_is_the_same_each_time_so_that_nothing_is_stored(self, token):
        assert token == links.seal(links.TRACKING, CODE, 3)
        assert len(token) <= 44

    def test_is_another_for_each_version(self, token):
        assert token != links.seal(links.TRACKING, CODE, 4)

    def test_of_another_purpose_opens_nothing(self):
        other = links.seal("rating", CODE, 3)
        assert links.unseal("rating", other) == (CODE, 3)
        assert links.read_token(other) is None

    def test_with_any_letter_changed_opens_nothing(self, token):
        for place in range(len(token)):
            letter = "A" if token[place] != "A" else "B"
            assert links.read_token(token[:place] + letter + token[place + 1 :]) is None

    @pytest.mark.parametrize(
        "text", ["", "x", "ü" * 42, "A" * 42, "../..", "A" * 5000, "=====", "\x00"]
    )
    def test_that_is_no_token_opens_nothing(self, text):
        assert links.read_token(text) is None

    def test_made_with_another_key_opens_nothing(self, token, settings):
        settings.SECRET_KEY = "another-key-of-another-installation-" + "x" * 20
        assert links.read_token(token) is None
