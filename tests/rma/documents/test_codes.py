import random
import re

import pytest
import zxingcpp
from PIL import Image

from rma.documents import codes, parcel_label, slip
from rma.rules import numbers
from tests.rma.documents.reading import codes_in, pictures, turned
from tests.rma.documents.samples import CODE, FRAME, PARCEL_CODE

ADDRESS = f"HTTPS://RETURNS.EXAMPLE.COM/S/{PARCEL_CODE}"
SLIP_ADDRESS = f"HTTPS://RETURNS.EXAMPLE.COM/S/{CODE}"


@pytest.fixture(scope="module")
def label(printed):
    return pictures(printed(parcel_label))[0]


class TestScanAddress:
    def test_is_in_capitals_and_holds_nothing_but_the_code(self):
        assert codes.scan_address("https://returns.example.com/", CODE) == SLIP_ADDRESS

    def test_is_read_back_as_the_code(self):
        assert numbers.parse(codes.scan_address(FRAME.base_url, CODE)) == CODE


class TestQr:
    @pytest.mark.parametrize("degrees", [0, 15, 45, 90, 180, 270, 345])
    def test_reads_back_from_a_thermal_printer_at_any_angle(self, label, degrees):
        assert ("QRCode", ADDRESS) in codes_in(turned(label, degrees))

    def test_reads_back_from_the_slip_twice(self, printed):
        page = pictures(printed(slip))[0]
        read = [found.text for found in zxingcpp.read_barcodes(page)]
        assert read == [SLIP_ADDRESS, SLIP_ADDRESS]

    def test_survives_a_stain(self, label):
        stained = label.copy()
        (found,) = [
            each for each in zxingcpp.read_barcodes(label) if "/S/" in each.text
        ]
        corner = found.position.bottom_right
        side = (corner.x - found.position.bottom_left.x) * 3 // 10
        stained.paste(0, (corner.x - side, corner.y - side, corner.x, corner.y))
        assert ("QRCode", ADDRESS) in codes_in(stained)

    def test_is_small_at_level_q_because_of_capitals(self):
        assert 'viewBox="0 0 37 37"' in codes.qr(ADDRESS, title="A code")

    def test_takes_an_address_that_capitals_cannot_write(self):
        assert "<path" in codes.qr("HTTP://[::1]:8000/S/X", title="A code")

    def test_prints_whole_dots_only(self):
        for host in ("x.test", "returns.example.com", "a-much-longer-name.example.com"):
            markup = codes.qr(codes.scan_address(f"https://{host}", CODE), title="x")
            size = float(re.search(r'width="([\d.]+)mm', markup)[1])
            modules = int(re.search(r'viewBox="0 0 (\d+)', markup)[1])
            dots = size / modules / codes.DOT_MM
            assert dots == int(dots) >= 5
            assert size <= 31

    def test_names_itself_and_is_one_path_on_white(self):
        markup = codes.qr(ADDRESS, title='<b>"Bold"</b>')
        assert "<title>&lt;b&gt;&quot;Bold&quot;&lt;/b&gt;</title>" in markup
        assert markup.count("<path") == 2
        assert "style" not in markup


class TestCode128:
    @pytest.mark.parametrize("degrees", [0, 90, 180, 270])
    def test_reads_back_from_a_thermal_printer(self, label, degrees):
        assert ("Code128", PARCEL_CODE) in codes_in(turned(label, degrees))

    def test_reads_back_whatever_is_printable(self):
        dice = random.Random(3)
        for _ in range(30):
            signs = [chr(dice.randrange(33, 127)) for _ in range(dice.randrange(1, 20))]
            text = "".join(signs)
            assert codes_in(_drawn(codes.code_128(text, title="x"))) == {
                ("Code128", text)
            }

    @pytest.mark.parametrize("text", ["", "é", "A\n", "日本"])
    def test_refuses_what_it_cannot_write(self, text):
        with pytest.raises(codes.NotPrintable):
            codes.code_128(text, title="x")


def _drawn(markup: str) -> Image.Image:
    """Draw the bars of a Code 128 by its own numbers, three dots a module."""
    modules = int(re.search(r'viewBox="0 0 (\d+)', markup)[1])
    picture = Image.new("L", (modules * 3, 60), 255)
    for x, width in re.findall(r"M(\d+) 0h(\d+)v1h-", markup):
        left = int(x) * 3
        picture.paste(0, (left, 0, left + int(width) * 3, 60))
    return picture
