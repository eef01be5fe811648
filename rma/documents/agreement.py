"""The advance replacement agreement: five lines that screen and paper share."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rma.documents import sheets
from rma.documents.sheets import Frame, Sheet, day
from rma.rules.money import Money

KIND = "agreement"


class Security(StrEnum):
    """What stands behind the new unit until the old one is back."""

    NONE = "none"
    HOLD = "hold"
    INVOICE = "invoice"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementTerms:
    """
    What both sides agree to; every sentence of the agreement comes from here.

    `return_by` is known once the new unit is delivered; before that working days count.
    `held` is asked for with a hold only. Reminders are working days before the last.
    """

    new_item: str
    ships_by: date
    old_item: str
    old_serial: str
    return_days: int
    not_returned: Money
    return_by: date | None = None
    security: Security = Security.NONE
    held: Money | None = None
    card_ending: str = ""
    reminders: tuple[int, ...] = (7, 3, 1)
    grace_days: int = 5
    charged_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """Who accepted, when (aware, in the zone to show), from which address."""

    name: str
    at: datetime
    address: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """One point of the agreement."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementContent:
    """All that stands on the agreement; `law` is the company's own closing text."""

    frame: Frame
    terms: AgreementTerms
    acceptance: Acceptance | None = None
    law: str = ""


def summary_lines(terms: AgreementTerms) -> tuple[str, ...]:
    """Return the five lines that page and paper show alike, in the active language."""
    return (
        _("We ship %(item)s by %(day)s.")
        % {"item": terms.new_item, "day": day(terms.ships_by)},
        _send_back(terms),
        _pay_now(terms),
        _if_not_back(terms),
        _released(terms),
    )


def clauses(terms: AgreementTerms) -> tuple[Clause, ...]:
    """Return the points below the summary, made from the same values."""
    return (
        Clause(
            _("What we accept back"),
            _(
                "The unit with serial number %(serial)s, in whatever condition the "
                "failure left it. Cables, mounts and covers stay with you unless we "
                "listed them."
            )
            % {"serial": terms.old_serial},
        ),
        Clause(
            _("If another unit comes back"),
            _(
                "We tell you and keep it safe. You can still send the right one; we "
                "pay the way back of the other."
            ),
        ),
        Clause(
            _("Damage on the way"),
            _("With our label the way is our risk. Keep the padding the new unit had."),
        ),
        Clause(
            _("If we find no fault"),
            _(
                "You keep the new unit. A charge is possible only where your return "
                "page named it, with its amount, before you accepted."
            ),
        ),
        Clause(
            _("Warranty of the new unit"),
            _(
                "The rest of the old unit's warranty moves to the new one; a longer "
                "period by law stays untouched."
            ),
        ),
        Clause(
            _("Your data"),
            _(
                "Erase it before you send the unit. What we still find is erased, or "
                "destroyed with the storage."
            ),
        ),
        Clause(_("More time"), _more_time()),
    )


@sheets.in_its_language
def sheet(content: AgreementContent) -> Sheet:
    """Return the agreement ready to print, on the paper its frame asks for."""
    accepted = content.acceptance
    number = content.frame.number
    return sheets.lay_out(
        KIND,
        content,
        title=_("%(number)s advance replacement agreement") % {"number": number},
        qr=sheets.case_qr(content.frame),
        lines=summary_lines(content.terms),
        clauses=clauses(content.terms),
        accepted_at=sheets.in_words(accepted.at) if accepted else "",
    )


def _send_back(terms: AgreementTerms) -> str:
    unit = {"item": terms.old_item, "serial": terms.old_serial}
    if terms.return_by:
        return _("You send back %(item)s, serial number %(serial)s, by %(day)s.") % (
            unit | {"day": day(terms.return_by)}
        )
    return ngettext(
        "You send back %(item)s, serial number %(serial)s, within %(days)s working "
        "day of receiving the new one.",
        "You send back %(item)s, serial number %(serial)s, within %(days)s working "
        "days of receiving the new one.",
        terms.return_days,
    ) % (unit | {"days": terms.return_days})


def _pay_now(terms: AgreementTerms) -> str:
    if terms.security is Security.HOLD and terms.held is not None:
        return _("You pay nothing now: %(amount)s is held on your card %(card)s.") % {
            "amount": terms.held,
            "card": f"•••• {terms.card_ending}",
        }
    if terms.security is Security.INVOICE:
        return _("You pay nothing now; your account's invoice terms apply.")
    return _("You pay nothing now, and nothing is held.")


def _if_not_back(terms: AgreementTerms) -> str:
    reminders = [str(days) for days in sorted(terms.reminders, reverse=True)]
    facts = {
        "amount": terms.not_returned,
        "reminders": _list_in_words(reminders),
        "grace": terms.grace_days,
    }
    if terms.charged_on:
        return _(
            "If it does not come back: %(amount)s on %(day)s, after reminders "
            "%(reminders)s working days before the last day and %(grace)s working days "
            "of grace."
        ) % (facts | {"day": day(terms.charged_on)})
    return (
        _(
            "If it does not come back: %(amount)s, after reminders %(reminders)s "
            "working days before the last day and %(grace)s working days of grace."
        )
        % facts
    )


def _released(terms: AgreementTerms) -> str:
    if terms.security is Security.HOLD:
        return _("The hold is released when the carrier has scanned your parcel.")
    return _("The days stop counting when the carrier has scanned your parcel.")


def _more_time() -> str:
    return _("Ask for more on your return page before the last day; we answer you.")


def _list_in_words(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("%(most)s and %(last)s") % {
        "most": ", ".join(words[:-1]),
        "last": words[-1],
    }
