"""A verdict in colour, shape, word, sound and vibration; and one gloved hand."""

import itertools
import re

import pytest

from rma.rules.words import ScanVerdict
from tests.journeys.station.scanner import scan, verdict
from tests.rma import builders

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# An ear for what the page would play, and a hand for what it would shake.
EAR = """
window.heard = []; window.felt = [];
class Param { setValueAtTime() {} exponentialRampToValueAtTime() {} }
window.AudioContext = class {
  currentTime = 0; state = "running"; destination = {};
  resume() {}
  createGain() { return { gain: new Param(), connect: (next) => next }; }
  createOscillator() {
    const made = { frequency: {}, connect: (next) => next };
    made.start = (at) => (made.from = at);
    const told = (at) => [made.frequency.value, made.from, at - made.from];
    made.stop = (at) => window.heard.push(told(at));
    return made;
  }
};
Object.defineProperty(navigator, "vibrate", {
  value: (pattern) => { window.felt.push(pattern); return true; },
});
"""
ALL = [each.value for each in ScanVerdict]


@pytest.fixture
def prepare():
    return lambda page: page.add_init_script(EAR)


def shown(page, kind):
    """Show a verdict with the page's own means, as if it had been answered so."""
    return page.evaluate(
        """async (kind) => {
          const at = (name) => [...document.scripts].find((each) =>
            each.src.endsWith("station.js")).src.replace("station.js", name);
          const signals = await import(at("signals.js"));
          const face = await import(at("face.js"));
          signals.wake(); window.heard = []; window.felt = [];
          face.show({ verdict: kind, title: "Dome camera", next: "Go on." });
          signals.play(kind);
          return { heard: window.heard, felt: window.felt };
        }""",
        kind,
    )


def luminance(colour):
    parts = [int(each) / 255 for each in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def rhythm(tones):
    return [(at, length) for _pitch, at, length in tones]


class TestSignals:
    def test_each_sounds_shakes_and_looks_unlike_every_other(self, station):
        sounds, shakes, shapes, words = {}, {}, {}, {}
        for kind in ALL:
            told = shown(station, kind)
            sounds[kind], shakes[kind] = told["heard"], told["felt"][0]
            face = station.locator("#verdict-place .verdict")
            shapes[kind] = face.locator(".word .icon").inner_html()
            words[kind] = face.locator(".word span").inner_text()
            look = face.evaluate(
                "face => { const word = getComputedStyle(face.querySelector('.word'));"
                " return [getComputedStyle(face).backgroundColor, word.color,"
                " parseFloat(word.fontSize)]; }"
            )
            dark, light = luminance(look[0]), luminance(look[1])
            assert (light + 0.05) / (dark + 0.05) >= 7, kind
            assert look[2] >= 48, kind
        for one, other in itertools.combinations(ALL, 2):
            assert [pitch for pitch, _at, _length in sounds[one]] != [
                pitch for pitch, _at, _length in sounds[other]
            ]
            assert rhythm(sounds[one]) != rhythm(sounds[other])
            # What tells them apart in grey, unheard and unfelt.
            assert shapes[one] != shapes[other]
            assert words[one] != words[other]
            assert shakes[one] != shakes[other]
        (low, _at, long), *more = sounds["STOP"]
        assert not more
        assert low == min(pitch for each in sounds.values() for pitch, *_rest in each)
        assert long > 0.5
        rising, falling = (
            [each[0] for each in sounds[kind]] for kind in ("GO", "UNKNOWN")
        )
        assert rising == sorted(rising)
        assert falling == sorted(falling, reverse=True)

    def test_a_scan_is_heard_and_felt_once_and_not_heard_where_muted(self, station):
        builders.a_case()
        scan(station, "SN-1")
        station.locator(".verdict.go").wait_for()
        assert station.evaluate("[window.heard.length, window.felt]") == [2, [[40]]]
        station.locator("#sound").click()
        station.evaluate("window.heard = []; window.felt = []")
        scan(station, "NOBODY-1")
        verdict(station, "We do not know this code")
        assert station.evaluate("window.heard") == []
        assert station.evaluate("window.felt.length") == 1


class TestOneGlovedHand:
    @pytest.mark.parametrize(("gloves", "least"), [(False, 56), (True, 72)])
    def test_what_is_pressed_is_large_and_apart(self, station, gloves, least):
        builders.a_case()
        if gloves:
            station.locator("#gloves").click()
        scan(station, "SN-1")
        boxes = station.evaluate(
            "[...document.querySelectorAll("
            "'#main :is(button, .button, input, summary)')]"
            ".filter((each) => each.checkVisibility() && each.type !== 'file'"
            " && each.type !== 'hidden')"
            ".map((each) => [each.textContent.trim() || each.id,"
            " each.getBoundingClientRect().height, each.getBoundingClientRect().width])"
        )
        assert boxes
        assert [box for box in boxes if min(box[1:]) < least] == []

    def test_what_to_do_next_lies_in_the_lower_half(self, station):
        builders.a_case()
        scan(station, "SN-1")
        way = station.locator("#verdict-place a.button").bounding_box()
        assert way["y"] >= 844 / 2 - way["height"]
        assert way["y"] + way["height"] <= 844


class TestLeftAlone:
    @pytest.fixture
    def prepare(self):
        return lambda page: page.clock.install()

    def test_after_five_minutes_it_locks_and_before_it_does_not(self, station):
        # Staff who signed in have no device to lock; the form is what a device shows.
        station.evaluate(
            "document.body.insertAdjacentHTML('beforeend',"
            " '<form id=lock-form></form>');"
            "window.locked = 0;"
            "document.getElementById('lock-form').requestSubmit ="
            " () => { window.locked += 1; }; null"
        )
        station.clock.fast_forward("04:50")
        assert station.evaluate("window.locked") == 0
        station.keyboard.press("Shift")
        station.clock.fast_forward("04:50")
        assert station.evaluate("window.locked") == 0
        station.clock.fast_forward("00:21")
        assert station.evaluate("window.locked") >= 1
