"""What pages may ask of a carrier, what is refused, what hooks hint at."""

import json
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from shipping import carriers, failing
from shipping.carriers.base import HintKind, QuoteRequest, Route
from shipping.carriers.sandbox import papers
from shipping.carriers.sandbox.carrier import SandboxCarrier
from shipping.carriers.sandbox.front import SandboxFront
from shipping.carriers.shippo import fetching
from shipping.carriers.shippo.front import ShippoFront
from shipping.models import Parcel, SandboxLabel
from shipping.wishes import NO_WISHES, Battery, LabelFormat, Wishes
from shipping.words import BoxSize, ParcelState
from tests.shipping.builders import BOX, CUSTOMER, DESK, NOON, bought
from tests.shipping.test_label import NUMBER, TEXT

SHIPPO = ShippoFront(token="shippo_test_x", base="https://api.goshippo.com")
HOME = Route("US", "US", is_return=True)
ABROAD = Route("DE", "US", is_return=True)


def objection(wishes=NO_WISHES, size=BOX, **places):
    sender, recipient = places.get("sender", CUSTOMER), DESK
    request = QuoteRequest("X.1", 1, sender, recipient, size, True, "R", "", wishes)
    return SandboxCarrier().quote(request, at=NOON).problem


class TestFront:
    def test_offers_by_route(self):
        assert SHIPPO.capabilities(HOME).counter_codes
        assert SHIPPO.capabilities(HOME).pay_on_use_returns
        assert not SHIPPO.capabilities(ABROAD).counter_codes
        assert not SHIPPO.capabilities(ABROAD).pay_on_use_returns
        assert SHIPPO.capabilities(ABROAD).customs
        assert carriers.front().capabilities(HOME).label_formats == tuple(LabelFormat)

    def test_knows_a_live_key(self):
        assert not SHIPPO.is_live
        assert ShippoFront(token="shippo_live_x", base="").is_live

    @pytest.mark.parametrize(
        "body",
        [b"", b"{", b"[]", b"{}", b'{"event":"track_updated","data":7}', b"\xff"],
    )
    def test_reads_nothing_in_nonsense(self, body):
        assert SHIPPO.parse_hook(body) == ()
        assert SandboxFront().parse_hook(body) == ()

    def test_reads_a_movement_and_a_purchase(self):
        track = {"carrier": "usps", "tracking_number": "94", "transaction": "t1"}
        moved = {"event": "track_updated", "test": True, "data": track}
        (hint,) = SHIPPO.parse_hook(json.dumps(moved).encode())
        assert (hint.kind, hint.mover, hint.tracking_number, hint.is_test) == (
            HintKind.MOVEMENT,
            "usps",
            "94",
            True,
        )
        sold = {"object_id": "t1", "metadata": "rma1:X.1", "status": "SUCCESS"}
        bought_one = {"event": "transaction_created", "data": sold}
        (hint,) = SHIPPO.parse_hook(json.dumps(bought_one).encode())
        assert (hint.kind, hint.provider_id, hint.ref) == (
            HintKind.PURCHASE,
            "t1",
            "X.1",
        )
        failed = bought_one | {"data": sold | {"status": "ERROR"}}
        assert SHIPPO.parse_hook(json.dumps(failed).encode()) == ()


@pytest.mark.django_db
class TestNoLabel:
    @pytest.mark.parametrize(
        ("wrong", "word"),
        [
            ({"wishes": Wishes(battery=Battery.DAMAGED)}, "battery"),
            ({"size": BoxSize(0, 300, 200, 100)}, "weight"),
            ({"size": BoxSize(90_000, 300, 200, 100)}, "70 kg"),
            ({"sender": replace(CUSTOMER, country="XX")}, "country"),
            ({"sender": replace(CUSTOMER, street1="")}, "street"),
            ({"wishes": Wishes(arrive_by=date(2026, 3, 2))}, "offer"),
        ],
    )
    def test_is_made_and_a_sentence_says_why(self, wrong, word):
        told = objection(**wrong)
        assert word in told
        assert told.endswith(".")

    def test_of_a_loose_battery_crosses_a_border(self):
        loose = Wishes(battery=Battery.LOOSE)
        assert objection(wishes=loose) == ""
        assert "border" in objection(
            wishes=loose, sender=replace(CUSTOMER, country="CA")
        )


class TestPapers:
    def test_as_a_picture_read_back(self):
        picture = papers.drawn(TEXT, LabelFormat.PNG).content
        codes = zxingcpp.read_barcodes(_picture(picture))
        assert [code.text for code in codes] == [NUMBER, NUMBER]

    def test_for_the_counter_read_back(self):
        (code,) = zxingcpp.read_barcodes(_picture(papers.counter_code(TEXT).content))
        assert code.text == NUMBER

    def test_for_a_label_printer_hold_no_command_of_the_customer(self):
        hostile = replace(TEXT, reference="R^XZ^XA~JR\n")
        told = papers.drawn(hostile, LabelFormat.ZPL).content.decode()
        assert told.count("^XZ") == told.count("^XA") == 1
        assert "~JR" not in told


@pytest.mark.parametrize(
    ("link", "theirs"),
    [
        ("https://deliver.goshippo.com/a.pdf", True),
        ("https://shippo-delivery.s3.amazonaws.com/a.pdf?X", True),
        ("http://deliver.goshippo.com/a.pdf", False),
        ("https://goshippo.com.evil.example/a", False),
        ("https://127.0.0.1/a", False),
        ("file:///etc/passwd", False),
        ("https://[", False),
    ],
)
def test_papers_are_fetched_from_their_hosts_only(link, theirs):
    assert fetching.is_theirs(link, "https://api.goshippo.com") is theirs


@pytest.mark.django_db
class TestRehearsing:
    def test_a_chosen_failure_holds_as_often_as_chosen(self):
        failing.choose(scenario="00003", times=1, at=NOON)
        assert bought().state == "declined"
        assert bought().state == "purchased"

    def test_one_it_does_not_know_is_refused(self):
        with pytest.raises(failing.UnknownScenario):
            failing.choose(scenario="anything", times=1, at=NOON)
        assert "00003" in failing.scenarios()

    def test_a_label_in_anothers_box_stays_there_until_that_has_come(self):
        outer, inner = bought(), bought()
        SandboxLabel.objects.filter(ref=outer.ref).update(is_return=False)
        inside = outer.ref.split(".")[0]
        SandboxLabel.objects.filter(ref=inner.ref).update(inside=inside)
        Parcel.objects.filter(pk=inner.parcel_id).update(inside=inside)
        sandbox = SandboxCarrier()

        def states(purchase, days, left=None):
            told = sandbox.track(
                purchase.tracking_number,
                handed_over_at=left,
                at=NOON + timedelta(days=days),
            )
            return [movement.state for movement in told]

        assert states(inner, 30) == [ParcelState.LABEL_READY]
        assert states(outer, 9, left=NOON)[-1] is ParcelState.DELIVERED
        assert states(inner, 1) == [ParcelState.LABEL_READY]
        assert ParcelState.HANDED_OVER in states(inner, 9)


def _picture(content):
    return Image.open(BytesIO(content)).convert("L")
