"""The packing slip on paper: the strip to tear off is at the foot of the first page."""

from dataclasses import replace

import pypdfium2
import pytest

from rma.documents import render, slip
from rma.documents.sheets import Paper
from rma.documents.steps import Step
from tests.rma.documents import samples
from tests.rma.documents.reading import codes_in, pictures

CUT = "Cut here and put this strip in the box"
LONG = tuple(
    Step(
        f"Preparation {number}",
        "Open the menu, choose System and Export; keep the file and its password. " * 4,
    )
    for number in range(1, 8)
)


@pytest.fixture(params=[Paper.A4, Paper.LETTER])
def frame(request):
    return replace(samples.FRAME, paper=request.param)


def printed(frame, *before):
    steps = (*before, *samples.SLIP.steps)
    return render.pdf(slip.sheet(replace(samples.SLIP, frame=frame, steps=steps)))


def words_of(pdf):
    pages = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_bounded() for page in pages]


@pytest.mark.parametrize("before", [(), LONG], ids=["short", "long"])
def test_the_strip_is_whole_at_the_foot_of_the_first_page(frame, before):
    pdf = printed(frame, *before)
    first, *rest = words_of(pdf)
    strip = first.split(CUT)[1]
    for told in (samples.FRAME.number, "SN-2291-88A", "NVR16-000482", "Page 1 of"):
        assert told in strip
    assert not any(CUT in page for page in rest)
    assert len(rest) == bool(before)
    picture = pictures(pdf)[0]
    lower = picture.crop((0, int(picture.height * 0.8), *picture.size))
    assert len(codes_in(lower)) == 1


def test_long_steps_go_on_in_their_order_from_the_first_page(frame):
    pages = words_of(printed(frame, *LONG))
    assert "Preparation 1" in pages[0].split(CUT)[0]
    whole = " ".join(pages)
    found = [whole.index(step.title) for step in LONG]
    assert found == sorted(found)


@pytest.mark.parametrize("count", range(3, 7))
def test_nothing_is_printed_twice_where_steps_leave_half_a_page(frame, count):
    short = (replace(each, detail=each.detail[:120]) for each in LONG[:count])
    whole = " ".join(words_of(printed(frame, *short)))
    for told in ("You hand the parcel over", "The most this can cost you", CUT):
        assert whole.count(told) == 1
