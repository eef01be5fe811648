"""What customs offices gave a return: the proof that it was exported."""

from datetime import datetime

from rma.actions.use_case import Once, use_case
from rma.models import Case, CaseLine, CaseRef
from rma.rules.actors import Actor
from rma.rules.travelling import ExportProofKept
from rma.steps import settling


@use_case
def keep_export_proof(
    *, case: CaseRef, proof: str, by: Actor, at: datetime, once: Once | None = None
) -> Case:
    """
    Keep the number of the export declaration; what leaves from now on names it.

    With it whoever receives the goods again asks for relief from duty. An empty one
    takes a wrong one back; the same one again changes nothing.
    """
    locked = Case.objects.locked(case)
    kept = " ".join(proof.split())[:60]
    if kept != locked.export_proof:
        locked.export_proof = kept
        lines = settling.sums_of(CaseLine.objects.of(locked))
        locked.record(ExportProofKept(proof=kept), lines=lines, at=at, by=by)
    return locked
