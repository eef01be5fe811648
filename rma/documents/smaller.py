"""Photos made small enough for a page, from our own redrawn copies."""

import io

from PIL import Image

MOST_PHOTOS = 12
MOST_BYTES = 3 * 1024 * 1024
_LONGEST_SIDE = 900
_JPEG = {"format": "JPEG", "quality": 72, "optimize": True}


def smaller(content: bytes, longest: int = _LONGEST_SIDE) -> bytes:
    """
    Return a photo at the size of half a page; nothing where it cannot be read.

    `longest` is its longer side in pixels.
    """
    out = io.BytesIO()
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG",)) as image:
            image.draft("RGB", (longest, longest))
            image.thumbnail((longest, longest))
            image.convert("RGB").save(out, **_JPEG)  # type: ignore[arg-type]
    except (OSError, ValueError, SyntaxError):
        return b""
    return out.getvalue()
