"""What stands on the declaration about data, taken from what owners declared."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from rma.documents.erasure_form import Declared, ErasureContent
from rma.jobs.fill_papers import Filled, frame_of
from rma.models import Case, ErasureDeclaration


def declarations(case: Case, at: datetime) -> list[Filled]:
    """Return the declaration of a return; nothing where none was made."""
    rows = ErasureDeclaration.objects.filter(line__case=case)
    newest = {
        row.line_id: row
        for row in rows.select_related("line__product").order_by("line__position", "id")
    }
    if not newest:
        return []
    zone = ZoneInfo(case.site.time_zone)
    declared = tuple(
        Declared(
            item=row.line.product.name if row.line.product else row.line.serial,
            serial=row.line.serial,
            words=row.words,
            by=row.by,
            at=row.at.astimezone(zone),
        )
        for row in newest.values()
    )
    content = ErasureContent(frame=frame_of(case, at), declared=declared)
    return [(_("Declaration about data"), content)]
