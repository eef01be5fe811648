"""What cover looks like on the wire, for look-ups and for lines alike."""

from datetime import date

from django.utils.translation import gettext as _

from portal.api.told import Told
from rma.rules.entitlement import Coverage
from rma.rules.words import Basis, Verdict


class ReasonOut(Told):
    """Give one reason: a stable code, a sentence, the day and the name it is about."""

    code: str
    text: str
    on: date | None
    who: str


class CoverOut(Told):
    """Say whether a unit is covered, on what basis, until when, and why."""

    verdict: Verdict
    basis: Basis | None
    until: date | None
    reasons: list[ReasonOut]


def reasons_of(coverage: Coverage) -> list[ReasonOut]:
    """Return the reasons in the reader's language."""
    return [
        ReasonOut(code=why.code, text=_(why.text), on=why.on, who=why.who)
        for why in coverage.reasons
    ]


def cover_of(coverage: Coverage) -> CoverOut:
    """Return a coverage as it is sent."""
    return CoverOut(
        verdict=coverage.verdict,
        basis=coverage.basis,
        until=coverage.ends_on,
        reasons=reasons_of(coverage),
    )
