"""What became of each line: what was found, and how it is put right."""

from dataclasses import dataclass

from rma.models import Inspection, Resolution
from rma.queries.gathering import Found


@dataclass(frozen=True, slots=True)
class Outcome:
    """Hold what the newest look at a line found and why, and each way it ends."""

    finding: str = ""
    cause: str = ""
    ways: tuple[Resolution, ...] = ()


NOTHING_YET = Outcome()


def outcomes_in(found: Found) -> dict[int, Outcome]:
    """Return what became of each line that was looked at or decided, by its id."""
    looks = {
        look.line_id: look
        for look in sorted(found.rows("finding", Inspection), key=lambda row: row.pk)
    }
    ways: dict[int, list[Resolution]] = {}
    for row in sorted(found.rows("resolution", Resolution), key=lambda row: row.pk):
        ways.setdefault(row.line_id, []).append(row)
    return {
        line: Outcome(
            finding=looks[line].outcome if line in looks else "",
            cause=looks[line].cause if line in looks else "",
            ways=tuple(ways.get(line, ())),
        )
        for line in looks.keys() | ways.keys()
    }
