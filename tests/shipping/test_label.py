"""The sandbox's label, read back by a decoder that has never seen our code."""

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from shipping import documents
from shipping.carriers.sandbox.label import LabelText, draw
from shipping.words import Address
from tests.shipping.builders import CUSTOMER, DESK, bought

NUMBER = "SBX2245493873178559"
TEXT = LabelText(
    NUMBER, "sbx_ground", CUSTOMER, DESK, "RMA-BCDF-GHJK-NPRST", "Camera", 1200
)


def page(content):
    return pypdfium2.PdfDocument(content)[0]


def image(content, dots):
    return page(content).render(scale=dots / 72).to_pil().convert("L")


def codes(picture):
    found = zxingcpp.read_barcodes(picture)
    return {(str(code.format), code.text) for code in found}


def words(content):
    return page(content).get_textpage().get_text_bounded()


class TestLabel:
    @pytest.mark.parametrize("angle", [0, 90, 180, 270])
    @pytest.mark.parametrize("dots", [203, 150])
    def test_reads_back_however_it_is_held(self, dots, angle):
        picture = image(draw(TEXT), dots).rotate(angle, expand=True, fillcolor=255)

        both = codes(picture)
        assert {text for _kind, text in both} == {NUMBER}
        assert len(both) == 2

    def test_reads_back_from_a_printer_of_black_dots_only(self):
        picture = image(draw(TEXT), 203).point(lambda grey: 255 * (grey > 127))
        assert len(codes(picture)) == 2

    def test_reads_back_when_held_askew(self):
        picture = image(draw(TEXT), 203).rotate(
            11, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=255
        )
        assert {text for _kind, text in codes(picture)} == {NUMBER}

    def test_is_four_by_six_inches_on_one_page(self):
        document = pypdfium2.PdfDocument(draw(TEXT))
        assert len(document) == 1
        assert document[0].get_size() == (288, 432)

    def test_is_the_same_to_the_byte(self):
        assert draw(TEXT) == draw(TEXT)

    def test_says_who_where_what_and_that_no_post_takes_it(self):
        said = words(draw(TEXT))
        for text in (
            "NOT VALID FOR POSTAGE - SANDBOX",
            "SBX GROUND",
            "Ann Lee",
            "9 Dock Road",
            "Newark NJ 07101",
            "RMA-BCDF-GHJK-NPRST",
            "Camera",
            "1.20 kg",
            NUMBER,
        ):
            assert text in said

    @pytest.mark.parametrize(
        "name",
        ["Łukasz Żółć", "Nguyễn Thị Ánh", "李雷", "x" * 300, "Ann\nLee", "(\\)"],
    )
    def test_is_drawn_for_any_name(self, name):
        place = Address(name, "Ulica " * 40, "Łódź", "90-001", "PL", company="W" * 200)
        content = draw(LabelText(NUMBER, "sbx_saver", place, place, name, name, 70_000))
        assert len(codes(image(content, 203))) == 2

    def test_keeps_letters_it_has_no_accents_for(self):
        place = Address("Łukasz Żółć", "1 Rynek", "Łódź", "90-001", "PL")
        said = words(draw(LabelText(NUMBER, "s", place, DESK, "", "", 1)))
        assert "Lukasz Zolc" in said


@pytest.mark.django_db
class TestLabelBought:
    def test_carries_its_own_number(self):
        purchase = bought()

        found = codes(image(documents.read(purchase), 203))
        assert {text for _kind, text in found} == {purchase.tracking_number}
