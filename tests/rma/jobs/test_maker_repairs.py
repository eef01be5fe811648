"""Where the maker repairs, the customer has our date; if they are late we step in."""

from datetime import timedelta

import pytest

from rma.models import CreditRequest, Dispatch, Manufacturer
from rma.queries.dossier import dossier_of
from rma.rules.words import Finding, Wish
from tests.rma.jobs import world
from tests.rma.jobs.mailbox import text_of
from tests.rma.jobs.world import NOON, later

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_the_maker(request):
    """Return a return whose unit was checked and is at its maker's."""
    unit = world.camera()
    unit.manufacturer_warranty_until = later(days=400).date()
    unit.save()
    terms = {"repairs_first": True, "fallback": getattr(request, "param", "")}
    Manufacturer.objects.update(**{key: value for key, value in terms.items() if value})
    case = world.open_return(unit=unit, wish=Wish.REPAIR)
    world.drain(NOON)
    world.carry(case, "in", later(days=1))
    world.receive(case, later(days=2))
    world.inspect(case, later(days=2))
    world.drain(later(days=2))
    return case


class TestALateMaker:
    def test_has_a_day_so_early_that_stepping_in_holds_ours(self, at_the_maker):
        due = dict(at_the_maker.promises.values_list("step", "due_at"))
        assert due["maker_repair"] < due["resolve"]

    def test_is_replaced_by_us_before_its_day_passes(self, at_the_maker, mailbox):
        case = at_the_maker
        promised = case.promises.get(step="resolve").due_at
        day = case.promises.get(step="maker_repair").due_at
        world.tick(day - timedelta(hours=1))
        world.tick(day)

        states = dict(case.promises.values_list("step", "state"))
        assert (states["maker_repair"], states["resolve"]) == ("broken", "open")
        dispatch = Dispatch.objects.get(line__case=case)
        assert dispatch.kind == "replacement"
        assert case.promises.get(step="resolve").due_at == promised >= dispatch.due_at
        assert "We send you a replacement." in text_of(
            mailbox.letter("resolution_decided")
        )
        missed = case.events.get(name="maker.missed")
        assert missed.facts == {"line": 1, "fallback": "replacement"}
        plan = [step.words for step in dossier_of(case).plan]
        assert "We ship your replacement" in plan

    @pytest.mark.parametrize("at_the_maker", ["credit"], indirect=True)
    def test_is_credited_by_us_where_the_rule_says_so(self, at_the_maker):
        case = at_the_maker
        world.tick(case.promises.get(step="maker_repair").due_at)
        assert CreditRequest.objects.get().amount_cents == 20000
        assert world.again(case).status == "closed"

    def test_gets_a_later_day_for_a_unit_that_is_not_checked_yet(self):
        unit = world.camera()
        unit.manufacturer_warranty_until = later(days=400).date()
        unit.save()
        Manufacturer.objects.update(repairs_first=True)
        case = world.open_return(unit=unit, wish=Wish.REPAIR)
        world.drain(NOON)
        world.carry(case, "in", later(days=1))
        promise = case.promises.get(step="maker_repair")
        world.tick(promise.due_at - timedelta(hours=1))
        assert case.promises.get(step="maker_repair").due_at > promise.due_at
        assert not Dispatch.objects.filter(line__case=case).exists()


class TestWhatTheMakerDoesNotRepair:
    def test_is_ours_where_nothing_was_wrong(self, at_the_maker):
        case = at_the_maker
        world.inspect(case, later(days=3), outcome=Finding.NO_FAULT_FOUND)
        world.tick(case.promises.get(step="maker_repair").due_at)
        assert case.promises.get(step="maker_repair").state == "withdrawn"
        assert not Dispatch.objects.filter(line__case=case).exists()

    def test_is_ours_where_the_makers_own_cover_has_ended(self):
        unit = world.camera()
        unit.manufacturer_warranty_until = later(days=-1).date()
        unit.save()
        Manufacturer.objects.update(repairs_first=True)
        case = world.open_return(unit=unit, wish=Wish.REPAIR)
        assert case.lines.get().maker_fallback == ""
        assert not case.promises.filter(step="maker_repair").exists()
