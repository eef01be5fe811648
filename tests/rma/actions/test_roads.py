"""A plan counts the road that a parcel really takes, and says why it is longer."""

from dataclasses import replace

import pytest

from rma.models import Promise
from rma.rules.words import Step
from rma.steps.previewing import preview
from tests.rma.builders import HOME, NOON, a_case, a_unit, asking, broken

pytestmark = pytest.mark.django_db
TEHRAN = replace(HOME, city="Tehran", country="IR", postal_code="1136914511")


def due(case, step):
    return Promise.objects.get(case=case, step=step).due_at


def test_from_abroad_arrives_later_than_from_next_door():
    a_unit("SN-1")
    a_unit("SN-2")
    near, far = a_case(broken("SN-1")), a_case(broken("SN-2"), ship_from=TEHRAN)
    calendar = near.site.calendar
    for step, ways in ((Step.ARRIVE, 1), (Step.DELIVER, 2)):
        first, last = calendar.local_day(due(near, step)), due(far, step)
        assert calendar.local_day(last) == calendar.after(first, 7 * ways)
    assert due(near, Step.HAND_OVER) == due(far, Step.HAND_OVER)


def test_what_is_previewed_is_what_is_promised_with_the_reason():
    a_unit("SN-1")
    request = asking(broken("SN-1"), ship_from=TEHRAN)
    shown = preview(request, NOON)
    assert "through customs" in shown.road_why
    planned = {step.step: step.due_at for step in shown.steps}
    case = a_case(broken("SN-1"), ship_from=TEHRAN)
    for promise in case.promises.all():
        assert planned[Step(promise.step)] == promise.due_at


def test_at_home_there_is_nothing_to_explain():
    a_unit("SN-1")
    assert preview(asking(broken("SN-1")), NOON).road_why == ""
