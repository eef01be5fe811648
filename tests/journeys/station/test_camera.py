"""The station's camera: it reads, it is refused, it is not there; typing goes on."""

import io

import pytest
import qrcode
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse
from PIL import Image

from rma.documents import codes
from rma.models import Scan
from tests.journeys.station.scanner import pull, ready, verdict
from tests.rma import builders

pytestmark = pytest.mark.browser

READER = "portal/station/vendor/barcode-detector.js"
# What a browser that reads codes itself offers; here it sees none.
OWN_READER = """
window.BarcodeDetector = class {
  static async getSupportedFormats() { return ["qr_code"]; }
  async detect() { return []; }
};
"""
TORCH = """
const had = MediaStreamTrack.prototype.getCapabilities;
MediaStreamTrack.prototype.getCapabilities = function () {
  return { ...had.call(this), torch: window.hasTorch };
};
window.asked = [];
MediaStreamTrack.prototype.applyConstraints = async (wish) => {
  window.asked.push(wish.advanced[0].torch);
};
"""


def film(code, path):
    """Write what a camera sees that looks at one of our codes on a grey table."""
    address = codes.scan_address(settings.RETURNWELL_URL, code)
    symbol = qrcode.make(address, border=4, box_size=1).convert("L")
    side = symbol.width * (360 // symbol.width)
    table = Image.new("L", (640, 480), 150)
    table.paste(symbol.resize((side, side), Image.NEAREST), (140, 60))
    frame = io.BytesIO()
    table.convert("RGB").rotate(7, fillcolor=(150, 150, 150)).save(frame, "JPEG")
    path.write_bytes(frame.getvalue() * 30)
    return path


@pytest.fixture
def opened(browser, chromium, live_server, clerk):
    """Return how to open the station in a browser with some camera, or none."""
    started = []

    def start(*flags, before=""):
        own = browser.browser_type.launch(
            executable_path=chromium, args=["--no-sandbox", *flags]
        )
        started.append(own)
        context = own.new_context(viewport={"width": 390, "height": 844})
        context.add_cookies(
            [{"name": "sessionid", "value": clerk, "url": live_server.url}]
        )
        page = context.new_page()
        page.add_init_script(before)
        page.goto(f"{live_server.url}{reverse('station:home')}")
        ready(page)
        return page

    yield start
    for own in started:
        own.close()


def fake(path):
    return (
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={path}",
    )


@pytest.mark.slow
class TestCamera:
    def test_reads_our_code_once_for_as_long_as_it_lies_there(self, opened, tmp_path):
        if not finders.find(READER):
            pytest.skip("make camera has not fetched the reader of this browser")
        case = builders.a_case()
        page = opened(*fake(film(case.code, tmp_path / "seen.mjpeg")))
        page.locator("#camera-button").click()
        page.locator(".verdict.go").wait_for(timeout=60000)
        page.wait_for_timeout(3500)
        assert Scan.objects.get().case == case
        assert page.locator("#torch").is_hidden(), "no light is reported"
        page.locator("#camera-button").click()
        assert page.locator("#camera").is_hidden()

    def test_a_light_is_offered_where_the_camera_reports_one(self, opened, tmp_path):
        flags = fake(film(builders.a_case().code, tmp_path / "seen.mjpeg"))
        page = opened(*flags, before=f"{OWN_READER}{TORCH}window.hasTorch = true;")
        page.locator("#camera-button").click()
        page.locator("#torch").click()
        assert page.evaluate("window.asked") == [True]
        assert page.locator("#torch").get_attribute("aria-pressed") == "true"
        assert page.locator("#torch").bounding_box()["height"] >= 56
        page.locator("#camera-button").click()
        assert page.locator("#torch").get_attribute("aria-pressed") == "false"

    @pytest.mark.parametrize(
        ("flags", "said"),
        [
            (["--use-fake-device-for-media-stream"], "The camera is refused. Allow it"),
            (["--use-fake-ui-for-media-stream"], "This browser offers no camera here."),
        ],
        ids=["refused", "absent"],
    )
    def test_refused_or_absent_it_says_so_and_the_rest_works(self, opened, flags, said):
        case = builders.a_case()
        page = opened(*flags, before=OWN_READER)
        page.locator("#camera-button").click()
        page.locator("#camera-trouble", has_text=said).wait_for()
        pull(page, "NOBODY-1")
        verdict(page, "We do not know this code")
        page.locator("#code").fill(case.code)
        page.locator("#code").press("Enter")
        page.locator(".verdict.go").wait_for()

    def test_a_browser_without_a_reader_says_to_send_a_photo(self, opened, tmp_path):
        flags = fake(film(builders.a_case().code, tmp_path / "seen.mjpeg"))
        page = opened(*flags)
        page.evaluate("document.getElementById('station').dataset.decoder = ''")
        page.locator("#camera-button").click()
        told = "Send a photo instead"
        page.locator("#camera-trouble", has_text=told).wait_for()

    def test_a_photo_is_read_by_the_server(self, opened, tmp_path):
        case = builders.a_case()
        page = opened()
        photo = film(case.code, tmp_path / "photo.jpg")
        page.locator("#photo-form input[type=file]").set_input_files(str(photo))
        page.locator(".verdict.go").wait_for(timeout=60000)
        assert Scan.objects.get().case == case
