from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from rma.documents import keep, slip
from rma.documents.sheets import Paper
from tests.rma.documents.samples import FRAME, SLIP


class TestContentKey:
    def test_is_the_same_for_the_same_content(self):
        key = keep.content_key("slip", SLIP)
        assert key == keep.content_key("slip", replace(SLIP))
        assert len(key) == 64

    def test_does_not_know_when_it_was_drawn(self):
        later = replace(FRAME, drawn_at=FRAME.drawn_at + timedelta(hours=9))
        assert _key(frame=later) == _key()

    @pytest.mark.parametrize(
        "change",
        [
            {"worst_case": "Nothing."},
            {"parcels": 3},
            {"send_by": None},
            {"items": SLIP.items[:1]},
            {"items": (replace(SLIP.items[0], serial="X"), *SLIP.items[1:])},
            {"frame": replace(FRAME, paper=Paper.LETTER)},
            {"frame": replace(FRAME, language="de")},
        ],
        ids=str,
    )
    def test_changes_with_anything_that_is_printed(self, change):
        assert _key(**change) != _key()

    def test_tells_kinds_apart(self):
        assert keep.content_key("slip", SLIP) != keep.content_key("report", SLIP)

    def test_does_not_mix_up_neighbouring_fields(self):
        first = slip.SlipItem(name="A", sku="B")
        second = slip.SlipItem(name="AB", sku="")
        assert _key(items=(first,)) != _key(items=(second,))

    def test_refuses_what_has_no_plain_value(self):
        @dataclass(frozen=True)
        class Content:
            weight: float

        with pytest.raises(keep.NotPlain):
            keep.content_key("slip", Content(1.5))


class TestFileName:
    def test_begins_with_the_number_that_people_know(self):
        name = keep.file_name("parcel_label", FRAME.number)
        assert name == "RMA-BCDF-GHJK-NPRSF-parcel-label.pdf"


def _key(**change):
    return keep.content_key("slip", replace(SLIP, **change))
