"""The codes machines read: QR and Code 128, each drawn as one path."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import qrcode
from django.utils.html import format_html
from django.utils.safestring import SafeString

DOT_MM = 0.125  # one dot of a 203 dpi printer: eight to the millimetre
QUIET_MODULES = 4
QUIET_BARS = 10
BAR_MM = 3 * DOT_MM  # 15 mil, the least that carriers' scanners ask for

# Widths of bars and gaps by value (ISO/IEC 15417, table 1).
_BARS = tuple(
    re.findall(
        "[1-4]+",
        """
        212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312
        231212 112232 122132 122231 113222 123122 123221 223211 221132 221231 213212
        223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121
        111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331
        132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123
        311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124
        121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114
        413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112
        421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 411311
        113141 114131 311141 411131 211412 211214 211232 2331112
        """,
    )
)
_START_B, _STOP = 104, 106


class NotPrintable(ValueError):
    """Code 128 in its B set knows only printable ASCII."""


def scan_address(base_url: str, code: str, mark: str = "") -> str:
    """
    Return the address our QR codes carry: short, in capitals, granting nothing.

    Capitals need five and a half bits a letter where small ones need eight. With the
    `mark` of a sticker whoever holds its unit may say that it failed again.
    """
    marked = f"/{mark}" if mark else ""
    return f"{base_url.rstrip('/')}/S/{code}{marked}".upper()


def qr(text: str, *, title: str, within_mm: float = 31) -> SafeString:
    """
    Return a QR code as SVG markup for pages and paper alike.

    Every module is a whole number of printer dots, as many as fit `within_mm`
    with the quiet zone; each at least three.
    """
    size, path = _qr_path(text)
    module_mm = max(3, int(within_mm / size / DOT_MM)) * DOT_MM
    return _svg(path, title=title, box=(size, size), unit_mm=(module_mm, module_mm))


def code_128(text: str, *, title: str, height_mm: float = 13) -> SafeString:
    """
    Return a Code 128 as SVG markup, for scanners that read nothing else.

    Raises NotPrintable for anything but printable ASCII.
    """
    widths = [int(width) for value in _values(text) for width in _BARS[value]]
    runs: list[tuple[int, int]] = []
    at = QUIET_BARS
    for place, width in enumerate(widths):
        if place % 2 == 0:
            runs.append((at, width))
        at += width
    path = "".join(f"M{x} 0h{width}v1h-{width}z" for x, width in runs)
    total = at + QUIET_BARS
    return _svg(path, title=title, box=(total, 1), unit_mm=(BAR_MM, height_mm))


@lru_cache(maxsize=256)
def _qr_path(text: str) -> tuple[int, str]:
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_Q, border=QUIET_MODULES)
    code.add_data(text, optimize=0)  # one stretch, in the shortest mode for all of it
    rows = code.get_matrix()
    path = "".join(
        f"M{x} {y}h{width}v{height}H{x}z" for x, y, width, height in _dark_fields(rows)
    )
    return len(rows), path


def _dark_fields(
    rows: Sequence[Sequence[bool | None]],
) -> Iterator[tuple[int, int, int, int]]:
    """Yield what is dark as x, y, width and height; equal runs in a column are one."""
    begun: dict[tuple[int, int], int] = {}
    for y, row in enumerate([*rows, []]):
        runs = set(_dark_runs(row))
        for x, width in sorted(begun.keys() - runs):
            top = begun.pop((x, width))
            yield x, top, width, y - top
        begun |= dict.fromkeys(runs - begun.keys(), y)


def _dark_runs(row: Iterable[bool | None]) -> Iterator[tuple[int, int]]:
    start: int | None = None
    for x, dark in enumerate([*row, False]):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            yield start, x - start
            start = None


def _values(text: str) -> list[int]:
    if not text or not all(" " <= sign <= "~" for sign in text):
        raise NotPrintable(text)
    values = [_START_B, *(ord(sign) - 32 for sign in text)]
    check = values[0] + sum(at * value for at, value in enumerate(values[1:], start=1))
    return [*values, check % 103, _STOP]


def _svg(
    path: str, *, title: str, box: tuple[int, int], unit_mm: tuple[float, float]
) -> SafeString:
    """Return the path, dark on its own white ground so that dark pages keep it."""
    wide, high = box
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {w} {h}"'
        ' width="{wmm}mm" height="{hmm}mm" preserveAspectRatio="none"'
        ' shape-rendering="crispEdges"><title>{title}</title>'
        '<path fill="#fff" d="M0 0h{w}v{h}H0z"/><path fill="#000" d="{path}"/></svg>',
        w=wide,
        h=high,
        wmm=f"{wide * unit_mm[0]:g}",
        hmm=f"{high * unit_mm[1]:g}",
        title=title,
        path=path,
    )
