"""Units that stay with their owner: the proof that a program hands in."""

import base64
import binascii
from typing import Annotated

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import Field

from portal import access
from portal.addresses import caller_of
from portal.api import idempotency
from portal.api.auth import Bearer
from portal.api.caller import Call
from portal.api.fields import Asked, LineId, Name
from portal.api.problem import FieldRefused
from portal.api.returns import Number, told
from portal.api.telling import ReturnOut
from rma.actions import staying
from rma.models import Case
from rma.rules.staying import Proof
from rma.rules.uploads import Sent

router = Router(tags=["returns"])

_MOST_FILES = 10
_PICTURES = {"photo": Proof.PHOTO, "serial_cut": Proof.SERIAL_CUT}


class PictureIn(Asked):
    """Send one picture or PDF, and say what it shows."""

    shows: Annotated[str, Field(pattern="^(photo|serial_cut)$")]
    name: Name
    content: Annotated[str, Field(min_length=4, description="The file, in base64.")]


class StayProofIn(Asked):
    """Show that the unit of one line stays as agreed."""

    line: LineId
    declared: bool = False
    files: Annotated[list[PictureIn], Field(max_length=_MOST_FILES)] = []

    def shown(self) -> dict[Proof, tuple[Sent, ...]]:
        """Return the files by what they show; raises FieldRefused for no base64."""
        found: dict[Proof, tuple[Sent, ...]] = {}
        for place, each in enumerate(self.files):
            proof = _PICTURES[each.shows]
            sent = Sent(each.name, _bytes_of(each.content, place))
            found[proof] = (*found.get(proof, ()), sent)
        return found


@router.post(
    "/{number}/stay-proofs",
    auth=Bearer("returns:write", once=True),
    response={201: ReturnOut},
)
def hand_in_proof(request: Call, number: Number, body: StayProofIn) -> HttpResponse:
    """Hand in what shows that a unit stays as agreed; it may be enough at once."""
    case = access.case_for_program(number, request.auth.account_id)
    once, answer = idempotency.once_of(request, 201, told)
    case = staying.hand_in_stay_proof(
        case=case.ref,
        position=_place_of(case, body.line),
        files=body.shown(),
        is_declared=body.declared,
        by=request.auth.actor,
        at=timezone.now(),
        address=caller_of(request),
        once=once,
    )
    return answer(case)


def _place_of(case: Case, line_id: int) -> int:
    """Return where a line stands on its return; a stranger's stands nowhere."""
    places = dict(case.lines.values_list("pk", "position"))
    if line_id not in places:
        raise FieldRefused("line", _("This return has no such line."))
    return int(places[line_id])


def _bytes_of(content: str, place: int) -> bytes:
    try:
        return base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError):
        field = f"files.{place}.content"
        raise FieldRefused(field, _("Write the file in base64.")) from None
