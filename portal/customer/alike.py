"""Units of a draft about which the same is owed and offered: chosen for once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from portal.customer import data_choice, options
from portal.customer.drafts import DraftLine
from portal.customer.item import Desk
from rma.models import Unit
from rma.queries import draft_page, stays
from rma.queries.draft_page import Terms
from rma.queries.verdicts import Judgement
from rma.rules.erasure import Erasure
from rma.rules.staying import StayRule, can_stay
from rma.rules.words import Reason, Verdict


@dataclass(frozen=True, slots=True)
class Alike:
    """Hold units about which the same is owed and offered: chosen for once."""

    lines: tuple[DraftLine, ...]
    judgement: Judgement
    wishes: tuple[str, ...]
    stay: StayRule | None = None
    data: tuple[Erasure, ...] = ()

    @property
    def first(self) -> DraftLine:
        """Return the unit in whose name is chosen."""
        return self.lines[0]


def alike(desk: Desk, terms: Terms, at: datetime, *, is_each: bool) -> list[Alike]:
    """Return the units of a draft, those together about which the same is offered."""
    told: dict[object, Alike] = {}
    gathered: dict[object, list[DraftLine]] = {}
    chosen = [line for line in desk.draft.lines if line.wish]
    wished = {(line.wish, line.stays, line.erasure) for line in chosen}
    for line in desk.draft.lines:
        unit = desk.unit(line)
        judgement, wishes = _judged(unit, line, terms, at)
        is_alone = is_each or len(wished) > 1 or unit is None
        key: object = line.key
        if not is_alone and unit:
            key = (unit.product_id, unit.paid, line.reason, repr(judgement))
        stay = _stay_of(unit, line, judgement, terms, at) if wishes else None
        data = data_choice.offered(unit, terms.policy) if wishes else ()
        told.setdefault(key, Alike((), judgement, wishes, stay, data))
        gathered.setdefault(key, []).append(line)
    return [replace(told[key], lines=tuple(lines)) for key, lines in gathered.items()]


def _judged(
    unit: Unit | None, line: DraftLine, terms: Terms, at: datetime
) -> tuple[Judgement, tuple[str, ...]]:
    reason = Reason(line.reason)
    judgement = draft_page.judge(unit, terms, reason=reason, at=at)
    return judgement, tuple(_choosable(judgement, reason))


def _choosable(judgement: Judgement, reason: Reason) -> Iterable[str]:
    """Return what may be chosen; nothing where the policy refuses unseen."""
    verdict = judgement.coverage.verdict
    if verdict is Verdict.UNKNOWN:
        return (wish.value for wish in options.WISHES)
    if verdict is not Verdict.COVERED and reason is Reason.UNWANTED:
        return ()
    return (each.kind.value for each in judgement.remedies if each.available)


def _stay_of(
    unit: Unit | None,
    line: DraftLine,
    judgement: Judgement,
    terms: Terms,
    at: datetime,
) -> StayRule | None:
    """Return how a unit may stay with its owner, where a remedy allows it."""
    offered = [each.kind for each in judgement.remedies if each.available]
    if unit is None or not any(map(can_stay, offered)):
        return None
    return stays.offer_for(
        unit,
        terms.policy,
        reason=Reason(line.reason),
        coverage=judgement.coverage,
        value=unit.paid,
        on=at.date(),
    )
