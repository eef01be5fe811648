"""Whether a line is accepted, looked at by a person, or refused; with all reasons."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rma.rules.denials import DENIAL_WORDS, Denial
from rma.rules.entitlement import Because, Coverage
from rma.rules.evidence import EVIDENCE_WORDS, Evidence
from rma.rules.money import Money
from rma.rules.sold_to import SoldTo
from rma.rules.words import N_, Decision, Reason, Verdict


class Fate(StrEnum):
    """Say what happens to what a policy does not cover."""

    BLOCK = "block"
    FLAG = "flag"
    OFFER = "offer"


@dataclass(frozen=True, slots=True)
class Request:
    """Hold what is asked for one line, and what we know of its unit."""

    reason: Reason
    coverage: Coverage
    on: date
    value: Money | None = None
    is_known_unit: bool = True
    sold_to: SoldTo = SoldTo.ASKER
    sold_by: str = ""
    who_helps: str = ""
    denied: Denial | None = None
    has_proof: bool = False
    evidence_missing: tuple[Evidence, ...] = ()
    was_put_right: bool = False
    is_guest: bool = False
    has_new_address: bool = False
    advance_refused: str = ""
    wish_refused: str = ""
    is_stay_refused: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """Hold what a policy accepts without a person, and the fate of the rest."""

    auto_approve_cents: int | None
    uncovered: Fate = Fate.OFFER
    too_late: Fate = Fate.BLOCK
    what_to_do: str = ""


@dataclass(frozen=True, slots=True)
class Ruling:
    """Say what was decided and every reason for it."""

    decision: Decision
    reasons: tuple[Because, ...]


_GRAVITY = {Decision.APPROVED: 0, Decision.NEEDS_REVIEW: 1, Decision.REFUSED: 2}


def rule_on(request: Request, limits: Limits) -> Ruling:
    """Return the gravest outcome any rule asks for, with every reason."""
    objections = tuple(_objections(request, limits))
    gravest = max(
        (decision for decision, _ in objections),
        key=_GRAVITY.__getitem__,
        default=Decision.APPROVED,
    )
    return Ruling(gravest, tuple(because for _, because in objections))


def _objections(request: Request, limits: Limits) -> Iterator[tuple[Decision, Because]]:
    yield from _about_cover(request, limits)
    yield from about_buyer(
        request.sold_to, request.sold_by, has_proof=request.has_proof
    )
    if request.denied:
        yield _look(f"denied_{request.denied}", DENIAL_WORDS[request.denied])
    if request.was_put_right:
        yield _look("put_right_before", N_("It was replaced or paid back before."))
    yield from _about_wishes(request)
    for each in request.evidence_missing:
        yield _look(f"{each}_missing", EVIDENCE_WORDS[each])
    cap = limits.auto_approve_cents
    if cap is not None and request.value and request.value.cents > cap:
        yield _look("above_limit", N_("Its value is above what we decide unseen."))


def _about_wishes(request: Request) -> Iterator[tuple[Decision, Because]]:
    """Yield what a person should look at in what is asked for."""
    if request.is_guest and request.has_new_address:
        yield _look("new_address", N_("The address to deliver to is new to us."))
    if request.reason is Reason.OTHER:
        yield _look("unusual_reason", N_("The reason is one a person should read."))
    if request.advance_refused:
        yield _look("no_advance", request.advance_refused)
    if request.wish_refused:
        yield _look("not_offered", request.wish_refused)
    if request.is_stay_refused:
        yield _look("no_stay", N_("A person decides whether it may stay with you."))


def _look(code: str, text: str, who: str = "") -> tuple[Decision, Because]:
    return Decision.NEEDS_REVIEW, Because(code, text, who=who)


def about_buyer(
    sold: SoldTo, sold_by: str, *, has_proof: bool
) -> Iterator[tuple[Decision, Because]]:
    """Yield what speaks against another's unit: who can help, never only a no."""
    match sold:
        case SoldTo.ANOTHER:
            yield _look("not_your_unit", N_("Our records show another owner."))
        case SoldTo.RESELLER_HELPS:
            yield _look(
                "seller_helps",
                N_("It was sold by a reseller who takes returns for us:"),
                sold_by,
            )
        case SoldTo.RESELLER_SENDS:
            why = N_("It was sold by a reseller; we take it back for them:")
            yield Decision.APPROVED, Because("sold_on", why, who=sold_by)
        case SoldTo.NOT_BY_US if not has_proof:
            yield _look(
                "proof_wanted",
                N_(
                    "It was not sold by us; the receipt shows what it is covered for. "
                    "Who sold it can help too:"
                ),
                sold_by,
            )


def _about_cover(
    request: Request, limits: Limits
) -> Iterator[tuple[Decision, Because]]:
    if not request.is_known_unit:
        yield _look("no_serial", N_("Without a known serial a person looks at it."))
        if request.who_helps:
            yield _look("who_helps", N_("Its maker can help too:"), request.who_helps)
        return
    verdict = request.coverage.verdict
    if verdict is Verdict.PARTLY:
        why = N_("Part of it is covered; a price for the rest is asked first.")
        yield Decision.APPROVED, Because("partly_covered", why)
    if verdict in (Verdict.COVERED, Verdict.PARTLY):
        return
    if request.reason is Reason.UNWANTED:
        late = N_("The time to give it back is over.")
        yield from _fate(limits.too_late, "return_window_over", late, limits)
        return
    if verdict is Verdict.UNKNOWN:
        yield _UNCHECKED if request.reason is Reason.RECALL else _UNKNOWN
        return
    over = N_("It is not covered; we will offer what it costs.")
    if limits.uncovered is not Fate.OFFER:
        over = N_("It is not covered.")
    yield from _fate(limits.uncovered, "not_covered", over, limits)


_UNKNOWN = _look("cover_unknown", N_("We do not know when its cover began."))
_UNCHECKED = _look("recall_unchecked", N_("A person reads the maker’s notice first."))
_FATES = {
    Fate.BLOCK: Decision.REFUSED,
    Fate.FLAG: Decision.APPROVED,
    Fate.OFFER: Decision.NEEDS_REVIEW,
}


def _fate(
    fate: Fate, code: str, text: str, limits: Limits
) -> Iterator[tuple[Decision, Because]]:
    yield _FATES[fate], Because(code, text)
    if fate is Fate.BLOCK and limits.what_to_do:
        todo = N_("What you can do:")
        yield Decision.REFUSED, Because("what_to_do", todo, who=limits.what_to_do)
    if fate is Fate.FLAG:
        flag = N_("We accept it all the same.")
        yield Decision.APPROVED, Because("accepted_flagged", flag)
