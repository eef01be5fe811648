"""The words and addresses that the station's page hands to its script."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.utils.translation import gettext as _

from portal import access
from portal.station.photo import PhotoForm
from rma.rules import commands
from rma.rules.commands import Command
from rma.rules.words import ScanVerdict

_DECODER = "portal/station/vendor/barcode-detector.js"
_WASM = "portal/station/vendor/zxing_reader.wasm"
# Reading codes in the browser runs a compiled program; no other page may.
POLICY = {"script-src": "'wasm-unsafe-eval'"}


def of_page(request: HttpRequest) -> dict[str, Any]:
    """Return what the template of the station puts where its script finds it."""
    get_token(request)
    return {
        "shift": access.shift_here(request),
        "verdicts": [verdict.value for verdict in ScanVerdict],
        "commands": command_codes(),
        "unlisted": json.dumps(
            {
                "title": _("Not on the list of what we expect"),
                "next": _("Set it aside until the line is back."),
            }
        ),
        "no_list": json.dumps(
            {
                "title": _("Stored, not yet checked"),
                "next": _("Go on. The answer comes when the line is back."),
            }
        ),
        "not_kept": json.dumps(
            {
                "title": _("This device could not store the scan"),
                "next": _("Scan it again. If it stays so, use another device."),
            }
        ),
        "refused": json.dumps(
            {
                "title": _("The server could not take this scan"),
                "next": _("Scan it again, or type it. If it stays so, tell support."),
            }
        ),
        "parts": json.dumps(_parts()),
        "decoder": _address_of(_DECODER),
        "decoder_wasm": _address_of(_WASM),
        "photo": PhotoForm(),
    }


def command_codes() -> str:
    """Return what each printed command means, for the page's script."""
    return json.dumps({commands.code_of(each): each for each in Command})


@cache
def _address_of(name: str) -> str:
    """Return the address of a part, or nothing where it was not fetched."""
    return static(name) if finders.find(name) else ""


@cache
def _parts() -> list[str]:
    """Return the addresses of all that the station's page is made of."""
    found = finders.find("portal/station/station.js")
    folder = Path(found).parent if isinstance(found, str) else Path()
    scripts = sorted(f"portal/station/{path.name}" for path in folder.glob("*.js"))
    styles = ["portal/returnwell.css", "portal/station/station.css"]
    others = ["portal/page.js", "portal/favicon.svg"]
    read = [name for name in (_DECODER, _WASM) if _address_of(name)]
    return [static(name) for name in (*styles, *others, *scripts, *read)]
