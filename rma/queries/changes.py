"""Which other remedies the lines of a return may have at once, and by when."""

from dataclasses import dataclass

from rma.models import Case, CaseLine
from rma.queries import verdicts
from rma.queries.verdicts import Judgement
from rma.rules import changing
from rma.rules.words import Reason, Verdict, Wish


@dataclass(frozen=True, slots=True)
class Changeable:
    """Pair a line with what may be chosen instead of what was."""

    line: CaseLine
    judgement: Judgement
    wishes: tuple[Wish, ...]


def judged(case: Case, line: CaseLine) -> Judgement:
    """Return the cover and the remedies of a line by the policy it is judged by."""
    account = case.account
    return verdicts.judge(
        line.unit,
        case.policy,
        reason=Reason(line.reason),
        at=case.opened_at,
        is_known_customer=not account.is_guest,
        out_already=verdicts.open_advances(account),
        who=verdicts.asker(account, case.policy, case.opened_at),
    )


def changeable(case: Case, line: CaseLine) -> Changeable:
    """Return what may be chosen at once instead of what a line wishes."""
    if not changing.may_change(line.sums):
        return Changeable(line, judged(case, line), ())
    judgement = judged(case, line)
    wishes = changing.choosable(
        line.sums, judgement.remedies, Verdict(line.verdict), Wish(line.wish)
    )
    return Changeable(line, judgement, wishes)


def changeables(case: Case) -> tuple[Changeable, ...]:
    """
    Return the lines of an open return for which something else may be chosen.

    Where we wait for an answer about what came, that answer comes first.
    """
    if not case.is_open or case.is_awaiting_customer:
        return ()
    found = (changeable(case, line) for line in CaseLine.objects.of(case))
    return tuple(each for each in found if each.wishes)
