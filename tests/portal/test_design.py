"""The style sheet and the components keep what the design promises."""

import datetime as dt
import gzip
import re
from pathlib import Path

import pytest
from django.template import engines
from django.utils import timezone

from rma.rules.money import Money
from tests.portal import specimen

SHEET = (Path(__file__).parents[2] / "portal/static/portal/returnwell.css").read_text()
TEMPLATES = Path(__file__).parents[2] / "templates"
PRINTED = {"documents", "letters"}
PAGES = sorted(
    page for page in TEMPLATES.glob("**/*.html") if PRINTED.isdisjoint(page.parts)
)


def tokens(block):
    return dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6});", block))


LIGHT = tokens(SHEET.split(":root {")[1].split("\n  }")[0])
BY_SYSTEM = tokens(SHEET.split(':root:not([data-theme="light"]) {')[1].split("}")[0])
BY_CHOICE = tokens(SHEET.split(':root[data-theme="dark"] {')[1].split("}")[0])
DARK = LIGHT | BY_SYSTEM


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    r, g, b = (
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    )
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def said(text, **context):
    return engines["django"].from_string("{% load page %}" + text).render(context)


class TestStyleSheet:
    def test_weighs_little(self):
        assert len(gzip.compress(SHEET.encode())) < 12_000
        assert len(SHEET) < 40_000

    def test_declares_its_layers_first_and_puts_every_rule_into_one(self):
        order = "reset, tokens, base, layout, components, utilities, print"
        body = SHEET.split("\n", 1)[1]
        assert body.startswith(f"@layer {order};")
        outside = re.findall(r"^[^@\s}/][^\n]*\{", body, re.MULTILINE)
        assert outside == []

    def test_uses_logical_properties_only(self):
        declared = re.sub(r"@media[^{]*", "", SHEET)
        names = re.findall(r"[{;]\s*([a-z-]+):", declared)
        physical = re.compile(
            r"(.*-)?(left|right|top|bottom)(-.*)?|((min|max)-)?(width|height)"
        )
        assert [name for name in names if physical.fullmatch(name)] == []

    def test_loads_nothing_from_anywhere(self):
        assert "url(" not in SHEET
        assert "@import" not in SHEET

    def test_has_one_dark_whoever_chose_it(self):
        assert BY_SYSTEM == BY_CHOICE
        assert len(BY_SYSTEM) > 20


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
class TestContrast:
    @pytest.mark.parametrize("ground", ["bg", "surface", "sunk"])
    @pytest.mark.parametrize("ink", ["ink", "ink-2", "ink-3", "brand", "link"])
    def test_text_can_be_read_on_every_ground(self, theme, ink, ground):
        assert contrast(theme[ink], theme[ground]) >= 4.5

    @pytest.mark.parametrize("ground", ["bg", "surface", "sunk"])
    def test_a_control_can_be_seen(self, theme, ground):
        assert contrast(theme["control"], theme[ground]) >= 3

    @pytest.mark.parametrize("tone", ["ok", "warn", "bad", "info", "mystery"])
    def test_each_tone_can_be_read_on_its_tint(self, theme, tone):
        assert contrast(theme[tone], theme[f"{tone}-tint"]) >= 4.5
        assert contrast(theme["ink"], theme[f"{tone}-tint"]) >= 7

    def test_buttons_can_be_read(self, theme):
        assert contrast(theme["on-brand"], theme["brand"]) >= 4.5
        assert contrast(theme["on-brand"], theme["brand-strong"]) >= 4.5
        assert contrast(theme["on-bad"], theme["bad"]) >= 4.5

    @pytest.mark.parametrize("verdict", ["go", "ask", "stop", "seen", "unknown"])
    def test_a_verdict_can_be_read_from_two_metres(self, theme, verdict):
        assert contrast("#FFFFFF", theme[verdict]) >= 7


class TestTemplates:
    @pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
    def test_carry_no_style_and_no_script_of_their_own(self, page):
        text = page.read_text()
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", text)
        assert not re.search(r"<script(?![^>]*\ssrc=)", text)

    @pytest.mark.parametrize(
        "component",
        sorted((TEMPLATES / "_components").glob("*.html")),
        ids=lambda component: component.stem,
    )
    def test_a_component_says_first_what_it_needs(self, component):
        assert component.read_text().startswith("{# needs: ")


class TestWhen:
    SUMMER = dt.datetime(2026, 7, 3, 15, 0, tzinfo=dt.UTC)
    WINTER = dt.datetime(2026, 11, 27, 16, 0, tzinfo=dt.UTC)

    @pytest.fixture(autouse=True)
    def at_berlin_in_november(self, time_machine):
        time_machine.move_to(dt.datetime(2026, 11, 20, tzinfo=dt.UTC))
        with timezone.override("Europe/Berlin"):
            yield

    def test_says_a_deadline_with_its_zone(self):
        assert said('{% when at "by" %}', at=self.WINTER) == (
            '<time datetime="2026-11-27T16:00Z">'
            "Fri 27 Nov, by 17:00 (Berlin time)</time>"
        )

    def test_follows_the_clocks_of_summer(self):
        assert "Fri 3 Jul, 17:00 (Berlin time)" in said("{% when at %}", at=self.SUMMER)

    def test_says_the_year_where_it_is_another(self):
        assert "Sun 14 Mar 2027" in said("{% when at %}", at=dt.date(2027, 3, 14))

    def test_says_a_plain_date_without_moving_it(self):
        text = said("{% when at %}", at=dt.date(2026, 11, 27))
        assert text == '<time datetime="2026-11-27">Fri 27 Nov</time>'

    def test_says_nothing_for_nothing(self):
        assert said("{% when at %}", at=None) == ""


class TestMoneyAndCodes:
    @pytest.mark.parametrize(
        ("amount", "shown"),
        [
            (Money(121400, "EUR"), "1,214.00 EUR"),
            (Money(-50, "USD"), "−0.50 USD"),
            (Money(1200, "JPY"), "1,200 JPY"),
            (Money(9900, "CHF"), "99.00 CHF"),
        ],
    )
    def test_an_amount_names_its_currency_and_is_not_broken(self, amount, shown):
        text = said("{% money amount %}", amount=amount)
        assert text == f'<bdi class="nowrap">{shown}</bdi>'

    def test_a_grouped_code_is_copied_as_one_word(self):
        text = said("{% grouped '1Z9<99' %}")
        assert text == (
            '<bdi class="number grouped"><span>1Z9&lt;</span><span>99</span></bdi>'
        )


class TestErrors:
    def test_are_the_same_words_in_the_summary_and_beside_the_field(self):
        page = specimen.drawn("form")
        assert page.count("Serial number: fill this in.") == 2
        assert page.count("Enter a valid email address.") == 2
        assert 'href="#bad_serial"' in page
        assert 'aria-describedby="bad_serial_helptext bad_serial_error"' in page
