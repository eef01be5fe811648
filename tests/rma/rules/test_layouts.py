"""A scanner and a computer with different keyboards still understand each other."""

import pytest

from rma.rules.layouts import readings


class TestReadings:
    @pytest.mark.parametrize(
        ("meant", "written"),
        [
            ("1Z999AA10123456784", "1Y999AA10123456784"),
            ("SN-Y/7_Q", "SNßZ-7?Q"),
            ("https://x.example/S/BC", "httpsÖ--x.example-S-BC"),
        ],
    )
    def test_a_german_computer(self, meant, written):
        assert meant in readings(written)

    @pytest.mark.parametrize(
        ("meant", "written"),
        [
            ("SN-12", "SN)&é"),
            ("1Z999AA10123456784", "&WçççQQ&à&é\"'(-è_'"),
            ("sku.QWA", "sku:AZQ"),
        ],
    )
    def test_a_french_computer(self, meant, written):
        assert meant in readings(written)

    @pytest.mark.parametrize(
        ("meant", "written"), [("SN-Y/7_Q", "SN'Y-7?Q"), ("A:B", "AÑB")]
    )
    def test_a_spanish_computer(self, meant, written):
        assert meant in readings(written)

    def test_the_text_itself_is_no_other_reading(self):
        assert "12345" not in readings("12345")
