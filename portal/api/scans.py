"""Looking up what somebody scanned; nothing is changed."""

from typing import Annotated

from django.http import HttpResponse
from ninja import Router
from pydantic import Field

from portal.api.auth import Bearer
from portal.api.caller import Call
from portal.api.fields import Asked
from portal.api.told import Told
from rma.queries import scan_look
from rma.rules.words import ScanVerdict

router = Router(tags=["scans"])


class ScanIn(Asked):
    """Hand in what a scanner read or a person typed, as it is."""

    code: Annotated[str, Field(max_length=100_000)]


class ScanOut(Told):
    """Say whether to take it in, and what to do next."""

    verdict: ScanVerdict
    title: str
    detail: str
    number: str | None
    next: str


@router.post("", auth=Bearer("scans:read"), response=ScanOut)
def look_at_scan(request: Call, body: ScanIn) -> HttpResponse:
    """Look a code up: ours, a tracking number, a serial, an order, in any writing."""
    look = scan_look.look_up(body.code)
    return ScanOut(
        verdict=look.verdict,
        title=look.title,
        detail=look.detail,
        number=look.number,
        next=look.next,
    ).answer()
