"""The sandbox's label: four by six inches, the same bytes for the same parcel."""

import unicodedata
from dataclasses import dataclass
from io import BytesIO

import qrcode
from PIL import Image
from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from shipping.words import Address

WIDTH, HEIGHT = 288.0, 432.0
# Label printers have 203 dots to the inch; codes are drawn in whole dots.
DOT = 72 / 203
MARGIN = 14.0
# Letters that do not fall apart into a plain one and its accent.
_PLAINER = str.maketrans("ŁłĐđıĦħ", "LlDdiHh")
WARNING = "NOT VALID FOR POSTAGE - SANDBOX"


@dataclass(frozen=True, slots=True)
class LabelText:
    """This will hold what is printed on one label."""

    tracking_number: str
    service: str
    sender: Address
    recipient: Address
    reference: str
    contents: str
    weight_grams: int


def draw(text: LabelText) -> bytes:
    """Return the label as PDF bytes."""
    paper = BytesIO()
    canvas = Canvas(paper, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=1)
    canvas.setTitle(f"Label {text.tracking_number}")
    canvas.setAuthor("Sandbox carrier")
    draw_on(canvas, text)
    canvas.showPage()
    canvas.save()
    return paper.getvalue()


def draw_on(canvas: Canvas, text: LabelText) -> None:
    """Draw the label with its lower left corner where the canvas begins."""
    _service_band(canvas, text)
    _address(canvas, "FROM", text.sender, top=368.0, size=8.0)
    _address(canvas, "TO", text.recipient, top=290.0, size=12.0)
    canvas.line(MARGIN, 306.0, WIDTH - MARGIN, 306.0)
    canvas.line(MARGIN, 186.0, WIDTH - MARGIN, 186.0)
    _square_code(canvas, text.tracking_number, left=MARGIN, bottom=108.0)
    _facts(canvas, text)
    _bars(canvas, text.tracking_number)
    _warning(canvas)


def _service_band(canvas: Canvas, text: LabelText) -> None:
    canvas.rect(0, 388.0, WIDTH, 44.0, stroke=0, fill=1)
    canvas.setFillGray(1)
    canvas.setFont("Helvetica-Bold", 22)
    canvas.drawString(MARGIN, 402.0, text.service.upper().replace("_", " "))
    canvas.setFillGray(0)


def _address(
    canvas: Canvas, word: str, address: Address, *, top: float, size: float
) -> None:
    canvas.setFont("Helvetica-Bold", 7)
    canvas.drawString(MARGIN, top, word)
    canvas.setFont("Helvetica", size)
    room = WIDTH - 2 * MARGIN - 32
    for number, line in enumerate(address.lines()):
        shown = _fitting(printable(line), "Helvetica", size, room)
        canvas.drawString(MARGIN + 32, top - number * size * 1.25, shown)


def _square_code(canvas: Canvas, value: str, *, left: float, bottom: float) -> None:
    # Every mask can be read; trying all eight takes longer than the rest of the label.
    code = qrcode.QRCode(
        border=0, error_correction=qrcode.ERROR_CORRECT_M, mask_pattern=3
    )
    code.add_data(value)
    code.make()
    rows = code.get_matrix()
    image = Image.new("1", (len(rows), len(rows)), 1)
    image.putdata([0 if dark else 1 for row in rows for dark in row])
    side = len(rows) * 9 * DOT
    canvas.drawImage(ImageReader(image), _on_dots(left), _on_dots(bottom), side, side)


def _facts(canvas: Canvas, text: LabelText) -> None:
    facts = (
        ("Reference", text.reference),
        ("Contents", text.contents),
        ("Weight", f"{text.weight_grams / 1000:.2f} kg"),
    )
    top = 168.0
    for word, value in facts:
        if not value:
            continue
        canvas.setFont("Helvetica", 7)
        canvas.drawString(108.0, top, word)
        canvas.setFont("Helvetica-Bold", 11)
        room = WIDTH - 108.0 - MARGIN
        canvas.drawString(
            108.0, top - 12, _fitting(printable(value), "Helvetica-Bold", 11, room)
        )
        top -= 26


def _bars(canvas: Canvas, value: str) -> None:
    bars = Code128(value, barWidth=3 * DOT, barHeight=44.0, quiet=0)
    bars.drawOn(canvas, _on_dots((WIDTH - bars.width) / 2), 48.0)
    canvas.setFont("Courier-Bold", 10)
    canvas.drawCentredString(WIDTH / 2, 37.0, value)


def _warning(canvas: Canvas) -> None:
    canvas.rect(0, 6.0, WIDTH, 22.0, stroke=0, fill=1)
    canvas.setFillGray(1)
    canvas.setFont("Helvetica-Bold", 13)
    canvas.drawCentredString(WIDTH / 2, 12.5, WARNING)
    canvas.setFillGray(0)


def _on_dots(place: float) -> float:
    return round(place / DOT) * DOT


def printable(text: str) -> str:
    """Return the text in the letters the built-in fonts have."""
    if _in_font(text):
        return text
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text.translate(_PLAINER))
        if not unicodedata.combining(letter)
    )
    return plain.encode("cp1252", "replace").decode("cp1252")


def _in_font(text: str) -> bool:
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _fitting(text: str, font: str, size: float, room: float) -> str:
    while stringWidth(text, font, size) > room:
        text = text[:-1]
    return text
