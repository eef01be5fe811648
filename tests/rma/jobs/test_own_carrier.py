"""A label the customer bought themselves: typed, recognised, followed, corrected."""

import pytest

from rma.actions import announcing
from rma.models import ParcelTrouble
from rma.queries import invariants, own_parcels
from rma.rules.words import HandOver
from shipping.models import Parcel
from shipping.words import Movement, ParcelState
from tests.rma.jobs import world
from tests.rma.jobs.world import CUSTOMER, NOON, later

pytestmark = pytest.mark.django_db
UPS, OTHER_UPS = "1Z999AA10123456784", "1Z5R89390357567127"


@pytest.fixture
def case():
    made = world.open_return(hand_over=HandOver.OWN_CARRIER)
    world.drain(NOON)
    return made


def announce(case, number, at=NOON, **more):
    announcing.announce_parcel(case=case.ref, number=number, by=CUSTOMER, at=at, **more)
    world.drain(at)
    case.refresh_from_db()


def numbers(case):
    return [(each.tracking_number, each.mover) for each in own_parcels.announced(case)]


class TestAnnounce:
    def test_follows_the_number_and_counts_as_sent(self, case, mailbox):
        announce(case, "1z 999 aa1 01 2345 6784")

        assert numbers(case) == [(UPS, "ups")]
        assert case.inbound_state == "handed_over"
        assert case.promises.get(step="hand_over").state == "kept"
        assert "on_the_way" in mailbox.names
        assert invariants.find_all(later(hours=1)) == []

    def test_takes_several_and_each_once(self, case):
        announce(case, UPS)
        announce(case, OTHER_UPS)
        with pytest.raises(announcing.AnnouncedBefore):
            announce(case, UPS.lower())
        assert [number for number, _mover in numbers(case)] == [UPS, OTHER_UPS]

    def test_asks_for_the_carrier_where_the_number_does_not_say(self, case):
        with pytest.raises(announcing.CarrierUnclear):
            announce(case, "ABC1234567890123")
        announce(case, "ABC1234567890123", mover="other")
        assert numbers(case) == [("ABC1234567890123", "other")]

    def test_refuses_what_is_no_number_and_no_carrier(self, case):
        for text in ("", "----", "soon", "x" * 60):
            with pytest.raises(announcing.NoNumber):
                announce(case, text)
        with pytest.raises(announcing.CarrierUnclear):
            announce(case, UPS, mover="pigeon")

    def test_is_not_for_returns_with_our_label(self):
        ours = world.open_return()
        with pytest.raises(announcing.NotTheirCarrier):
            announce(ours, UPS)


class TestACorrection:
    def test_forgets_what_the_wrong_number_told(self, case):
        announce(case, UPS)
        wrong = own_parcels.announced(case)[0]
        told = Movement("shippo", UPS, ParcelState.MOVING, later(hours=1))
        wrong.take_in([told], at=later(hours=1))
        announce(case, OTHER_UPS, later(hours=2), instead_of=wrong.pk)

        assert numbers(case) == [(OTHER_UPS, "ups")]
        wrong.refresh_from_db()
        assert wrong.state == "cancelled"
        assert invariants.find_all(later(hours=3)) == []

    def test_may_take_the_last_one_away(self, case):
        announce(case, UPS)
        parcel = own_parcels.announced(case)[0]
        announcing.withdraw_parcel(
            case=case.ref, parcel_id=parcel.pk, by=CUSTOMER, at=later(hours=1)
        )
        world.drain(later(hours=1))
        assert numbers(case) == []
        with pytest.raises(announcing.NoSuchParcel):
            announcing.withdraw_parcel(
                case=case.ref, parcel_id=parcel.pk, by=CUSTOMER, at=later(hours=1)
            )
        announce(case, OTHER_UPS, later(hours=2))
        assert numbers(case) == [(OTHER_UPS, "ups")]


class TestSilence:
    def test_means_nothing_where_no_carrier_ever_told_us_of_it(self, case):
        announce(case, UPS)
        world.tick(later(days=9))
        assert not ParcelTrouble.objects.exists()

    def test_means_something_once_one_did(self, case):
        announce(case, UPS)
        parcel = Parcel.objects.get(tracking_number=UPS)
        told = Movement("shippo", UPS, ParcelState.MOVING, later(hours=1))
        parcel.take_in([told], at=later(hours=1))
        world.tick(later(days=9))
        assert ParcelTrouble.objects.get().kind == "stalled"
