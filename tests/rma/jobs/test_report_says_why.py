"""The report says why it failed and what to do so that it does not happen again."""

import pytest

from rma.actions import inspecting
from rma.jobs import fill_papers
from rma.models import Case
from rma.rules.clues import Clue
from rma.rules.words import Finding
from tests.rma.jobs import world
from tests.rma.jobs.world import NOON, STAFF, later

pytestmark = pytest.mark.django_db


def report_after(**found):
    case = world.open_return()
    world.receive(case, later(days=1))
    inspecting.inspect_units(
        case=case.ref, line_id=case.lines.get().pk, by=STAFF, at=later(days=1), **found
    )
    whole = Case.objects.select_related("account", "contact", "site", "policy")
    ((_title, content),) = fill_papers.reports(whole.get(pk=case.pk), NOON)
    return content


def test_in_the_words_of_the_bench():
    content = report_after(
        outcome=Finding.FAULT_CONFIRMED,
        cause="A surge burnt the power stage.",
        advice="Put a surge protector in front.",
    )
    assert content.cause == "A surge burnt the power stage."
    assert [each.step for each in content.advice] == ["Put a surge protector in front."]


def test_in_the_usual_words_where_the_bench_wrote_none():
    (advice,) = report_after(outcome=Finding.NO_FAULT_FOUND).advice
    assert "another cable" in advice.step
    assert advice.expect
    assert advice.otherwise


def test_with_a_tip_for_each_trace_that_was_seen():
    content = report_after(
        outcome=Finding.FAULT_CONFIRMED,
        advice="Earth the mount.",
        clues=(Clue.SURGE, Clue.DUST),
    )
    assert [each.step.split(".")[0] for each in content.advice] == [
        "Earth the mount",
        "A surge came in by its cables",
        "We found dust inside",
    ]
