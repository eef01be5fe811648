"""Another remedy and another address, at once on the page of a return."""

import pytest
from django.test import Client

from rma.models import Case, CaseLine, Event, Message
from tests.portal.customer.walk import SENDER, drain

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
NEW = SENDER | {"street1": "Neue Str. 5", "city": "Kiel", "postal_code": "24103"}


@pytest.fixture
def address(walk, unit):
    return walk.whole("SN-1")


class TestRemedy:
    def test_is_chosen_with_its_day_and_changed_once(self, client, address):
        text = client.get(f"{address}remedy").text
        assert "Chosen now:" in text
        assert "ships by" in text
        assert "Free" in text
        once = text.split('name="once" value="')[1].split('"')[0]
        sent = {"wish": "repair", "unit": "1", "once": once}
        for _press in range(2):
            answer = client.post(f"{address}remedy", sent)
            assert answer["Location"] == address
        assert CaseLine.objects.get().wish == "repair"
        assert Event.objects.filter(name="remedy.changed").count() == 1
        assert "You chose another remedy." in client.get(address).text
        drain()
        letter = Message.objects.get(letter="remedy_changed").text
        assert "gets a repair, due by" in letter
        # The parcel is handed over first: its day is the next step's.
        assert "next step is due" not in letter

    def test_by_the_link_alone_no_new_unit_ships_first(self, client, address, shop):
        asked = client.get(f"{address}remedy").text
        assert "is for customers who sign in" in asked
        kai = Client()
        kai.force_login(shop.user, backend=BACKEND)
        assert "is for customers who sign in" not in kai.get(f"{address}remedy").text

    def test_without_a_choice_it_says_so(self, client, address):
        answer = client.post(f"{address}remedy", {"unit": "1"})
        assert answer.status_code == 422
        assert "Choose how we put it right." in answer.text

    def test_what_cannot_be_had_is_no_choice(self, client, address):
        sent = {"wish": "advance_replacement", "unit": "1"}
        assert client.post(f"{address}remedy", sent).status_code == 422
        assert CaseLine.objects.get().wish == "replacement"

    def test_where_nothing_can_be_changed_a_person_is_asked(self, client, address):
        CaseLine.objects.update(resolved=1)
        answer = client.get(f"{address}remedy")
        assert answer["Location"] == f"{address}ask?about=remedy"


class TestAddress:
    def test_with_the_link_alone_a_new_one_is_looked_at(self, client, address):
        answer = client.post(f"{address}deliver-to", NEW)
        assert answer["Location"] == f"{address}ask"
        assert Case.objects.get().deliver_to is None
        asked = Event.objects.get(name="question.asked")
        assert "Neue Str. 5" in asked.facts["words"]

    def test_signed_in_it_counts_at_once(self, address, shop):
        kai = Client()
        kai.force_login(shop.user, backend=BACKEND)
        assert kai.post(f"{address}deliver-to", NEW)["Location"] == address
        assert Case.objects.get().recipient.city == "Kiel"
        drain()
        assert "Kiel" in Message.objects.get(letter="delivery_changed").text

    def test_what_is_missing_is_said_in_its_place(self, client, address):
        answer = client.post(f"{address}deliver-to", NEW | {"city": ""})
        assert answer.status_code == 422
        assert "Type the city." in answer.text
        assert "Neue Str. 5" in answer.text

    def test_is_for_its_customer_only(self, address):
        assert Client().get(f"{address}deliver-to").status_code == 404
        assert Client().get(f"{address}remedy").status_code == 404
