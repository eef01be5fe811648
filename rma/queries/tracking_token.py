"""The secret of a tracking link: made from the case, stored nowhere, revocable."""

import hmac

from django.utils.crypto import salted_hmac

from rma.models import Case
from rma.rules import numbers

# The purpose is part of the key: no other secret of ours opens a tracking page.
_PURPOSE = "rma.tracking-link"
_DIGITS = 40


def token_for(case: Case) -> str:
    """Return the token that stands in a tracking link, the same until revoked."""
    return f"{case.code}-{_mac(case)}"


def case_for_token(token: str) -> Case | None:
    """Return the case whose token this is, or None."""
    code, _, mac = token[:100].partition("-")
    if not (numbers.is_code(code) and mac.isascii()):
        return None
    whole = Case.objects.select_related("account", "contact", "site", "policy")
    case = whole.filter(code=code).first()
    is_right = case is not None and hmac.compare_digest(_mac(case), mac)
    return case if is_right else None


def _mac(case: Case) -> str:
    words = f"{case.code}.{case.tracking_version}"
    made = salted_hmac(_PURPOSE, words, algorithm="sha256").hexdigest()
    return made[:_DIGITS]
