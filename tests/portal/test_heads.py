"""What asks for the head of a page alone: mail scanners, previews of links."""

import pytest


class TestHeads:
    @pytest.mark.parametrize(
        "path", ["/", "/track", "/r/new/item", "/your-data", "/accounts/login/"]
    )
    def test_a_page_answers_as_it_does_for_its_reader(self, client, db, path):
        read, asked = client.get(path), client.head(path)

        assert asked.status_code == read.status_code
        assert asked.headers["Content-Type"] == read.headers["Content-Type"]

    def test_what_only_takes_something_stays_shut(self, client, db):
        assert client.head("/r/new/order").status_code == 405
