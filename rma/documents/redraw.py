"""
The child that draws a stranger's file again: pixels in, pixels out, nothing else kept.

Run as a program of its own, by its path: it limits itself before it looks at a byte of
the file, and a file that is too hard for it takes nobody else along. It reads the file
from standard input and writes one line of JSON, then the harmless copy.
"""

import io
import json
import resource
import sys
from collections.abc import Iterator

import pypdfium2
from PIL import Image, ImageOps, UnidentifiedImageError
from pypdfium2 import PdfDocument, PdfiumError

# 512 MB of memory and five seconds of work, reliability's P43.
_MEMORY = 512 * 1024 * 1024
_SECONDS = 5
# Our own limit below is lower and said in words of ours.
Image.MAX_IMAGE_PIXELS = None
_LONGEST_SIDE = 3000
_DOTS_AN_INCH = 130
_JPEG = {"format": "JPEG", "quality": 85}
_FORMATS = ("JPEG", "PNG", "WEBP")


class Turned(Exception):
    """The file is not taken; its text is the word for why."""


def limit() -> None:
    """Bind this process: memory, time, no files to write, no children."""
    for what, most in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, _SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def picture(content: bytes, most_pixels: int) -> bytes:
    """Return a picture drawn again upright, without anything but its pixels."""
    # The header tells the size; nothing is decoded before that was looked at.
    with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
        if image.width * image.height > most_pixels:
            raise Turned("too_many_pixels")
        image.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
        upright = ImageOps.exif_transpose(image)
    return _written([_flat(upright)], _JPEG)


def pages(content: bytes, most_pages: int) -> bytes:
    """Return a PDF of pictures of the pages: no scripts, links or attachments."""
    document = PdfDocument(content)
    if len(document) > most_pages:
        raise Turned("too_many_pages")
    drawn = list(_drawn(document))
    if not drawn:
        raise Turned("empty")
    kind = {"format": "PDF", "resolution": _DOTS_AN_INCH, "quality": 80}
    return _written(drawn, kind)


def _drawn(document: PdfDocument) -> Iterator[Image.Image]:
    for page in document:
        longest = max(page.get_size())
        scale = min(_DOTS_AN_INCH / 72, _LONGEST_SIDE / max(longest, 1))
        yield _flat(page.render(scale=scale).to_pil())


def _flat(image: Image.Image) -> Image.Image:
    """Return the pixels on white, small enough to look at, in plain colours."""
    image.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    seen = image.convert("RGBA")
    ground = Image.new("RGB", seen.size, "white")
    ground.paste(seen, mask=seen.getchannel("A"))
    return ground


def _written(images: list[Image.Image], kind: dict[str, object]) -> bytes:
    out = io.BytesIO()
    more = {"save_all": True, "append_images": images[1:]} if len(images) > 1 else {}
    images[0].save(out, **kind, **more)  # type: ignore[arg-type]
    return out.getvalue()


def main() -> None:
    """Draw the file on standard input again, or say in one word why not."""
    media_type, most_pixels, most_pages = sys.argv[1], *map(int, sys.argv[2:4])
    content = sys.stdin.buffer.read()
    limit()
    try:
        if media_type == "application/pdf":
            head, copy = {"type": media_type}, pages(content, most_pages)
        else:
            head, copy = {"type": "image/jpeg"}, picture(content, most_pixels)
    except Turned as why:
        head, copy = {"problem": str(why)}, b""
    except PdfiumError as fault:
        locked = fault.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD
        head, copy = {"problem": "locked" if locked else "damaged"}, b""
    except MemoryError:
        head, copy = {"problem": "too_hard"}, b""
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        head, copy = {"problem": "damaged"}, b""
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + copy)


if __name__ == "__main__":
    main()
