"""The values an advance replacement's agreement is made of, for page and paper."""

from datetime import datetime

from rma.documents.agreement import AgreementTerms, Security
from rma.models import Policy
from rma.rules.advance_terms import REMIND_WORKING_DAYS
from rma.rules.money import Money


def terms_for(
    *, item: str, serial: str, value: Money, policy: Policy, at: datetime
) -> AgreementTerms:
    """Return the terms under which a policy swaps one unit in advance."""
    calendar = policy.site.calendar
    today = calendar.local_day(at)
    return AgreementTerms(
        new_item=item,
        ships_by=calendar.after(today, policy.advance_ship_days),
        old_item=item,
        old_serial=serial,
        return_days=policy.advance_return_days,
        not_returned=value,
        security=Security.NONE,
        reminders=tuple(days for days in REMIND_WORKING_DAYS if days),
        grace_days=policy.advance_grace_days,
    )
