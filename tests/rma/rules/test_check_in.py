"""When we look in a month later, and about which units."""

from datetime import date

import pytest

from rma.rules import check_in
from rma.rules.check_in import Ended
from rma.rules.words import ResolutionKind

BACK = {
    ResolutionKind.REPLACEMENT,
    ResolutionKind.REPAIR,
    ResolutionKind.PAID_REPAIR,
    ResolutionKind.RETURN_AS_IS,
}


def ended(*kinds):
    return Ended(1, tuple(kinds), "Camera", "SN-1", "CAM-1", 1)


@pytest.mark.parametrize("kind", ResolutionKind)
def test_only_what_went_back_can_fail_again(kind):
    line = ended(kind.value)
    assert check_in.back_in_use([line]) == ((line,) if kind in BACK else ())
    asked = check_in.asked_on(date(2026, 3, 1), [kind.value])
    assert asked == (date(2026, 3, 31) if kind in BACK else None)


def test_nothing_decided_is_nothing_back():
    assert check_in.back_in_use([ended()]) == ()
    assert check_in.asked_on(None, [ResolutionKind.REPAIR.value]) is None
