"""The short way for programs: safe headers, our host only, the program's language."""

import pytest
from django.test import Client

ASKED = "/api/v1/returns"


class TestForPrograms:
    def test_answers_without_session_cookie_or_policy_for_scripts(self, client, db):
        answer = client.get(ASKED)

        assert answer.status_code == 401
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["X-Frame-Options"] == "DENY"
        assert int(answer["Content-Length"]) == len(answer.content)
        assert "Content-Security-Policy" not in answer
        assert not answer.cookies

    def test_says_which_language_it_speaks(self, client, db):
        answer = client.get(ASKED, headers={"Accept-Language": "en"})

        assert (answer["Content-Language"], answer["Vary"]) == ("en", "Accept-Language")

    def test_refuses_a_host_that_is_not_ours(self, db):
        answer = Client(SERVER_NAME="elsewhere.example").get(ASKED)

        assert answer.status_code == 400

    @pytest.mark.parametrize("path", ["/api/", "/api/v2/returns", "/api/v1/nowhere"])
    def test_an_address_nobody_answers_is_a_404(self, client, db, path):
        assert client.get(path).status_code == 404

    def test_pages_keep_all_their_guards(self, client, db):
        assert "Content-Security-Policy" in client.get("/accounts/login/")
