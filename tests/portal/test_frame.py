"""What every page shares: theme, fragments, errors, sign-in letters."""

from django.http import HttpResponse
from django.test import RequestFactory

from portal import errors, fragments, frame


def post_theme(**fields):
    return frame.theme(RequestFactory().post("/theme", fields))


class TestTheme:
    def test_remembers_dark_and_goes_back_to_the_page(self):
        response = post_theme(theme="dark", back="/track?x=1")

        assert (response.status_code, response["Location"]) == (302, "/track?x=1")
        assert response.cookies["theme"].value == "dark"
        assert response.cookies["theme"]["httponly"]

    def test_forgets_the_choice_for_the_system(self):
        assert post_theme(theme="system").cookies["theme"].value == ""

    def test_never_leads_to_a_stranger(self):
        for back in ("https://evil.example/", "//evil.example", "javascript:alert(1)"):
            assert post_theme(theme="dark", back=back)["Location"] == "/"

    def test_stores_no_word_of_its_own(self):
        assert post_theme(theme='"><script>').cookies["theme"].value == ""

    def test_changes_nothing_when_only_looked_at(self):
        assert frame.theme(RequestFactory().get("/theme")).status_code == 405


class TestAnswer:
    def ask(self, **headers) -> HttpResponse:
        request = RequestFactory().get("/", headers=headers)
        context = {"title": "Here", "tone": "ok", "icon": "tick", "text": "Fine"}
        return fragments.answer(
            request, "404.html", "_components/chip.html", context, status=422
        )

    def test_gives_browsers_the_page_and_htmx_the_piece(self):
        page, piece = self.ask(), self.ask(hx_request="true")

        assert b"<html" in page.content
        assert b"<html" not in piece.content
        assert page.status_code == piece.status_code == 422
        assert page["Vary"] == piece["Vary"] == "HX-Request"

    def test_gives_the_page_when_htmx_restores_history(self):
        headers = {"hx_request": "true", "hx_history_restore_request": "true"}
        assert b"<html" in self.ask(**headers).content


class TestServerError:
    def test_shows_a_reference_that_stands_in_the_log(self, caplog):
        response = errors.server_error(RequestFactory().get("/track"))

        reference = caplog.messages[-1].split("reference ")[1].split(":")[0]
        assert response.status_code == 500
        assert reference in response.content.decode()
        assert "returns@" in response.content.decode()
