"""The language a person chose: their pages, their letters, their papers speak it."""

import pytest
from django.test import Client
from django.utils import translation

from rma.demo.cast import PASSWORD
from rma.jobs import fill_papers
from rma.messages import compose
from rma.messages.letters import Owed, Reader
from rma.models import Case, Contact, Message, User
from rma.queries import letter_facts
from tests.portal.customer.conftest import Shop
from tests.portal.customer.walk import Walk, drain
from tests.rma.builders import NOON, a_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("made_up")]


def choose(client, language, **more):
    return client.post("/language", {"language": language, **more})


def text_of(client, path="/track"):
    return client.get(path).content.decode()


class TestTheForm:
    def test_changes_the_page_and_goes_back_to_it(self, client):
        assert 'lang="en"' in text_of(client)
        answer = choose(client, "en-xa", back="/track?x=1")

        assert (answer.status_code, answer["Location"]) == (302, "/track?x=1")
        assert answer.cookies["language"]["httponly"]
        assert '<html lang="en-xa" dir="ltr"' in text_of(client)
        choose(client, "ar-xb")
        assert '<html lang="ar-xb" dir="rtl"' in text_of(client)

    def test_takes_no_language_that_is_not_offered(self, client):
        assert "language" not in choose(client, "de").cookies
        assert "language" not in choose(client, '"><script>').cookies

    def test_never_leads_to_a_stranger(self, client):
        for back in ("https://evil.example/", "//evil.example", "javascript:alert(1)"):
            assert choose(client, "en-xa", back=back)["Location"] == "/"

    def test_changes_nothing_when_only_looked_at(self, client):
        assert client.get("/language").status_code == 405

    def test_is_not_there_where_english_is_all(self, client, settings):
        assert 'name="language"' in text_of(client)
        settings.LANGUAGES = [("en", "English")]
        assert 'name="language"' not in text_of(client)

    def test_the_browser_is_asked_until_somebody_chooses(self, client):
        page = client.get("/track", headers={"accept-language": "ar-XB,en;q=0.5"})
        assert 'dir="rtl"' in page.content.decode()
        assert "Accept-Language" in page["Vary"]


class TestSomebodySignedIn:
    def test_is_met_in_their_language_by_another_browser(self, client):
        user = User.objects.create_user("jo@weber.example", PASSWORD)
        client.force_login(user)
        choose(client, "en-xa")
        elsewhere = Client()

        sent = {"login": user.email, "password": PASSWORD}
        elsewhere.post("/accounts/login/", sent)

        assert elsewhere.cookies["language"].value == "en-xa"

    def test_gets_letters_in_it_too(self, client):
        case = a_case()
        user = User.objects.create_user("jo@weber.example")
        Contact.objects.filter(pk=case.contact_id).update(user=user)
        client.force_login(user)

        choose(client, "ar-xb")

        letter = letter_to(case)
        assert letter.language == "ar-xb"
        assert 'dir="rtl"' in letter.html
        assert "⟦" in letter.subject


def letter_to(case, reader=Reader.CUSTOMER):
    facts = letter_facts.facts_of(Case.objects.get(pk=case.pk).events.first().pk)
    name = "approved" if reader is Reader.CUSTOMER else "staff_promise"
    (letter,) = compose.compose(Owed(name, reader), facts)
    return letter


class TestAReturn:
    def test_remembers_what_its_customer_read_when_they_opened_it(self, client):
        Shop().unit("SN-1")
        choose(client, "en-xa")

        Walk(client).whole("SN-1")

        case = Case.objects.select_related("contact").get()
        assert case.contact.language == "en-xa"
        assert letter_to(case).text.count("⟦") > 3

    def test_keeps_its_language_when_a_stranger_who_knows_a_serial_asks(self):
        shop = Shop()
        shop.unit("SN-1")
        kept = {"account": shop.account, "name": "Ana Silva", "language": "en-xa"}
        Contact.objects.create(email="ana@orbita.example", **kept)

        Walk(Client()).whole("SN-1")

        assert Contact.objects.get(email="ana@orbita.example").language == "en-xa"

    def test_its_papers_speak_it(self):
        case = a_case()
        with translation.override("en-xa"):
            ((title, slip), _letter) = fill_papers.slips(case, NOON)
        assert title[0] == "⟦"
        assert slip.frame.language == "en-xa"

    def test_our_own_people_read_theirs(self):
        case = a_case()
        mira = User.objects.create_user("mira@nordlicht.example", language="ar-xb")
        Contact.objects.filter(pk=case.contact_id).update(language="en-xa")
        Case.objects.filter(pk=case.pk).update(owner=mira)

        assert letter_to(case, Reader.OWNER).language == "ar-xb"
        assert letter_to(case).language == "en-xa"


class TestALinkAskedFor:
    def test_comes_in_the_language_of_the_page_it_was_asked_on(self, client):
        case = a_case()
        choose(client, "en-xa")

        email = case.contact.email
        client.post("/track", {"number": case.number, "email": email})
        drain()

        assert "⟦" in Message.objects.get(letter="tracking_link").subject
