"""What every page shares: the theme, and what is shown when something broke."""

from django.test import RequestFactory

from portal import errors, frame


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


class TestServerError:
    def test_shows_a_reference_that_stands_in_the_log(self, caplog):
        response = errors.server_error(RequestFactory().get("/track"))

        reference = caplog.messages[-1].split("reference ")[1].split(":")[0]
        assert response.status_code == 500
        assert reference in response.content.decode()
        assert "returns@" in response.content.decode()
