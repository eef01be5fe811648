"""How often somebody is written to is theirs to choose, with and without an account."""

import pytest
from django.test import Client

from rma.models import Preference
from tests.portal.customer.walk import Walk

TOLD = {
    "cadence": "daily",
    "hour": "6",
    "zone": "Europe/Berlin",
    "language": "en",
    "takes_optional": "on",
}


@pytest.fixture
def walked(shop, client):
    shop.unit("SN-1")
    return Walk(client).whole("SN-1")


class TestAGuest:
    def test_chooses_on_a_page_of_the_return(self, client, walked):
        assert f'href="{walked}letters"' in client.get(walked).text
        answer = client.post(f"{walked}letters", TOLD)
        assert "Kept." in answer.text
        kept = Preference.objects.get()
        assert (kept.email, kept.cadence, kept.hour) == (
            "ana@orbita.example",
            "daily",
            6,
        )
        again = client.get(f"{walked}letters").text
        assert 'value="daily" id="cadence_2" checked' in again.replace("required ", "")

    def test_reads_clocks_as_people_call_them(self, client, walked):
        page = client.get(f"{walked}letters").text
        assert ">Berlin time</option>" in page
        assert ">Europe/Berlin<" not in page
        # Büsingen's clock is never another one
        assert "Busingen" not in page
        # When is asked beside how often, where it can be left out
        asked = page.partition('class="pair if-daily"')[2].partition("</div>\n</div>")[
            0
        ]
        assert 'name="hour"' in asked
        assert 'name="language"' not in asked

    def test_who_has_no_link_chooses_nothing(self, walked):
        assert Client().post(f"{walked}letters", TOLD).status_code == 404
        assert not Preference.objects.exists()

    def test_nonsense_is_refused_in_its_place(self, client, walked):
        answer = client.post(f"{walked}letters", TOLD | {"zone": "Mars/Base"})
        assert answer.status_code == 422
        assert not Preference.objects.exists()
