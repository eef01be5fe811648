"""What a printed document says, read back as a person or a scanner would."""

import ctypes

import pypdfium2
import pypdfium2.raw as pdfium
import zxingcpp
from PIL import Image

THERMAL = 203
WIDE = ctypes.POINTER(pdfium.FPDF_WCHAR)


def pictures(pdf: bytes, dpi: int = THERMAL) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    return [
        page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
        for page in document
    ]


def turned(picture: Image.Image, degrees: int) -> Image.Image:
    return picture.rotate(degrees, expand=True, fillcolor=255)


def codes_in(picture: Image.Image) -> set[tuple[str, str]]:
    read = zxingcpp.read_barcodes(picture)
    return {(found.format.name, found.text) for found in read}


def words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    pages = (page.get_textpage().get_text_bounded() for page in document)
    return " ".join(" ".join(pages).split())


def sizes_mm(pdf: bytes) -> list[tuple[float, float]]:
    document = pypdfium2.PdfDocument(pdf)
    return [
        tuple(round(side / 72 * 25.4, 1) for side in page.get_size())
        for page in document
    ]


def unembedded_fonts(pdf: bytes) -> int:
    document = pypdfium2.PdfDocument(pdf)
    missing = 0
    for page in document:
        texts = list(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]))
        assert texts
        fonts = [pdfium.FPDFTextObj_GetFont(text.raw) for text in texts]
        missing += sum(pdfium.FPDFFont_GetIsEmbedded(font) != 1 for font in fonts)
    return missing


def is_tagged(pdf: bytes) -> bool:
    document = pypdfium2.PdfDocument(pdf)
    return bool(pdfium.FPDFCatalog_IsTagged(document.raw))


def alternatives(pdf: bytes) -> set[str]:
    """Return the words that stand for pictures, for who cannot see them."""
    found: set[str] = set()
    for page in pypdfium2.PdfDocument(pdf):
        tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
        for place in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            root = pdfium.FPDF_StructTree_GetChildAtIndex(tree, place)
            found |= _alternatives(root)
        pdfium.FPDF_StructTree_Close(tree)
    return found


def _alternatives(element) -> set[str]:
    room = ctypes.create_string_buffer(2048)
    size = pdfium.FPDF_StructElement_GetAltText(element, room, 2048)
    found = {room.raw[:size].decode("utf-16-le").rstrip("\0")} if size else set()
    for place in range(max(pdfium.FPDF_StructElement_CountChildren(element), 0)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, place)
        if child:
            found |= _alternatives(child)
    return found


def language(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    room = ctypes.create_string_buffer(64)
    pdfium.FPDFCatalog_GetLanguage(document.raw, ctypes.cast(room, WIDE), 64)
    return room.raw.decode("utf-16-le").rstrip("\0")


def ink_outside(picture: Image.Image, margin_mm: float, dpi: int) -> int:
    """Count the dark dots nearer to the edge than that."""
    edge = int(margin_mm / 25.4 * dpi)
    dark = picture.point(lambda grey: 255 if grey < 128 else 0)
    whole = dark.histogram()[255]
    inner = dark.crop((edge, edge, dark.width - edge, dark.height - edge))
    return whole - inner.histogram()[255]
