"""What a customer has in use again after a return ended."""

from rma.models import Case, CaseLine, Dispatch, Resolution
from rma.rules.check_in import Ended, back_in_use


def units_back(case: Case) -> tuple[Ended, ...]:
    """Return the units of a return that went back into use, each with its serial."""
    lines = CaseLine.objects.filter(case=case).select_related("product")
    ways = Resolution.objects.filter(line__case=case, done_at__isnull=False)
    kinds: dict[int, list[str]] = {}
    for line_id, kind in ways.values_list("line_id", "kind"):
        kinds.setdefault(line_id, []).append(kind)
    left = Dispatch.objects.filter(line__case=case, delivered_at__isnull=False)
    serials = dict(
        left.exclude(serial="").order_by("id").values_list("line_id", "serial")
    )
    return back_in_use(
        Ended(
            position=line.position,
            kinds=tuple(kinds.get(line.pk, ())),
            name=line.product.name if line.product else line.serial,
            serial=serials.get(line.pk, line.serial),
            sku=line.product.sku if line.product else "",
            quantity=line.quantity,
        )
        for line in lines.order_by("position")
    )
