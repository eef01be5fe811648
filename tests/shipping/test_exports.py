"""How an export from the United States is filed, and where it stops until it is."""

from dataclasses import replace

import pytest

from shipping import exports
from shipping.carriers import limits
from shipping.carriers.sandbox.front import SandboxFront
from shipping.exports import Filing
from shipping.wishes import Customs, CustomsItem, CustomsPurpose, Wishes
from tests.shipping.builders import CUSTOMER, DESK
from tests.shipping.shippo.test_after import BERLIN
from tests.shipping.shippo.test_buying import asking as wishing

ITN = "X20260302123456"


def goods(*worth, currency="USD", tariffs=("852580", "852580")):
    """Return what customs are told of one unit for each value, in whole units."""
    return Customs(
        purpose=CustomsPurpose.RETURN,
        signer="Ann Lee",
        items=tuple(
            CustomsItem("Camera", 1, 800, each * 100, currency, "JP", tariff)
            for each, tariff in zip(worth, tariffs, strict=False)
        ),
    )


class TestFiling:
    @pytest.mark.parametrize(
        ("way", "told", "said"),
        [
            (("DE", "US"), goods(9_000), Filing.NONE),
            (("US", "US"), goods(9_000), Filing.NONE),
            (("US", "DE"), goods(2_500), Filing.LOW_VALUE),
            (("US", "DE"), goods(2_501), Filing.LACKING),
            (("us", "ca"), goods(9_000), Filing.CANADA),
            (("US", "DE"), goods(2_000, 600), Filing.LACKING),
            (
                ("US", "DE"),
                goods(2_000, 600, tariffs=("852580", "852352")),
                Filing.LOW_VALUE,
            ),
            (("US", "DE"), goods(1_600, currency="EUR"), Filing.LOW_VALUE),
            (("US", "DE"), goods(1_601, currency="EUR"), Filing.LACKING),
            (("US", "DE"), goods(1, currency="KWD"), Filing.LACKING),
        ],
    )
    def test_goes_by_the_value_of_each_kind_of_goods(self, way, told, said):
        assert exports.filing_of(*way, told) is said

    def test_takes_a_persons_word_where_the_dollars_are_not_known(self):
        said = replace(goods(1_700, currency="EUR"), export_filing=exports.LOW_VALUE)
        assert exports.filing_of("US", "DE", said) is Filing.LOW_VALUE
        wrong = replace(goods(2_501), export_filing=exports.LOW_VALUE)
        assert exports.filing_of("US", "DE", wrong) is Filing.LACKING

    def test_is_shown_with_its_number(self):
        filed = replace(goods(9_000), export_filing=ITN)
        assert exports.shown("US", "DE", filed) == f"AES ITN {ITN}"
        assert exports.shown("US", "DE", goods(9)) == "NOEEI 30.37(a)"
        assert exports.shown("US", "DE", goods(9_000)) == ""

    @pytest.mark.parametrize(
        ("told", "kept"),
        [
            (ITN, ITN),
            ("itn: x2026 0302-123456", ITN),
            ("26DE123456789012B3", ""),
            ("X2026030212345", ""),
            ("", ""),
        ],
    )
    def test_knows_its_numbers(self, told, kept):
        assert exports.itn_of(told) == kept


class TestTheStop:
    def objection(self, told, sender=DESK, recipient=BERLIN):
        request = wishing(
            sender=sender, recipient=recipient, wishes=Wishes(customs=told)
        )
        offered = SandboxFront().capabilities(request.route)
        return limits.objection(request, offered)

    def test_is_a_sentence_that_names_the_number(self):
        assert "With its number (ITN)" in self.objection(goods(9_000))

    def test_is_none_once_it_is_filed_or_where_nothing_is(self):
        assert self.objection(replace(goods(9_000), export_filing=ITN)) == ""
        assert self.objection(goods(9_000), BERLIN, CUSTOMER) == ""
        assert self.objection(goods(2_400)) == ""
