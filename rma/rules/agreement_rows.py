"""What the columns of an import of service agreements mean."""

from datetime import date
from functools import partial

from rma.rules import cells
from rma.rules.agreements import AgreementKind
from rma.rules.rows import Column, Sheet, Values


def _ends_after_it_starts(values: Values) -> list[str]:
    begins, ends = values.get("starts_on"), values.get("ends_on")
    if isinstance(begins, date) and isinstance(ends, date) and ends < begins:
        return ["ends_on: lies before starts_on."]
    return []


AGREEMENTS = Sheet(
    "agreements",
    (
        Column("agreement_number", partial(cells.text, 60)),
        Column("account_number", partial(cells.text, 40)),
        Column("name", partial(cells.text, 120)),
        Column(
            "kind",
            partial(cells.one_of, AgreementKind),
            may_be_empty=True,
            when_empty=AgreementKind.SERVICE.value,
        ),
        Column("starts_on", cells.day),
        Column("ends_on", cells.day),
        # Empty means all units of the account; else one row a unit.
        Column("serial", cells.serial, may_be_empty=True),
        Column("repairs_free", cells.yes_no),
        Column("swaps_first", cells.yes_no),
    ),
    _ends_after_it_starts,
)
