"""Line drawings of what to do with a parcel: black on white, made of paths."""

from enum import StrEnum

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from rma.rules.words import N_


class Picture(StrEnum):
    """Name what a step of sending something looks like."""

    PACK = "pack"
    CLOSE = "close"
    LABEL = "label"
    HAND_OVER = "hand_over"


WIDE, HIGH = 120, 80
_MM = 0.24

# A closed box, seen from the front and a little from above.
_BOX = (
    ("#fff", "M22 34h66v38H22z"),
    ("#fff", "M22 34 34 20h66L88 34z"),
    ("#ddd", "M88 34l12-14v38L88 72z"),
)
_TAPE = (("#bbb", "M50 34 62 20h10L60 34z"), ("#bbb", "M50 34h10v11l-5-3-5 3z"))
_DRAWN: dict[Picture, tuple[str, tuple[tuple[str, str], ...]]] = {
    Picture.PACK: (
        N_("A device is lowered into an open box with padding on every side"),
        (
            (
                "#fff",
                "M40 4h40a3 3 0 0 1 3 3v18a3 3 0 0 1-3 3H40a3 3 0 0 1-3-3V7"
                "a3 3 0 0 1 3-3z",
            ),
            ("#ddd", "M60 8a8 8 0 1 0 .01 0z"),
            ("#000", "M60 13a3 3 0 1 0 .01 0z"),
            ("#fff", "M22 42v32h76V42"),
            ("none", "M60 33v19M53 45l7 7 7-7"),
            ("#fff", "M22 42 8 32M98 42l14-10"),
            (
                "#ddd",
                "M30 46a4 4 0 1 0 .01 0zM29 56a4 4 0 1 0 .01 0zM31 65a4 4 0 1 0 .01 0z",
            ),
            (
                "#ddd",
                "M90 46a4 4 0 1 0 .01 0zM91 56a4 4 0 1 0 .01 0zM89 65a4 4 0 1 0 .01 0z",
            ),
            (
                "#ddd",
                "M42 65a4 4 0 1 0 .01 0zM54 65a4 4 0 1 0 .01 0zM66 65"
                "a4 4 0 1 0 .01 0zM78 65a4 4 0 1 0 .01 0z",
            ),
        ),
    ),
    Picture.CLOSE: (
        N_("A closed box with tape over the gap, and a roll of tape"),
        (
            *_BOX,
            *_TAPE,
            ("#bbb", "M106 2a10 10 0 1 0 .01 0z"),
            ("#fff", "M106 7a5 5 0 1 0 .01 0z"),
            ("none", "M97 17 72 20"),
        ),
    ),
    Picture.LABEL: (
        N_("A label lies flat on the largest side of the box"),
        (
            *_BOX,
            ("#bbb", "M50 34 62 20h10L60 34z"),
            ("#fff", "M32 41h46v24H32z"),
            ("none", "M37 46h16M37 51h11"),
            ("none", "M60 46h12v6H60z"),
            (
                "none",
                "M38 56v5M42 56v5M45 56v5M50 56v5M53 56v5M58 56v5M61 56v5"
                "M66 56v5M69 56v5M73 56v5",
            ),
        ),
    ),
    Picture.HAND_OVER: (
        N_("The box goes to the van of the carrier"),
        (
            ("#fff", "M4 46h24v22H4z"),
            ("#bbb", "M13 46h6v7l-3-2-3 2z"),
            ("none", "M33 57h13M40 51l7 6-7 6"),
            ("#fff", "M53 24h36v42H53z"),
            ("#fff", "M89 36h13l12 14v16H89z"),
            ("#ddd", "M94 41h6l7 9H94z"),
            ("#bbb", "M64 60a7 7 0 1 0 .01 0zM102 60a7 7 0 1 0 .01 0z"),
            ("#000", "M64 65a2 2 0 1 0 .01 0zM102 65a2 2 0 1 0 .01 0z"),
        ),
    ),
}


def drawing(name: Picture) -> SafeString:
    """Return a drawing as SVG markup, with its words in the active language."""
    title, paths = _DRAWN[name]
    drawn = format_html_join("", '<path fill="{}" d="{}"/>', paths)
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {w} {h}"'
        ' width="{wmm}mm" height="{hmm}mm" stroke="#000" stroke-width="2"'
        ' stroke-linejoin="round" stroke-linecap="round"><title>{title}</title>'
        "{drawn}</svg>",
        w=WIDE,
        h=HIGH,
        wmm=f"{WIDE * _MM:g}",
        hmm=f"{HIGH * _MM:g}",
        title=_(title),
        drawn=drawn,
    )
