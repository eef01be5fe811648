"""Every paper of a sandbox label, on every kind of paper it can be asked for."""

from io import BytesIO
from operator import methodcaller

import qrcode
from PIL import Image, ImageDraw, ImageFont
from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from shipping import exports
from shipping.carriers.answers import Document
from shipping.carriers.sandbox import label
from shipping.carriers.sandbox.label import WARNING, LabelText, printable
from shipping.wishes import Customs, LabelFormat
from shipping.words import DocumentKind

_PNG_SIZE = (812, 1218)
_BAR_WIDTHS = "abcd"
_PDF = ("application/pdf", "pdf")
_PURPOSES = {
    "return": "Returned goods. No sale.",
    "repair": "Returned for repair under warranty. No sale.",
    "warranty_exchange": "Replacement under warranty, free of charge. No sale.",
    "sale": "Sale.",
    "loan": "Goods on loan, to be returned. No sale.",
}


def drawn(text: LabelText, wanted: LabelFormat) -> Document:
    """Return the label on the paper wished for."""
    match wanted:
        case LabelFormat.ZPL:
            return Document(_zpl(text), "application/zpl", "zpl")
        case LabelFormat.PNG:
            return Document(_png(text), "image/png", "png")
        case LabelFormat.PDF_A4:
            return Document(_a4(text), *_PDF)
        case _:
            return Document(label.draw(text), *_PDF)


def counter_code(text: LabelText) -> Document:
    """Return the square code that is shown at a counter instead of a printed label."""
    code = qrcode.QRCode(border=4, box_size=8, mask_pattern=3)
    code.add_data(text.tracking_number)
    paper = BytesIO()
    code.make_image().get_image().save(paper, "PNG")
    return Document(paper.getvalue(), "image/png", "png", DocumentKind.COUNTER_CODE)


def customs_invoice(text: LabelText, customs: Customs) -> Document:
    """Return the pro-forma invoice that customs look at."""
    paper = BytesIO()
    canvas = Canvas(paper, pagesize=A4, invariant=1)
    lines = [
        "PRO-FORMA INVOICE - SANDBOX",
        f"Number: {customs.invoice_number or text.reference}",
        f"RMA: {text.reference}",
        f"Purpose: {_PURPOSES[customs.purpose.value]}",
        f"Duty is paid by the {customs.duty_payer.value}",
        "From: " + ", ".join(text.sender.lines()),
        "To: " + ", ".join(text.recipient.lines()),
    ]
    if customs.importer:
        lines.append("Importer of record: " + ", ".join(customs.importer.lines()))
    if customs.export_proof:
        lines.append(f"Proof of export: {customs.export_proof}")
    filing = exports.shown(text.sender.country, text.recipient.country, customs)
    if filing:
        lines.append(f"Export filing: {filing}")
    lines += [
        f"{item.quantity} x {item.description}, made in {item.origin_country},"
        f" {item.tariff_number or 'no tariff number'},"
        f" {item.value_cents / 100:.2f} {item.currency} each"
        for item in customs.items
    ]
    lines.append(f"Signed: {customs.signer}")
    for number, line in enumerate(lines):
        canvas.setFont("Helvetica-Bold" if number == 0 else "Helvetica", 11)
        canvas.drawString(50, 780 - number * 20, printable(line)[:95])
    canvas.showPage()
    canvas.save()
    return Document(paper.getvalue(), *_PDF, DocumentKind.CUSTOMS)


def _a4(text: LabelText) -> bytes:
    paper = BytesIO()
    canvas = Canvas(paper, pagesize=A4, invariant=1, pageCompression=1)
    canvas.setTitle(f"Label {text.tracking_number}")
    canvas.translate(28.0, A4[1] - label.HEIGHT - 28.0)
    label.draw_on(canvas, text)
    canvas.setDash(3, 3)
    canvas.rect(-6, -6, label.WIDTH + 12, label.HEIGHT + 12)
    canvas.drawString(0, -24, "Cut along the line.")
    canvas.showPage()
    canvas.save()
    return paper.getvalue()


def _zpl(text: LabelText) -> bytes:
    """Return the label in the language of label printers."""
    lines = [
        "^XA^CI28^PW812^LL1218",
        f"^FO40,40^A0N,60,60^FD{_plain(text.service)}^FS",
        f"^FO40,110^A0N,28,28^FD{WARNING}^FS",
    ]
    for top, word, place in (
        (160, "FROM", text.sender),
        (420, "TO", text.recipient),
    ):
        for number, line in enumerate((word, *place.lines())):
            at = top + number * 36
            lines.append(f"^FO40,{at}^A0N,30,30^FD{_plain(line)}^FS")
    lines += [
        f"^FO40,700^A0N,30,30^FD{_plain(text.reference)}^FS",
        f"^FO560,690^BQN,2,6^FDMA,{text.tracking_number}^FS",
        f"^FO60,930^BY3^BCN,150,Y,N,N^FD{text.tracking_number}^FS",
        "^XZ",
    ]
    return "\n".join(lines).encode()


def _plain(text: str) -> str:
    """Return the text without what a printer takes for a command."""
    return text.translate(str.maketrans("^~\n\r", "    "))


def _png(text: LabelText) -> bytes:
    picture = Image.new("L", _PNG_SIZE, 255)
    pen = ImageDraw.Draw(picture)
    large, small = ImageFont.load_default(40), ImageFont.load_default(26)
    pen.text((40, 40), text.service.upper().replace("_", " "), 0, large)
    for top, word, place in ((130, "FROM", text.sender), (400, "TO", text.recipient)):
        for number, line in enumerate((word, *place.lines())):
            pen.text((40, top + number * 36), printable(line)[:46], 0, small)
    pen.text((40, 690), printable(text.reference), 0, small)
    code = qrcode.QRCode(border=2, box_size=7, mask_pattern=3)
    code.add_data(text.tracking_number)
    picture.paste(code.make_image().get_image().convert("L"), (560, 660))
    _bars(pen, text.tracking_number, left=70, top=900)
    pen.text((220, 1060), text.tracking_number, 0, small)
    pen.text((40, 1140), WARNING, 0, large)
    paper = BytesIO()
    picture.save(paper, "PNG")
    return paper.getvalue()


def _bars(pen: ImageDraw.ImageDraw, value: str, *, left: int, top: int) -> None:
    """Draw the bars; a capital letter is a bar, a small one a gap, a to d its width."""
    code = Code128(value)
    for step in ("validate", "encode", "decompose"):
        methodcaller(step)(code)
    for letter in code.decomposed:
        width = 4 * (_BAR_WIDTHS.index(letter.lower()) + 1)
        if letter.isupper():
            pen.rectangle((left, top, left + width - 1, top + 150), fill=0)
        left += width
