"""The makers' symbols name an article and a serial."""

import pytest

from rma.rules.gs1 import Article, article_of

GTIN = "09506000134352"


class TestArticleOf:
    @pytest.mark.parametrize(
        "text",
        [
            f"01{GTIN}21ABC123\x1d10LOT",
            f"]d201{GTIN}10LOT\x1d21ABC123",
            f"01{GTIN}21ABC123",
            f"https://id.gs1.org/01/{GTIN}/21/ABC123",
        ],
    )
    def test_reads_article_and_serial(self, text):
        assert article_of(text) == Article(GTIN, "ABC123")

    @pytest.mark.parametrize(
        "text", ["", "SN-1", "9506000134352", "]d2", "x" * 5000, "\x00" * 20, "é" * 30]
    )
    def test_anything_else_is_none(self, text):
        assert article_of(text) is None

    def test_knows_the_lengths_people_write(self):
        assert Article(GTIN, "1").ways == (GTIN, "9506000134352")
        assert Article("00000096385074", "1").ways[-1] == "96385074"
