"""Every printed code is read back as a 203 dpi printer draws it."""

import pypdfium2
import pytest
import zxingcpp
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image, ImageDraw, ImageFilter

from rma.actions import parking, pooling, receiving
from rma.models import Badge, Shelf, Site, User
from rma.rules import commands, numbers
from rma.rules.commands import Command
from rma.rules.words import Grade, Role
from rma.steps.counting import Arrival
from tests.rma import builders
from tests.rma.builders import CLERK, NOON

pytestmark = [pytest.mark.browser, pytest.mark.slow]
DPI = 203.2


@pytest.fixture
def lead(company):
    user = User.objects.create_user("lead@desk.example", name="L. Lead", role=Role.LEAD)
    client = Client()
    client.force_login(user)
    code = numbers.checked("BCDFGHJKNPRS")
    Badge.objects.create(user=user, code=code, given_at=timezone.now(), given_by="L")
    shelf = numbers.checked("SRPNKJHGFDCB")
    Shelf.objects.create(site=Site.objects.first(), name="B2", code=shelf)
    client.user = user
    return client


def printed(browser, live_server, lead, address):
    """Return the pages of a label as a printer of 203 dots an inch draws them."""
    context = browser.new_context()
    session = lead.cookies["sessionid"].value
    context.add_cookies(
        [{"name": "sessionid", "value": session, "url": live_server.url}]
    )
    page = context.new_page()
    page.goto(f"{live_server.url}{address}")
    content = page.pdf(prefer_css_page_size=True)
    context.close()
    pages = list(pypdfium2.PdfDocument(content))
    sizes = [
        tuple(round(side / 72 * 25.4) for side in each.get_size()) for each in pages
    ]
    return [each.render(scale=DPI / 72).to_pil().convert("L") for each in pages], sizes


def codes_on(image):
    found = zxingcpp.read_barcodes(image)
    return {numbers.parse(code.text) for code in found} - {None}


def turned(image, angle):
    return image.rotate(angle, expand=True, fillcolor=255, resample=Image.BICUBIC)


def spoiled(image, angle):
    """Turn and blur a label, and stain a fifth of one corner of it."""
    stained = image.copy()
    wide, high = stained.size
    ImageDraw.Draw(stained).ellipse(
        (wide * 0.8, high * 0.8, wide * 1.2, high * 1.2), fill=90
    )
    return turned(stained.filter(ImageFilter.GaussianBlur(1)), angle)


class TestPrintedCodes:
    @pytest.fixture
    def prints(self, browser, live_server, lead):
        case = builders.a_case()
        receiving.receive_units(
            case=case.ref, arrivals=(Arrival(serial="SN-1"),), by=CLERK, at=NOON
        )
        line = builders.the_line(case)
        parked = parking.park_parcel(
            site_id=case.site_id, read="NOBODY-1" * 9, photos=(), by=CLERK, at=NOON
        )
        lent = pooling.add_loaner(
            product=builders.a_product(),
            tag="L-1",
            serial="LN-1",
            site=case.site,
            grade=Grade.A,
            note="",
            by=CLERK,
            at=NOON,
        )
        badge, shelf = Badge.objects.get().code, Shelf.objects.get().code
        wanted = {
            reverse("station:unit_label", args=[case.number, line.pk]): {case.code},
            reverse("station:mystery_label", args=[parked.number]): {parked.code},
            reverse("station:badge", args=[lead.user.pk]): {badge},
            reverse("station:shelf_labels"): {shelf},
            reverse("station:loaner_label", args=[lent.pk]): {lent.code},
            reverse("station:again_label", args=[case.number]): {case.code},
            reverse("station:commands"): {commands.code_of(each) for each in Command},
            reverse("station:calibration"): {commands.code_of(Command.NEXT)},
        }
        return {
            address: (*printed(browser, live_server, lead, address), codes)
            for address, codes in wanted.items()
        }

    def test_each_is_read_at_203_dots_and_has_its_size(self, prints):
        for address, (pages, sizes, codes) in prints.items():
            assert len(pages) == 1, address
            assert codes_on(pages[0]) == codes, address
            if any(small in address for small in ("/unit/", "loaner", "sticker")):
                assert sizes == [(50, 25)]
            if any(card in address for card in ("badge", "shelves", "mystery")):
                assert sizes == [(86, 54)]

    def test_each_is_read_turned_blurred_and_stained(self, prints):
        unread = [
            (address, angle, spoil.__name__)
            for address, (pages, _sizes, codes) in prints.items()
            for angle in range(0, 360, 15)
            for spoil in (turned, spoiled)
            if not codes <= codes_on(spoil(pages[0], angle))
        ]
        assert unread == []
