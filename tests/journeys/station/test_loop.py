"""The scan loop in a real browser: thirty parcels, no touch, a scanner that types."""

import random
import time

import pytest

from rma.actions import cancelling
from rma.models import CaseLine, Receipt, Scan
from rma.rules import numbers
from rma.rules.commands import Command, code_of
from tests.journeys.station.scanner import pull, scan, verdict
from tests.rma import builders
from tests.rma.builders import CLERK, NOON

pytestmark = pytest.mark.browser


class TestTheLoop:
    @pytest.mark.parametrize("count", [3, pytest.param(30, marks=pytest.mark.slow)])
    def test_parcel_after_parcel_is_taken_in_none_lost_and_none_doubled(
        self, station, count
    ):
        cases = []
        for number in range(0, 2 * count, 2):
            pair = [f"SN-{number}", f"SN-{number + 1}"]
            for serial in pair:
                builders.a_unit(serial)
            cases.append(builders.a_case(*(builders.broken(each) for each in pair)))
        began = time.monotonic()
        for case in cases:
            scan(station, f"https://x.example/S/{case.code}")
            scan(station, code_of(Command.ALL_IN))
            verdict(station, "2 units are in")
        took = time.monotonic() - began
        assert station.locator(".verdict.go").count() == 1
        assert Scan.objects.filter(verdict="GO").count() == 2 * count
        assert Scan.objects.count() == 2 * count
        assert Receipt.objects.count() == count
        received = CaseLine.objects.values_list("received", flat=True)
        assert [*received] == [1] * 2 * count
        assert took < 4 * count, "thirty parcels in two minutes"

    @pytest.mark.slow
    def test_units_count_themselves_in_and_one_scan_takes_the_last_back(self, station):
        for number in (1, 2, 3):
            builders.a_unit(f"SN-{number}")
        case = builders.a_case(*(builders.broken(f"SN-{each}") for each in (1, 2, 3)))
        for text, title in (
            (case.code, "3 units expected"),
            ("SN-1", "1 of 3 units are in"),
            ("SN-3", "2 of 3 units are in"),
            (code_of(Command.UNDO), "Taken back"),
            ("SN-3", "2 of 3 units are in"),
            ("SN-3 ", "Already received"),
            (code_of(Command.ALL_IN), "1 unit is in"),
        ):
            pull(station, text)
            verdict(station, title)
            if text == "SN-3":
                station.wait_for_timeout(2100)
        lines = CaseLine.objects.order_by("position")
        assert [line.received for line in lines] == [1, 1, 1]

    @pytest.mark.slow
    def test_a_stop_is_passed_by_no_scan_but_by_the_printed_next(self, station):
        builders.a_unit()
        builders.a_unit("SN-2", order_reference="SO-2")
        case = builders.a_case(builders.broken())
        cancelling.cancel_return(case=case.ref, reason="Sold.", by=CLERK, at=NOON)
        builders.a_case(builders.broken("SN-2"))
        scan(station, "SN-1")
        station.locator(".verdict.stop").wait_for()
        pull(station, "SN-2")
        station.wait_for_timeout(500)
        assert station.locator(".verdict.stop").count() == 1
        assert Scan.objects.count() == 1
        pull(station, code_of(Command.NEXT))
        station.locator(".verdict").wait_for(state="detached")
        scan(station, "SN-2 ")
        station.locator(".verdict.go").wait_for()

    @pytest.mark.slow
    def test_the_same_code_again_within_two_seconds_is_one_pull(self, station):
        pull(station, "NOBODY-1")
        pull(station, "NOBODY-1")
        pull(station, "NOBODY-2")
        verdict(station, "We do not know this code")
        station.wait_for_function("!document.querySelector('#code').value")
        station.wait_for_timeout(300)
        assert [*Scan.objects.order_by("at").values_list("text", flat=True)] == [
            "NOBODY-1",
            "NOBODY-2",
        ]

    @pytest.mark.slow
    def test_a_burst_triggers_no_shortcut_and_presses_no_button(self, station):
        station.evaluate(
            "window.heard = [];"
            "for (const kind of ['keypress', 'click', 'submit'])"
            " addEventListener(kind, (event) => window.heard.push(event.type));"
            "document.querySelector('#gloves').focus()"
        )
        pull(station, "NOBODY 12345 /?")
        verdict(station, "We do not know this code")
        assert station.evaluate("window.heard") == []
        assert station.locator("#gloves").get_attribute("aria-pressed") == "false"

    @pytest.mark.slow
    def test_a_slow_scanner_loses_nothing(self, station):
        field = station.locator("#code")
        field.click()
        pull(station, "NOBODY-1234567", gap=0.04)
        verdict(station, "We do not know this code")
        assert field.input_value() == ""
        assert Scan.objects.get().text == "NOBODY-1234567"

    @pytest.mark.slow
    def test_a_burst_reaches_no_field_and_typing_does(self, station):
        field = station.locator("#code")
        field.click()
        station.keyboard.type("typed", delay=70)
        station.wait_for_timeout(300)
        pull(station, "NOBODY-1234567")
        verdict(station, "We do not know this code")
        assert field.input_value() == "typed"
        # Two keys rolled over by a quick hand stay what they are.
        station.keyboard.type("ab")
        station.wait_for_timeout(350)
        assert field.input_value() == "typedab"
        station.keyboard.press("Enter")
        station.wait_for_function("document.querySelector('#code').value === ''")

    def test_the_page_finds_a_code_in_a_text_exactly_where_the_server_does(
        self, station
    ):
        dice = random.Random(11)
        signs = "BCDFGHJKNPRSTVX" * 3 + "rma-/:. ß1]+$Q"
        texts = ["".join(dice.choices(signs, k=dice.randrange(30))) for _ in range(400)]
        for _each in range(200):
            code = numbers.mint(dice.randrange)
            spoiled = code[:5] + dice.choice(signs) + code[6:]
            ways = (code, numbers.shown(code).lower(), f"+Q1{code}", f"]C0{code}")
            texts += [*ways, f"https://x.example/S/{code}", spoiled, spoiled + code]
        found = station.evaluate(
            """async (texts) => {
              const own = [...document.scripts].find((each) =>
                each.src.endsWith("station.js")).src;
              const { codeIn } = await import(own.replace("station.js", "manifest.js"));
              return texts.map(codeIn);
            }""",
            texts,
        )
        assert found == [numbers.parse(text) or "" for text in texts]
