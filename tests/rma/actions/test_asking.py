"""Questions on some lines of a return, while other lines wait for us."""

import pytest

from rma.actions import approval, intake
from rma.actions.approval import LineDecision
from rma.models import Case, CaseLine, Contact
from rma.rules.actors import SYSTEM
from rma.rules.words import Decision, Reason
from rma.steps.opening import AlreadyOpen
from tests.rma import builders
from tests.rma.builders import CLERK, NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def both() -> Case:
    """Return a case of two lines that a person looks at."""
    builders.a_unit("SN-1")
    builders.a_unit("SN-2")
    odd = [builders.broken(name, reason=Reason.OTHER) for name in ("SN-1", "SN-2")]
    return builders.a_case(*odd)


def ask(case: Case, position: int) -> CaseLine:
    line = builders.the_line(case, position)
    approval.ask_for_information(
        case=case.ref, line_id=line.pk, question="Since when?", by=CLERK, at=NOON
    )
    return line


def open_steps(case: Case) -> set[str]:
    return set(case.promises.open().values_list("step", flat=True))


class TestAskingAboutOneOfTwo:
    def test_leaves_the_other_promised(self, both):
        ask(both, 1)
        assert {"decide", "answer"} <= open_steps(both)
        ask(both, 2)
        assert "decide" not in open_steps(both)

    def test_waits_for_no_answer_once_its_line_is_decided(self, both):
        line = ask(both, 1)
        approval.decide_lines(
            case=both.ref,
            decisions=(LineDecision(line.pk, Decision.APPROVED),),
            by=CLERK,
            at=NOON,
        )
        assert "answer" not in open_steps(both)
        assert "decide" in open_steps(both)


class TestOverriding:
    def test_not_while_the_unit_is_on_another_return(self):
        builders.a_unit(shipped_on=None)
        case = builders.a_case(builders.broken(reason=Reason.OTHER))
        line = builders.the_line(case)
        approval.decide_lines(
            case=case.ref,
            decisions=(LineDecision(line.pk, Decision.REFUSED, "No."),),
            by=CLERK,
            at=NOON,
        )
        builders.a_case(builders.broken())
        with pytest.raises(AlreadyOpen):
            approval.override_policy(
                case=case.ref,
                line_id=line.pk,
                decision=Decision.APPROVED,
                reason="Goodwill.",
                by=CLERK,
                at=NOON,
            )


def test_a_guest_with_a_serial_renames_nobody():
    builders.a_case()
    guest = builders.asking(
        builders.broken("SN-2"), account_id=None, contact_name="Mal Ory"
    )
    builders.a_unit("SN-2")
    intake.open_return(request=guest, by=SYSTEM, at=NOON)
    assert Contact.objects.get().name == "Jo Weber"
