"""After the end: asked once a month later, taken up again with nothing retyped."""

from datetime import timedelta

import pytest

from outbox import work
from rma.actions import dispatching, following_up, inspecting, receiving, resolving
from rma.models import Case, CheckIn, Dispatch, Message, User
from rma.queries import invariants
from rma.rules.actors import SYSTEM, Actor, ActorKind
from rma.rules.check_in import Feeling
from rma.rules.words import Finding, ResolutionKind
from rma.steps.again import NothingBack
from rma.steps.counting import Arrival
from rma.steps.opening import AlreadyOpen
from shipping.models import Parcel
from shipping.words import Direction, ParcelState
from tests.rma import builders
from tests.rma.builders import CLERK, later, move

pytestmark = pytest.mark.django_db
JO = Actor(ActorKind.CUSTOMER, "Jo Weber")
END = later(days=9)


def ended(kind=ResolutionKind.REPLACEMENT, serial="SN-77"):
    """Return a return that ended with a replacement in the customer's hands."""
    case = builders.a_case(reference="PO 7")
    Case.objects.filter(pk=case.pk).update(
        owner=User.objects.create_user("lead@desk.example", name="Lea", role="lead")
    )
    receiving.receive_units(
        case=case.ref,
        arrivals=(Arrival(serial="SN-1"),),
        by=CLERK,
        at=later(days=2),
    )
    inspecting.inspect_units(
        case=case.ref,
        serial="SN-1",
        outcome=Finding.FAULT_CONFIRMED,
        by=CLERK,
        at=later(days=3),
    )
    resolving.resolve_units(
        case=case.ref, serial="SN-1", kind=kind, by=CLERK, at=later(days=3)
    )
    if kind is ResolutionKind.REPLACEMENT:
        waiting = Dispatch.objects.get(line__case=case)
        dispatching.ship_unit(
            case=case.ref,
            dispatch_id=waiting.pk,
            serials=(serial,),
            by=CLERK,
            at=later(days=4),
        )
        move(case, Direction.OUT, ParcelState.DELIVERED, END)
    case.refresh_from_db()
    return case


def look_in(at):
    work.drain(now=at, only=["check-ins", "case.look-in"])


class TestAMonthLater:
    def test_each_return_is_asked_about_once(self):
        case = ended()
        assert case.status == "closed"
        for days in (29, 30, 31, 40):
            work.tick(now=END + timedelta(days=days))
            work.drain(now=END + timedelta(days=days))
            asked = case.events.filter(name="feedback.asked").count()
            assert asked == (days >= 30)
        letter = Message.objects.get(letter="check_in")
        assert "?to=again" in letter.text
        assert "Dome camera" in letter.text

    def test_nobody_is_asked_about_money_paid_back(self):
        case = ended(ResolutionKind.CREDIT)
        following_up.ask_how_it_goes(case=case.ref, by=SYSTEM, at=END)
        assert not case.events.filter(name="feedback.asked").exists()

    def test_nobody_is_asked_who_told_us_before(self):
        case = ended()
        following_up.hear_how_it_goes(
            case=case.ref, feeling=Feeling.FINE, words="", by=JO, at=END
        )
        following_up.ask_how_it_goes(case=case.ref, by=SYSTEM, at=END)
        assert CheckIn.objects.get().asked_at is None


class TestFailedAgain:
    def again(self, case, positions=(1,), words="", at=END):
        return following_up.take_up_again(
            case=case.ref, positions=positions, words=words, by=JO, at=at
        )

    def test_opens_a_return_that_knows_it_all(self):
        old = ended()
        new = self.again(old)
        line = new.lines.get()
        assert (new.follows, new.is_urgent, new.owner) == (old, True, old.owner)
        assert (new.account, new.contact, new.reference) == (
            old.account,
            old.contact,
            "PO 7",
        )
        # The unit the customer has since, under the words told before.
        assert (line.serial, line.decision) == ("SN-77", "approved")
        assert line.description == old.lines.get().description
        assert new.label_status == "pending"
        assert Parcel.objects.filter(shipment__reference=new.number).exists()
        told = old.events.get(name="case.failed-again")
        assert told.facts == {"number": new.number}
        assert list(invariants.find_all(END)) == []

    def test_is_told_in_a_letter_that_names_the_first_return(self):
        old = ended()
        new = self.again(old)
        work.drain(now=END, only=["tell"])
        letter = Message.objects.get(letter="failed_again", case=new)
        assert f"This return follows {old.number}" in letter.text

    def test_happens_once_a_unit(self):
        old = ended()
        self.again(old)
        with pytest.raises(AlreadyOpen):
            self.again(old)
        assert Case.objects.count() == 2

    @pytest.mark.parametrize("positions", [(), (2,), (99,)])
    def test_needs_a_unit_of_that_return(self, positions):
        with pytest.raises(NothingBack):
            self.again(ended(), positions)

    def test_needs_an_end_first(self):
        with pytest.raises(NothingBack):
            self.again(builders.a_case())
