"""Line drawings of what to do with a unit and its parcel: black on white, paths."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from rma.rules.pictures import Picture
from rma.rules.words import N_

# What each drawing shows in words, and its paths: how each is filled, and its line.
_Drawn = dict[Picture, tuple[str, tuple[tuple[str, str], ...]]]

WIDE, HIGH = 120, 80
_MM = 0.24
_SMALL_MM = 0.15

# A closed box, seen from the front and a little from above.
_BOX = (
    ("#fff", "M22 34h66v38H22z"),
    ("#fff", "M22 34 34 20h66L88 34z"),
    ("#ddd", "M88 34l12-14v38L88 72z"),
)
_TAPE = (("#bbb", "M50 34 62 20h10L60 34z"), ("#bbb", "M50 34h10v11l-5-3-5 3z"))
# A camera, a computer and a battery, as several drawings have them.
_CAMERA = (
    ("#fff", "M6 30h42v28H6z"),
    ("#ddd", "M27 35a9 9 0 1 0 .01 0z"),
    ("#000", "M27 41a3 3 0 1 0 .01 0z"),
)
_ARROW = ("none", "M53 44h14M61 38l6 6-6 6")
_COMPUTER = (("#fff", "M78 22h34v26H78z"), ("#ddd", "M78 48h34l5 9H73z"))
_PAGE = (("#bbb", "M89 26h8l5 5v13H89z"),)
_BATTERY = (
    ("#fff", "M36 28h46v26H36z"),
    ("#ddd", "M82 35h6v12h-6z"),
    ("none", "M44 41h10M49 36v10"),
)
_TAPED = ("#bbb", "M74 24h18v34H74z")
# What is done to the unit before it is packed: drawn smaller, beside its words.
BEFORE: _Drawn = {
    Picture.PREPARE: (
        N_("A device beside a list that is ticked off"),
        (
            *_CAMERA,
            ("#fff", "M66 14h44v54H66z"),
            ("none", "M73 28l4 4 6-8M73 44l4 4 6-8M89 30h14M89 46h14M75 58h28"),
        ),
    ),
    Picture.BACK_UP: (
        N_("The settings of a device go to a computer as a file"),
        (*_CAMERA, _ARROW, *_COMPUTER, *_PAGE),
    ),
    Picture.DATA: (
        N_("Files go from a drive to a computer and are then crossed out on the drive"),
        (
            ("#fff", "M8 16h38v54H8z"),
            ("#ddd", "M19 24h11l6 6v20H19z"),
            ("none", "M14 26l26 24M40 26 14 50M15 62h10"),
            _ARROW,
            *_COMPUTER,
            *_PAGE,
        ),
    ),
    Picture.ERASE: (
        N_("All files on a drive are crossed out"),
        (
            ("#fff", "M34 8h52v64H34z"),
            ("#ddd", "M44 18h14l6 6v22H44z"),
            ("#bbb", "M58 26h10l6 6v20H58z"),
            ("none", "M40 20l40 36M80 20 40 56M42 64h14"),
        ),
    ),
    Picture.RESET: (
        N_("A pin presses the reset button of a device, and it begins anew"),
        (
            ("#fff", "M10 32h56v32H10z"),
            ("#ddd", "M28 38a10 10 0 1 0 .01 0z"),
            ("#000", "M28 45a3 3 0 1 0 .01 0z"),
            ("#fff", "M54 50a4 4 0 1 0 .01 0z"),
            ("none", "M54 54 84 70M88 69a4 4 0 1 0 .01 0z"),
            ("none", "M80 22a16 16 0 1 0 14-7M101 9l-8 6 7 7"),
        ),
    ),
    Picture.LICENCE: (
        N_("A certificate with a seal leaves the device"),
        (
            *_CAMERA,
            _ARROW,
            ("#fff", "M76 14h36v44H76z"),
            ("none", "M82 24h24M82 31h24M82 38h12"),
            ("#fff", "M97 54v18l5-4 5 4V54z"),
            ("#bbb", "M102 42a8 8 0 1 0 .01 0z"),
        ),
    ),
    Picture.BATTERY_ALONE: (
        N_("A battery with tape over its contacts, in a bag of its own"),
        (
            ("#fff", "M20 8h88v64H20z"),
            ("none", "M20 17h88"),
            *_BATTERY,
            _TAPED,
        ),
    ),
    Picture.BATTERY_APART: (
        N_("The battery is out of the device, with tape over its contacts"),
        (
            _CAMERA[0],
            ("#ddd", "M12 36h30v16H12z"),
            _ARROW,
            ("#fff", "M74 32h30v24H74z"),
            ("#ddd", "M104 39h5v10h-5z"),
            ("none", "M80 44h8M84 40v8"),
            ("#bbb", "M98 28h15v32H98z"),
        ),
    ),
    Picture.BATTERY_INSIDE: (
        N_("A device is off, its battery inside"),
        (
            ("#fff", "M14 16h92v48H14z"),
            ("#ddd", "M24 28h34v24H24z"),
            ("#bbb", "M58 35h5v10h-5z"),
            ("none", "M30 40h8M34 36v8M85 28v12M78 33a11 11 0 1 0 14 0"),
        ),
    ),
}
_SENDING: _Drawn = {
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


_DRAWN = BEFORE | _SENDING


def drawing(name: Picture) -> SafeString:
    """Return a drawing as SVG markup, with its words in the active language."""
    title, paths = _DRAWN[name]
    mm = _SMALL_MM if name in BEFORE else _MM
    drawn = format_html_join("", '<path fill="{}" d="{}"/>', paths)
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {w} {h}"'
        ' width="{wmm}mm" height="{hmm}mm" stroke="#000" stroke-width="2"'
        ' stroke-linejoin="round" stroke-linecap="round"><title>{title}</title>'
        "{drawn}</svg>",
        w=WIDE,
        h=HIGH,
        wmm=f"{WIDE * mm:g}",
        hmm=f"{HIGH * mm:g}",
        title=_(title),
        drawn=drawn,
    )
