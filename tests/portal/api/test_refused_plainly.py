"""What a program asks wrongly is refused at its field, and nothing is done silently."""

import pytest

from rma.models import Case, CreditRequest
from tests.portal.api import world


def first_error(answer):
    told = answer.json()
    assert answer["Content-Type"] == "application/problem+json"
    return told["code"], told["errors"][0]["field"], told["errors"][0]["message"]


class TestAnArticleBesideASerial:
    def test_must_be_the_units_own(self, partner, sick):
        world.product(sku="CAM-2")
        body = world.asked(sick.serial)
        body["lines"][0]["sku"] = "CAM-2"
        answer = partner.post("/returns", body)
        assert answer.status_code == 422
        code, field, message = first_error(answer)
        assert (code, field) == ("other-article", "lines.0.sku")
        assert "SN-0001 is another article than CAM-2" in message
        assert not Case.objects.exists()

    def test_must_be_one_of_ours(self, partner, sick):
        body = world.asked(sick.serial)
        body["lines"][0]["sku"] = "NIX"
        code, field, _ = first_error(partner.post("/returns", body))
        assert (code, field) == ("unknown-product", "lines.0.sku")

    def test_may_be_written_as_one_likes(self, partner, sick):
        body = world.asked(sick.serial)
        body["lines"][0]["sku"] = sick.product.sku.lower()
        assert partner.post("/returns", body).status_code == 201


def asked_for(partner, unit, wish):
    """Return the line of a return that asks for something."""
    body = world.asked(unit.serial)
    body["lines"][0]["wish"] = wish
    return partner.post("/returns", body).json()["lines"][0]


class TestAWishThatCoverageDoesNotOffer:
    def test_is_looked_at_by_a_person_who_reads_why(self, partner, sick):
        look = partner.get("/coverage", serial=sick.serial, reason="defective").json()
        refund = next(each for each in look["remedies"] if each["kind"] == "refund")
        assert not refund["available"]
        line = asked_for(partner, sick, "refund")
        assert line["decision"] == "needs_review"
        assert refund["why"] in line["why"]

    def test_that_it_offers_is_approved(self, partner, sick):
        assert asked_for(partner, sick, "repair")["decision"] == "approved"


class TestMoneyForAUnitThatNeverCame:
    @pytest.mark.parametrize("kind", ["credit", "refund", "replacement"])
    def test_is_refused_and_the_return_stays_open(self, staff, opened, kind):
        path = f"/returns/{opened['number']}/resolutions"
        answer = staff.post(path, {"serial": "SN-0001", "kind": kind})
        assert (answer.status_code, answer.json()["code"]) == (409, "not-here")
        assert not CreditRequest.objects.exists()
        assert Case.objects.get().closed_at is None

    def test_is_given_where_one_says_that_it_need_not_come(self, staff, opened):
        path = f"/returns/{opened['number']}/resolutions"
        told = {"serial": "SN-0001", "kind": "credit", "without_unit": True}
        assert staff.post(path, told).status_code == 201
        assert CreditRequest.objects.count() == 1


class TestValues:
    @pytest.mark.parametrize(
        ("name", "value", "words"),
        [
            ("limit", "abc", "This must be a whole number."),
            ("limit", "1.5", "This must be a whole number."),
            ("limit", "9999", "This must be 200 or less."),
            ("status", "x", "This must be"),
        ],
    )
    def test_of_a_list_are_refused_in_our_words(self, partner, name, value, words):
        code, field, message = first_error(partner.get("/returns", **{name: value}))
        assert (code, field) == ("invalid-input", name)
        assert message.startswith(words)

    @pytest.mark.parametrize(
        ("name", "value", "words"),
        [
            ("lines", {}, "This must be a list."),
            ("contact", "Jo", "This must be an object with the fields described."),
            ("reference", 7, "This must be a text."),
            ("need_by", "2026-13-40", "Write a day as in 2026-11-20."),
        ],
    )
    def test_of_a_body_are_refused_in_our_words(
        self, partner, sick, name, value, words
    ):
        body = world.asked(sick.serial) | {name: value}
        code, field, message = first_error(partner.post("/returns", body))
        assert (code, field, message) == ("invalid-input", name, words)


class TestPostalCodes:
    @pytest.mark.parametrize("place", ["ship_from", "deliver_to"])
    def test_not_written_as_their_country_writes_them(self, partner, sick, place):
        body = world.asked(sick.serial)
        body[place] = body["ship_from"] | {"postal_code": "123", "country": "DE"}
        code, field, message = first_error(partner.post("/returns", body))
        assert (code, field) == ("invalid-input", f"{place}.postal_code")
        assert message == "A postal code of this country looks like 10115."
