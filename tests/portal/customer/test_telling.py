"""What happened, how we put it right, and the check: asked, kept, priced, decided."""

import pytest
from django.utils.html import escape

from rma.models import Case, Draft, Message, Policy
from tests.portal.customer.walk import SENDER, drain


class TestItem:
    def test_sends_a_browser_without_a_draft_to_the_start(self, client, db):
        for page in ("item", "remedy", "check"):
            assert client.get(f"/r/new/{page}")["Location"] == "/"

    def test_forgets_a_cookie_it_never_gave(self, client, db):
        client.cookies["draft"] = "x" * 43
        assert client.get("/r/new/item")["Location"] == "/"

    def test_wants_words_and_a_reason_and_keeps_what_was_typed(self, walk, unit):
        walk.find("SN-1")
        page = walk.tell(words="Dark since noon.", reason="")
        assert page.status_code == 422
        assert "Choose what fits best." in page.text
        assert "Dark since noon." in walk.client.get("/r/new/item").text

    @pytest.mark.parametrize("day", ["yesterday", "2001-01-01", "9999-99-99"])
    def test_explains_a_bad_day(self, walk, unit, day):
        walk.find("SN-1")
        assert walk.tell(need_by=day).status_code == 422

    def test_lets_a_second_unit_be_told_like_the_first(self, walk, shop):
        shop.unit("SN-1")
        shop.unit("SN-2")
        walk.client.post("/", {"find": "", "several": "SN-1\nSN-2"})
        assert walk.tell().status_code == 422
        assert walk.tell(**{"u2-same": "on"})["Location"] == "/r/new/remedy"
        lines = Draft.objects.get().data["lines"]
        assert lines[1]["words"] == lines[0]["words"]

    def test_leaves_a_unit_out(self, walk, shop):
        walk.client.post("/", {"find": "", "several": "SN-1\nSN-2"})
        walk.client.post("/r/new/item", {"remove": "u1"})
        assert [line["key"] for line in Draft.objects.get().data["lines"]] == ["u2"]

    def test_shows_hostile_words_as_words(self, walk, unit):
        walk.find("SN-1")
        walk.tell(words="<script>alert(1)</script> {{ 7|add:7 }}")
        walk.choose()
        page = walk.check().text
        assert "<script>alert" not in page
        assert "{{ 7|add:7 }}" in page


class TestRemedy:
    def test_waits_until_all_is_told(self, walk, unit):
        walk.find("SN-1")
        assert walk.client.get("/r/new/remedy")["Location"] == "/r/new/item"

    def test_offers_remedies_with_dates_and_prices_and_says_why_not(self, walk, unit):
        walk.find("SN-1")
        walk.tell()
        page = walk.client.get("/r/new/remedy").text
        assert "Covered by the warranty" in page
        assert "ships by" in page
        assert ", with you by" in page
        assert "0.00 EUR" in page
        assert "We offer it to customers with an account." in page
        assert 'href="/accounts/login/?next=/r/new/remedy"' in page
        assert "Change the remedy" not in page

    def test_names_a_unit_as_its_plate_does_however_it_was_typed(self, walk, unit):
        walk.find("sn 1")
        walk.tell()
        (section,) = walk.client.get("/r/new/remedy").context["sections"]
        assert section.serials == ("SN-1",)

    def test_says_of_several_swaps_what_each_is_worth(self, client, shop):
        shop.unit("SN-1")
        shop.unit("SN-2")
        client.force_login(shop.user, "django.contrib.auth.backends.ModelBackend")
        client.post("/", {"find": "", "several": "SN-1\nSN-2"})
        client.post(
            "/r/new/item",
            {"u1-words": "Dark.", "u1-reason": "defective"} | {"u2-same": "on"},
        )
        (section,) = client.get("/r/new/remedy").context["sections"]
        lines = section.agreement

        assert [line[:13] for line in lines].count("You send back") == 2
        assert [line for line in lines if "does not come back" in line] != []
        assert lines[-2] == "The amounts are for each of these 2."

    def test_asks_at_most_nine_things_about_the_sender(self, walk, unit):
        walk.find("SN-1")
        walk.tell()
        form = walk.client.get("/r/new/remedy").context["form"]
        assert len([name for name in form.fields if name in {*SENDER}]) <= 9

    def test_explains_each_missing_field_and_keeps_the_rest(self, walk, unit):
        walk.find("SN-1")
        walk.tell()
        page = walk.choose(email="nonsense", country="")
        assert page.status_code == 422
        assert "Type an e-mail address like name@example.com." in page.text
        assert "Choose the country." in page.text
        assert "Verborgene Gasse 7" in walk.client.get("/r/new/remedy").text

    def test_takes_no_sign_that_turns_a_name_around(self, walk, unit):
        walk.find("SN-1")
        walk.tell(words="See \u202egnp.exe")
        walk.choose(name="Dora \u202ecipe\u2066 Dieb", company="\u202e\ufeff")
        walk.create()
        drain()
        case, letter = Case.objects.get(), Message.objects.latest("id")

        assert case.contact.name == case.ship_from["name"] == "Dora cipe Dieb"
        assert case.ship_from["company"] == ""
        assert "\u202e" not in letter.text

    def test_wants_a_name_that_can_be_seen(self, walk, unit):
        walk.find("SN-1")
        walk.tell()
        page = walk.choose(name="\u200b\u202e")
        assert page.status_code == 422
        assert "Type your name." in page.text

    def test_wants_a_state_where_no_parcel_goes_without(self, walk, unit):
        walk.find("SN-1")
        walk.tell()
        assert walk.choose(country="US").status_code == 422
        assert walk.choose(country="US", state="NY").status_code == 302

    def test_takes_no_remedy_that_is_not_offered(self, walk, unit):
        walk.find("SN-1")
        walk.tell()
        assert walk.choose(wish="advance_replacement").status_code == 422
        assert walk.choose(hand_over="pigeon").status_code == 422

    def test_ticks_nothing_before_the_customer_and_wants_the_tick(self, client, shop):
        shop.unit()
        client.force_login(shop.user, "django.contrib.auth.backends.ModelBackend")
        client.post("/", {"find": "SN-1"})
        client.post("/r/new/item", {"u1-words": "Dark.", "u1-reason": "defective"})
        page = client.get("/r/new/remedy")
        assert "You send back NV-410 dome camera, serial number SN-1" in page.text
        assert page.context["form"]["accepted"].value() is False
        wish = SENDER | {"u1-wish": "advance_replacement", "hand_over": "label"}
        assert client.post("/r/new/remedy", wish).status_code == 422
        # What was refused is kept to be mended, and opens nothing.
        assert client.get("/r/new/check")["Location"] == "/r/new/remedy"
        ticked = client.post("/r/new/remedy", wish | {"accepted": "on"})
        assert ticked["Location"] == "/r/new/check"
        check = client.get("/r/new/check").text
        assert "214.00 EUR, if the old unit does not come back." in check
        # What was agreed to stands here once more, line by line
        lines = page.context["sections"][0].agreement
        assert len(lines) >= 4
        assert [line for line in lines if escape(line) not in check] == []

    def test_says_no_to_an_unwanted_unit_before_anything_is_typed(self, walk, shop):
        shop.unit("SN-9", days=90)
        walk.find("SN-9")
        walk.tell(reason="unwanted")
        page = walk.client.get("/r/new/remedy").text
        assert "We can't take this one back" in page
        assert 'name="street1"' not in page
        assert walk.choose(wish="refund").status_code == 422


class TestTwoWindows:
    def test_what_is_typed_about_one_unit_is_never_written_about_another(
        self, walk, shop
    ):
        shop.unit("SN-1")
        shop.unit("SN-2")
        walk.find("SN-1")
        first = walk.client.get("/r/new/item").context["form"].draft.once
        walk.find("SN-2")

        for more in ({}, {"keep": "1"}):
            answer = walk.tell(words="About the first.", about_draft=first, **more)
            assert answer.status_code == (204 if more else 302)
        page = walk.client.get("/r/new/item").text
        assert "You began another return in another window" in page
        assert "About the first." not in page
        (line,) = Draft.objects.latest("id").data["lines"]
        assert (line["serial"], line["words"]) == ("SN-2", "")

    def test_nothing_is_chosen_for_another_one(self, walk, shop):
        shop.unit("SN-1")
        shop.unit("SN-2")
        walk.find("SN-1")
        first = walk.client.get("/r/new/item").context["form"].draft.once
        walk.find("SN-2")
        walk.tell()

        assert walk.choose(about_draft=first)["Location"] == "/r/new/remedy"
        assert walk.client.get("/r/new/check")["Location"] == "/r/new/remedy"

    def test_one_window_goes_on_as_ever(self, walk, unit):
        walk.find("SN-1")
        own = walk.client.get("/r/new/item").context["form"].draft.once
        assert walk.tell(about_draft=own)["Location"] == "/r/new/remedy"
        assert walk.choose(about_draft=own)["Location"] == "/r/new/check"


class TestCheck:
    def test_lets_a_person_see_a_guests_new_address_first(self, walk, unit):
        walk.find("SN-1")
        walk.tell()
        walk.choose(street1="Elsewhere 1")
        page = walk.check().text
        assert "a person decides first" in page
        assert "Send my request" in page

    def test_says_the_worst_case_in_one_sentence(self, walk, unit):
        page = walk.to_check("SN-1").text
        assert "The most this can cost you is 0.00 EUR, whatever we find." in page
        assert "You told us" in page
        assert "Create my return and get the label" in page

    def test_names_the_fee_where_the_policy_has_one(self, walk, unit):
        Policy.objects.update(no_fault_fee_cents=3500)
        page = walk.to_check("SN-1").text
        assert "The most this can cost you is 35.00 EUR, if we find no fault." in page

    def test_is_honest_about_a_review_before_the_button(self, walk, shop):
        shop.unit("SN-8", days=1200)
        walk.find("SN-8")
        walk.tell()
        walk.choose(wish="repair")
        page = walk.check().text
        assert "a person decides first" in page
        assert "95.00 EUR" in page
        assert "Send my request" in page
        assert "get the label" not in page

    def test_changes_one_thing_and_comes_straight_back(self, walk, unit):
        walk.to_check("SN-1")
        page = walk.client.get("/r/new/item?then=check").text
        assert 'name="then" value="check"' in page
        assert walk.tell(words="Other words.", then="check")["Location"] == (
            "/r/new/check"
        )
        assert "Other words." in walk.check().text
