"""Whether a line is accepted, looked at by a person, or refused; with all reasons."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rma.rules.entitlement import Because, Coverage
from rma.rules.money import Money
from rma.rules.words import N_, Decision, Reason, Verdict


@dataclass(frozen=True, slots=True)
class Request:
    """Hold what is asked for one line."""

    reason: Reason
    coverage: Coverage
    on: date
    value: Money | None = None
    is_known_unit: bool = True
    is_foreign: bool = False
    was_put_right: bool = False
    is_guest: bool = False
    has_new_address: bool = False
    advance_refused: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """Hold what a policy accepts without a person."""

    auto_approve_cents: int | None


@dataclass(frozen=True, slots=True)
class Ruling:
    """Say what was decided and every reason for it."""

    decision: Decision
    reasons: tuple[Because, ...]


_GRAVITY = {Decision.APPROVED: 0, Decision.NEEDS_REVIEW: 1, Decision.REFUSED: 2}
_FOR_FREE = (Reason.DEFECTIVE, Reason.DOA)


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
    yield from _about_cover(request)
    if request.is_foreign:
        yield (
            Decision.NEEDS_REVIEW,
            Because("not_your_unit", N_("Our records show another owner.")),
        )
    if request.was_put_right:
        yield (
            Decision.NEEDS_REVIEW,
            Because("put_right_before", N_("It was replaced or paid back before.")),
        )
    if request.is_guest and request.has_new_address:
        yield (
            Decision.NEEDS_REVIEW,
            Because("new_address", N_("The address to deliver to is new to us.")),
        )
    if request.reason is Reason.OTHER:
        yield (
            Decision.NEEDS_REVIEW,
            Because("unusual_reason", N_("The reason is one a person should read.")),
        )
    cap = limits.auto_approve_cents
    if cap is not None and request.value and request.value.cents > cap:
        yield (
            Decision.NEEDS_REVIEW,
            Because("above_limit", N_("Its value is above what we decide unseen.")),
        )
    if request.advance_refused:
        yield Decision.NEEDS_REVIEW, Because("no_advance", request.advance_refused)


def _about_cover(request: Request) -> Iterator[tuple[Decision, Because]]:
    if not request.is_known_unit:
        yield (
            Decision.NEEDS_REVIEW,
            Because("no_serial", N_("Without a known serial a person looks at it.")),
        )
        return
    if request.coverage.verdict is Verdict.COVERED:
        return
    if request.reason is Reason.UNWANTED:
        yield (
            Decision.REFUSED,
            Because("return_window_over", N_("The time to give it back is over.")),
        )
        return
    yield (
        Decision.NEEDS_REVIEW,
        Because("not_covered", N_("It is not covered; we will offer what it costs.")),
    )
