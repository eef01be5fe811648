"""A return opened for a caller: found, taken down, judged as on the web."""

import pytest

from rma.models import Case, CaseLine, Kit, Site
from tests.portal.desk.conftest import once, text
from tests.rma.builders import a_product, a_unit, an_account

NEW = "/desk/returns/new"
WHO = {
    "account": "C-1",
    "name": "Jo Weber",
    "email": "jo@weber.example",
    "street1": "Hauptstr. 1",
    "postal_code": "10115",
    "city": "Berlin",
    "country": "de",
    "hand_over": "label",
}


def lines(*told):
    """Return what the forms of some lines send."""
    usual = {"reason": "defective", "wish": "replacement", "quantity": 1}
    usual["description"] = "No picture."
    sent = {"line-TOTAL_FORMS": len(told), "line-INITIAL_FORMS": 0}
    for place, line in enumerate(told):
        given = usual | line
        sent |= {f"line-{place}-{name}": value for name, value in given.items()}
    return sent


@pytest.fixture(autouse=True)
def known():
    a_unit("SN-1")


class TestCaller:
    @pytest.mark.parametrize("words", ["C-1", "kamera", "weber"])
    def test_is_found_by_number_name_or_address(self, support, words):
        assert "Kamera Weber" in text(support.get(NEW, {"q": words}))

    def test_nobody_found_says_so(self, support):
        assert "Nothing matches" in text(support.get(NEW, {"q": "zzz"}))

    def test_brings_the_address_along(self, support):
        form = support.get(NEW, {"account": "c-1"}).context["form"]
        assert form["street1"].value() == "Hauptstr. 1"


class TestOpening:
    def test_opens_it_for_the_account_in_the_hands_of_who_took_the_call(self, support):
        sent = WHO | lines({"serial": "sn 1"}) | {"once": once(), "reference": "T-1"}
        response = support.post(NEW, sent)
        case = Case.objects.get()
        assert response["Location"] == f"/desk/returns/{case.number}"
        assert (case.account.number, case.channel) == ("C-1", "desk")
        assert (case.owner, case.reference) == (support.user, "T-1")
        assert case.lines.get().decision == "approved"

    def test_sent_twice_opens_one(self, support):
        sent = WHO | lines({"serial": "SN-1"}) | {"once": once()}
        first, again = support.post(NEW, sent), support.post(NEW, sent)
        assert first["Location"] == again["Location"]
        assert Case.objects.count() == 1

    def test_takes_several_units_and_articles_with_their_own_wishes(self, support):
        a_product("ACC-1", advance_replacement=False)
        told = (
            {"serial": "SN-1"},
            {"sku": "ACC-1", "quantity": 3, "wish": "credit", "reason": "wrong_item"},
        )
        support.post(NEW, WHO | lines(*told) | {"once": once()})
        kept = CaseLine.objects.order_by("position").values_list("wish", "quantity")
        assert list(kept) == [("replacement", 1), ("credit", 3)]

    def test_a_second_unit_is_one_button_away_and_nothing_is_lost(self, support):
        sent = WHO | lines({"serial": "SN-1"}) | {"add": "1", "once": once()}
        response = support.post(NEW, sent)
        page = text(response)
        assert response.status_code == 200
        assert 'name="line-1-serial"' in page
        assert 'value="SN-1"' in page
        assert "No picture." in page
        assert "There is a problem" not in page

    def test_looks_the_cover_up_without_opening(self, support):
        sent = WHO | lines({"serial": "SN-1"}, {"serial": "X-0"}) | {"look": "1"}
        page = text(support.post(NEW, sent))
        assert "Covered" in page
        assert "We do not know this serial number" in page
        assert Case.objects.count() == 0

    def test_somebody_new_becomes_a_guest(self, support):
        sent = WHO | lines({"serial": "X-77"}) | {"account": "", "once": once()}
        support.post(NEW, sent)
        assert Case.objects.get().account.is_guest


class TestRefusals:
    def test_says_at_the_unit_what_is_wrong(self, support):
        for told, field, said in (
            ({}, "serial", "Type a serial number or an article number."),
            ({"sku": "NO-1"}, "sku", "No article has the number NO-1."),
        ):
            response = support.post(NEW, WHO | lines(told) | {"once": once()})
            assert response.status_code == 422
            form = response.context["rows"][0].form
            assert form.errors[field] == [said]
        assert Case.objects.count() == 0

    def test_a_unit_on_another_open_return_is_named(self, support):
        sent = WHO | lines({"serial": "SN-1"})
        support.post(NEW, sent | {"once": once()})
        response = support.post(NEW, sent | {"once": once()})
        assert "SN-1 is on another open return" in text(response)

    def test_a_swap_wants_the_terms_read_out(self, support):
        told = {"serial": "SN-1", "wish": "advance_replacement"}
        sent = WHO | lines(told)
        response = support.post(NEW, sent | {"once": once()})
        assert "terms_accepted" in response.context["form"].errors
        support.post(NEW, sent | {"terms_accepted": "on", "once": once()})
        assert CaseLine.objects.get().advance.accepted_by == "Jo Weber"

    @pytest.mark.parametrize("total", ["", "x", "-1", "99999999"])
    def test_takes_no_nonsense_for_the_number_of_units(self, support, total):
        sent = WHO | lines({"serial": "SN-1"}) | {"line-TOTAL_FORMS": total}
        for press in ({}, {"add": "1"}, {"look": "1"}):
            assert support.post(NEW, sent | press).status_code in (200, 422)

    @pytest.mark.parametrize("typed", ["\x00", "a" * 70_000])
    def test_takes_no_nonsense_for_a_customer(self, support, typed):
        for asked in ({"q": typed}, {"account": typed}):
            assert support.get(NEW, asked).status_code == 200

    def test_an_account_nobody_has_is_a_new_customer(self, support):
        an_account()
        assert support.get(NEW, {"account": "C-999"}).status_code == 200


class TestABoxOfOurs:
    def test_is_offered_to_a_caller_where_we_send_boxes_and_opens_with_one(
        self, support
    ):
        assert "In a box we send" not in text(support.get(NEW, {"account": "C-1"}))
        Site.objects.update(sends_boxes=True)
        assert "In a box we send" in text(support.get(NEW, {"account": "C-1"}))
        told = WHO | {"hand_over": "box", "once": once()} | lines({"serial": "SN-1"})
        support.post(NEW, told)
        assert Kit.objects.get().case == Case.objects.get()

    def test_is_refused_in_its_place_across_a_border_and_nothing_is_lost(self, support):
        Site.objects.update(sends_boxes=True)
        abroad = WHO | {
            "hand_over": "box",
            "country": "ch",
            "postal_code": "8001",
            "once": once(),
        }
        response = support.post(NEW, abroad | lines({"serial": "SN-1"}))
        assert response.status_code == 422
        assert "The carrier does not do that on this way" in text(response)
        assert 'value="Hauptstr. 1"' in response.content.decode()
        assert not Case.objects.exists()


class TestImpossibleAddresses:
    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ({"country": "XX"}, "There is no country “XX”."),
            ({"country": "us"}, "Type the state or province."),
        ],
    )
    def test_are_refused_at_the_field_and_nothing_typed_is_lost(
        self, support, wrong, said
    ):
        told = WHO | wrong | {"once": once()} | lines({"serial": "SN-1"})
        response = support.post(NEW, told)
        assert response.status_code == 422
        assert said in text(response)
        assert "No picture." in text(response)
        assert not Case.objects.exists()

    def test_that_the_carrier_finds_wrong_later_are_corrected_on_the_return(
        self, support
    ):
        support.post(NEW, WHO | {"once": once()} | lines({"serial": "SN-1"}))
        case = Case.objects.get()
        where = f"/desk/returns/{case.number}/sender"
        form = support.get(where).context["form"]
        assert form["street1"].value() == "Hauptstr. 1"
        kept = {name: WHO[name] for name in ("name", "street1", "city")}
        empty = support.post(where, kept | {"postal_code": "", "once": once()})
        assert empty.status_code == 422
        assert "Type the code." in text(empty)
        support.post(where, kept | {"postal_code": "10117", "once": once()})
        case.refresh_from_db()
        assert case.sender.postal_code == "10117"


class TestHurtBatteries:
    def test_are_asked_about_and_stop_the_return_with_nothing_lost(self, support):
        page = support.get(NEW, {"account": "C-1"}).content.decode()
        assert 'name="line-0-is_battery_hurt"' in page
        hurt = lines({"serial": "SN-1", "is_battery_hurt": "on"})
        response = support.post(NEW, WHO | hurt | {"once": once()})
        assert response.status_code == 422
        assert "is not safe: no carrier takes it" in text(response)
        assert "No picture." in text(response)
        assert not Case.objects.exists()
