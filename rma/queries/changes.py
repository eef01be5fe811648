"""Which other remedies the lines of a return may have at once, and by when."""

from dataclasses import dataclass

from rma.models import Case, CaseLine
from rma.queries import places, verdicts
from rma.queries.verdicts import Judgement
from rma.rules import changing
from rma.rules.words import Decision, Reason, Verdict, Wish

# What somebody who only came by a link has sent to no place that we do not know.
_SENT_NEW = (Wish.REPLACEMENT, Wish.ADVANCE_REPLACEMENT)


@dataclass(frozen=True, slots=True)
class Changeable:
    """Pair a line with what may be chosen instead of what was."""

    line: CaseLine
    judgement: Judgement
    wishes: tuple[Wish, ...]


def judged(case: Case, line: CaseLine, *, is_trusted: bool) -> Judgement:
    """Return the cover and the remedies of a line by the policy it is judged by."""
    account = case.account
    return verdicts.judge(
        line.unit,
        case.policy,
        reason=Reason(line.reason),
        at=case.opened_at,
        is_known_customer=is_trusted and not account.is_guest,
        out_already=verdicts.open_advances(account),
        who=verdicts.asker(account, case.policy, case.opened_at),
    )


def changeable(case: Case, line: CaseLine, *, is_trusted: bool) -> Changeable:
    """
    Return what may be chosen at once instead of what a line wishes.

    `is_trusted` says that whoever asks has signed in as the account, or is one of us.
    Who came by a link is offered what a guest is offered when a return begins.
    """
    judgement = judged(case, line, is_trusted=is_trusted)
    wishes = changing.choosable(
        line.sums, judgement.remedies, Verdict(line.verdict), Wish(line.wish)
    )
    if not is_trusted and line.decision == Decision.APPROVED and not _is_at_home(case):
        wishes = tuple(each for each in wishes if each not in _SENT_NEW)
    return Changeable(line, judgement, wishes)


def changeables(case: Case, *, is_trusted: bool) -> tuple[Changeable, ...]:
    """
    Return the lines of an open return for which something else may be chosen.

    Where we wait for an answer about what came, that answer comes first.
    """
    if not case.is_open or case.is_awaiting_customer:
        return ()
    lines = CaseLine.objects.of(case)
    found = (changeable(case, each, is_trusted=is_trusted) for each in lines)
    return tuple(each for each in found if each.wishes)


def _is_at_home(case: Case) -> bool:
    """Whether what we send goes to the door the account has on file."""
    return places.is_on_file(case.account, case.recipient)
