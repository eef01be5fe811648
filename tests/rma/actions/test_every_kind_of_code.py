"""Whatever stands on a box is understood, also as a wrong keyboard writes it."""

import random
import uuid

import pytest

from rma.actions import scanning
from rma.actions.scanning import Reading
from rma.documents import codes
from rma.models import CaseLine, Product
from rma.queries import scan_look
from rma.rules import layouts, numbers
from shipping.models import Parcel
from tests.rma import builders
from tests.rma.builders import CLERK, NOON

pytestmark = pytest.mark.django_db

GTIN = "09506000134352"
KINDS = {
    "our QR": lambda case: codes.scan_address("https://returns.example", case.code),
    "our QR as a laser sends it": lambda case: f"]Q1{case.code}",
    "short code": lambda case: case.code.lower(),
    "RMA number": lambda case: case.number,
    "parcel code": lambda case: Parcel.objects.get().code,
    "tracking number": lambda case: "1Z999AA10123456784",
    "serial": lambda case: "SN-1",
    "order": lambda case: "SO-100",
    "their own reference": lambda case: "PO-7781",
    "GS1 DataMatrix": lambda case: f"]d201{GTIN}21SN-1",
    "GS1 with more fields": lambda case: f"01{GTIN}17291231\x1d21SN-1",
    "GS1 link": lambda case: f"https://id.gs1.org/01/{GTIN}/21/SN-1",
}


def typed(text, layout):
    """Return what a computer with another keyboard writes for these keys."""
    rows = zip(layouts._ENGLISH, layouts._OTHERS[layout], strict=True)
    table = {
        ord(meant): written
        for english, other in rows
        for meant, written in zip(english, other, strict=True)
    }
    return text.translate(table)


@pytest.fixture
def case():
    builders.a_unit()
    made = builders.a_case(builders.broken(), purchase_order="PO-7781")
    Product.objects.update(gtin="9506000134352")
    Parcel.objects.update(tracking_number="1Z999AA10123456784")
    return made


def number_of(text):
    reading = Reading(uuid.uuid4(), text, NOON)
    return scanning.keep_scan(reading=reading, by=CLERK, at=NOON).answer["number"]


class TestEveryKind:
    @pytest.mark.parametrize("kind", KINDS)
    def test_leads_to_its_return(self, case, kind):
        assert number_of(KINDS[kind](case)) == case.number

    @pytest.mark.parametrize("layout", ["german", "french", "spanish"])
    @pytest.mark.parametrize("kind", KINDS)
    def test_does_so_from_a_scanner_set_to_another_keyboard(self, case, kind, layout):
        assert number_of(typed(KINDS[kind](case), layout)) == case.number


class TestOurCodeAnyhow:
    @pytest.mark.parametrize("layout", ["german", "french", "spanish"])
    def test_a_thousand_codes_survive_every_keyboard(self, layout):
        dice = random.Random(7)
        for _each in range(1000):
            code = numbers.mint(dice.randrange)
            for text in (
                codes.scan_address("https://returns.example", code),
                numbers.shown(code),
                numbers.shown(code).lower(),
            ):
                assert numbers.parse(typed(text, layout)) == code


class TestNobodysCode:
    @pytest.mark.parametrize(
        "text",
        [
            "https://evil.example/S/BCDFGHJKNPRST",
            "WIFI:S:dock;T:WPA;P:secret;;",
            "BEGIN:VCARD\nN:Weber;Jo\nEND:VCARD",
            "javascript:alert(1)",
            "<script>alert(1)</script>",
            "'; drop table rma_case; --",
            "]d2" + "\x1d" * 50,
            "01" + "9" * 4000,
            "\x00\x01\x02\xff",
            "\ud83d\udce6" * 100,
            "https://id.gs1.org/01/09506000134352/21/" + "A" * 300,
            "BCDFGHJKNPRST" * 315,
            "A" * 4096,
            "\u202e\u0000RMA",
        ],
    )
    def test_is_unknown_and_changes_nothing(self, case, text):
        assert scan_look.look_up(text).verdict == "UNKNOWN"
        reading = Reading(uuid.uuid4(), text, NOON, about=text)
        kept = scanning.keep_scan(reading=reading, by=CLERK, at=NOON)
        assert (kept.verdict, kept.case_id) == ("UNKNOWN", None)
        assert CaseLine.objects.get().received == 0
