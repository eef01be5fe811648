"""Three buttons a month later: pressed by a person, never by a program that looks."""

import pytest

from rma.messages import links
from rma.models import Case, CheckIn
from tests.rma.actions.test_following_up import END, ended


@pytest.fixture
def case(db, time_machine):
    time_machine.move_to(END)
    return ended()


@pytest.fixture
def page(client, case):
    """Open the link of the letter; this browser may see the return from then on."""
    link = links.tracking_url(case, page="again").partition("/t/")[2]
    answer = client.get(f"/t/{link}")
    assert answer["Location"] == f"/r/{case.number}/again"
    return answer["Location"]


class TestTheLink:
    def test_of_the_letter_changes_nothing_however_often_it_is_opened(
        self, client, page
    ):
        for _ in range(3):
            assert client.get(page).status_code == 200
        assert not CheckIn.objects.exists()
        assert Case.objects.count() == 1

    def test_leads_to_no_other_place_than_we_know(self, client, case):
        token = links.tracking_token(case)
        answer = client.get(f"/t/{token}?to=//evil.example")
        assert answer["Location"] == f"/r/{case.number}/"


class TestTheButtons:
    def test_all_good_is_kept_and_thanked_for(self, client, page):
        assert "Good to hear." in client.post(page, {"feeling": "fine"}).text
        assert CheckIn.objects.get().answer == "fine"

    def test_failed_again_is_a_new_return_in_one_tap(self, client, page, case):
        answer = client.post(page, {"feeling": "failed", "once": "k1"})
        new = case.followed_by.get()
        assert answer["Location"] == f"/r/{new.number}/"
        assert client.get(answer["Location"]).status_code == 200

    def test_pressed_twice_it_is_one_return(self, client, page, case):
        first = client.post(page, {"feeling": "failed", "once": "k1"})
        second = client.post(page, {"feeling": "failed", "once": "k1"})
        assert first["Location"] == second["Location"]
        assert case.followed_by.count() == 1

    def test_pressed_again_later_it_says_that_it_is_on_its_way(self, client, page):
        client.post(page, {"feeling": "failed", "once": "k1"})
        answer = client.post(page, {"feeling": "failed", "once": "k2"})
        assert answer.status_code == 422
        assert "on another return already" in answer.text

    def test_something_else_asks_for_words_and_keeps_them(self, client, page):
        answer = client.post(page, {"feeling": "other"})
        assert "Tell us what is not right." in answer.text
        client.post(page, {"feeling": "other", "words": "The screws are missing."})
        assert CheckIn.objects.get().words == "The screws are missing."

    @pytest.mark.parametrize("feeling", ["", "bogus"])
    def test_no_button_is_no_answer(self, client, page, feeling):
        assert client.post(page, {"feeling": feeling}).status_code == 422
        assert not CheckIn.objects.exists()

    def test_strangers_press_nothing(self, client, case):
        answer = client.post(f"/r/{case.number}/again", {"feeling": "fine"})
        assert answer.status_code == 404
