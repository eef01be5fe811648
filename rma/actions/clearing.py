"""What customs offices gave a return: the proof that it was exported."""

from datetime import datetime

from rma.actions.use_case import Once, use_case
from rma.models import Case, CaseLine, CaseRef
from rma.queries import boxes
from rma.rules import numbers
from rma.rules.actors import Actor
from rma.rules.travelling import ExportFiled, ExportProofKept
from rma.steps import retelling, settling
from shipping import exports


@use_case
def keep_export_proof(
    *, case: CaseRef, proof: str, by: Actor, at: datetime, once: Once | None = None
) -> Case:
    """
    Keep the number of the export declaration; what leaves from now on names it.

    With it whoever receives the goods again asks for relief from duty. An empty one
    takes a wrong one back; the same one again changes nothing. A filing number of the
    United States (ITN) lets a label be ordered that waited for it.
    """
    locked = Case.objects.locked(case)
    kept = " ".join(proof.split())[:60]
    if kept != locked.export_proof:
        locked.export_proof = kept
        facts = (ExportProofKept(proof=kept), *_filed(locked, kept, at))
        lines = settling.sums_of(CaseLine.objects.of(locked))
        locked.record(*facts, lines=lines, at=at, by=by)
    return locked


def _filed(case: Case, proof: str, at: datetime) -> list[ExportFiled]:
    """File the boxes that come to us under a number, those without a label."""
    itn = exports.itn_of(proof)
    waiting = [
        parcel
        for parcel in (boxes.of_case(case) if itn else [])
        if parcel.shipment.reference == case.number
        and retelling.file_export(parcel, itn, at=at)
    ]
    if waiting and case.label_status:
        case.label_status = "pending"
    return [ExportFiled(box=numbers.shown(row.code), filing=itn) for row in waiting]
