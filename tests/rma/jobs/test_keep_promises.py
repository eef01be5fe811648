"""Dates: nobody's passes in silence, and nobody is told the same twice."""

import random
from datetime import timedelta

import pytest

from rma.actions import promising
from rma.models import Dispatch, Event, Promise, User
from rma.rules.words import Party, Wish
from tests.rma.jobs import world
from tests.rma.jobs.mailbox import text_of
from tests.rma.jobs.world import NOON, later

pytestmark = pytest.mark.django_db


def silent_breaks(at):
    """Return promises of ours whose day passed while the customer heard nothing."""
    late = Promise.objects.filter(state="open", due_at__lt=at)
    return list(late.exclude(who=Party.CUSTOMER))


class TestKeepPromises:
    def test_warns_the_owner_a_working_day_before(self, mailbox):
        owner = User.objects.create_user("jo@us.example", name="Jo", role="support")
        case = world.open_return(owner_id=owner.pk)
        world.drain(NOON)
        world.carry(case, "in", later(days=1))
        promise = case.promises.get(step="inspect")
        for hours in (27, 25, 23, 22):
            world.tick(promise.due_at - timedelta(hours=hours))
        warned = [n for n in mailbox.names if n == "staff_promise"]
        assert len(warned) == 1
        to_jo = [x for x in mailbox.letters if x["To"].endswith("<jo@us.example>")]
        letter = next(x for x in to_jo if "We check what you sent" in text_of(x))
        assert letter["In-Reply-To"] is None

    def test_gives_the_customer_a_new_date_before_the_old_one_passes(self, mailbox):
        case = world.open_return()
        world.drain(NOON)
        world.carry(case, "in", later(days=1))
        promise = case.promises.get(step="inspect")
        due_at = promise.due_at
        world.tick(due_at - timedelta(hours=2, minutes=1))
        assert "promise_moved" not in mailbox.names
        world.tick(due_at - timedelta(hours=1, minutes=59))
        world.tick(due_at - timedelta(hours=1, minutes=58))

        promise.refresh_from_db()
        assert promise.due_at > due_at
        assert mailbox.names.count("promise_moved") == 1
        sent_at = case.messages.get(letter="promise_moved").sent_at
        assert sent_at < due_at

    def test_what_waits_to_be_packed_has_the_day_the_customer_was_told(self):
        case = world.open_return(wish=Wish.ADVANCE_REPLACEMENT)
        world.drain(NOON)
        promise = case.promises.get(step="ship_replacement")
        world.tick(promise.due_at - timedelta(hours=1, minutes=59))

        promise.refresh_from_db()
        assert promise.is_moved
        assert Dispatch.objects.get().due_at == promise.due_at

    @pytest.mark.slow
    def test_waits_for_a_parcel_that_was_not_handed_over(self, mailbox):
        case = world.open_return()
        world.drain(NOON)
        world.keep_at_home()
        for day in (1, 8, 9, 10, 13, 14, 15, 20, 25):
            world.tick(later(days=day, hours=5))
        states = dict(case.promises.values_list("step", "state"))
        assert states["hand_over"] == "broken"
        assert {states[step] for step in ("arrive", "inspect", "resolve")} == {
            "withdrawn"
        }
        assert mailbox.names.count("hand_over_reminder") == 1
        assert "promise_moved" not in mailbox.names

        world.hand_over(case, later(days=26))
        rest = case.promises.filter(state="open")
        assert set(rest.values_list("step", flat=True)) == {
            "arrive",
            "inspect",
            "resolve",
            "deliver",
        }
        assert min(rest.values_list("due_at", flat=True)) > later(days=26)

    @pytest.mark.parametrize(
        "seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (1, 2, 3))]
    )
    def test_no_promise_of_ours_passes_in_silence(self, seed):
        """Whatever staff and customers do, and when: a word comes before the day."""
        dice = random.Random(seed)
        wishes = (Wish.REPLACEMENT, Wish.CREDIT, Wish.REPAIR)
        cases = [world.open_return(wish=dice.choice(wishes)) for _ in range(2)]
        world.drain(NOON)
        world.keep_at_home()
        at = later(hours=1)
        world.hand_over(cases[0], at)
        for _step in range(16):
            at += timedelta(
                minutes=dice.choice((60, 90, 115)) * dice.choice((1, 9, 18))
            )
            at = next_moment(at)
            meddle(dice, cases, at)
            world.tick(at)
            assert silent_breaks(at) == []

        moves = Event.objects.filter(name="promise.moved")
        assert moves.exists()
        for event in moves:
            letter = event.messages.get(letter="promise_moved")
            assert letter.sent_at.isoformat() < event.facts["was_due_at"]


def next_moment(at):
    """Return the moment, or earlier: just before the next promise of ours is late."""
    ours = Promise.objects.open().exclude(who=Party.CUSTOMER)
    first = ours.order_by("due_at").values_list("due_at", flat=True).first()
    return min(at, first - timedelta(minutes=5)) if first else at


def meddle(dice, cases, at):
    """Do what people do: give another date, bring the parcel, take it in."""
    case = world.again(dice.choice(cases))
    chance = dice.random()
    promise = case.promises.open().order_by("due_at").last()
    if chance < 0.1 and promise:
        promising.move_promise(
            case=case.ref,
            promise_id=promise.pk,
            due_at=at + timedelta(hours=dice.randint(1, 90)),
            why="A part is late.",
            by=world.STAFF,
            at=at,
        )
    elif chance < 0.2 and case.inbound_state == "label_ready":
        world.hand_over(case, at)
    elif chance < 0.3 and not case.lines.get().received:
        world.receive(case, at)


class TestMovePromise:
    def test_tells_both_dates_and_the_reason(self, mailbox):
        case = world.open_return()
        promise = case.promises.get(step="inspect")
        promising.move_promise(
            case=case.ref,
            promise_id=promise.pk,
            due_at=promise.due_at + timedelta(days=7),
            why="The bench is being rebuilt.",
            by=world.STAFF,
            at=NOON,
        )
        world.drain(NOON)
        text = text_of(mailbox.letter("promise_moved"))
        assert "now by Tuesday 31 March 2026, before by Tuesday 24 March 2026" in text
        assert "The bench is being rebuilt." in text
