"""
The child that reads the codes on a stranger's photo: pixels in, texts out.

Run as a program of its own, by its path: it limits itself before it looks at a byte of
the photo, and one that is too hard for it takes nobody else along. It reads the photo
from standard input and writes one line of JSON.
"""

import io
import json
import resource
import sys

import zxingcpp
from PIL import Image, ImageOps, UnidentifiedImageError

_MEMORY = 512 * 1024 * 1024
_SECONDS = 5
# Our own limit below is lower and said in words of ours.
Image.MAX_IMAGE_PIXELS = None
# A code on a photo of this size is still read; more only takes longer.
_LONGEST_SIDE = 2400
_FORMATS = ("JPEG", "PNG", "WEBP")
_MOST_CODES = 20


def limit() -> None:
    """Bind this process: memory, time, no files to write."""
    for what, most in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, _SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def codes(content: bytes, most_pixels: int) -> dict[str, object]:
    """Return the texts of the codes on a photo, or the word for why there are none."""
    # The header tells the size; nothing is decoded before that was looked at.
    with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
        if image.width * image.height > most_pixels:
            return {"problem": "too_many_pixels"}
        image.draft("L", (_LONGEST_SIDE, _LONGEST_SIDE))
        upright = ImageOps.exif_transpose(image)
    upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    found = zxingcpp.read_barcodes(upright.convert("L"))
    return {"codes": [code.text for code in found if code.text][:_MOST_CODES]}


def main() -> None:
    """Read the photo on standard input, or say in one word why not."""
    content = sys.stdin.buffer.read()
    limit()
    try:
        told = codes(content, int(sys.argv[1]))
    except MemoryError:
        told = {"problem": "too_hard"}
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        told = {"problem": "damaged"}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
