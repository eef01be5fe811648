"""Pickups that need a call: counted, listed, and what the carrier said kept."""

import pytest

from rma.rules.words import HandOver
from shipping.models import PickupBooking
from shipping.words import PickupState
from tests.portal.desk.conftest import once, text
from tests.rma.actions.test_handing_over import a_slot, changed
from tests.rma.builders import NOON, a_case, later


@pytest.fixture
def unclear(time_machine):
    """A pickup of which nobody knows whether the carrier comes, in a day."""
    time_machine.move_to(later(hours=1))
    case = a_case()
    changed(case, HandOver.PICKUP, slot=a_slot(case).code)
    row = PickupBooking.objects.get()
    row.move(among=(PickupState.WANTED,), to=PickupState.UNCLEAR, sent_at=NOON)
    return row


class TestPickups:
    def test_nobody_needs_to_be_called(self, support):
        assert "Nobody needs to be called" in text(support.get("/desk/pickups/"))

    def test_stand_in_a_pile_and_a_list_with_what_to_ask(self, support, unclear):
        assert "Does the driver come?" in text(support.get("/desk/"))
        assert unclear.reference in text(support.get("/desk/pickups/"))
        page = text(support.get(f"/desk/pickups/{unclear.pk}"))
        assert "what it says is told to the customer" in page

    def test_what_the_carrier_said_is_asked_for_and_kept(self, support, unclear):
        where = f"/desk/pickups/{unclear.pk}"
        silent = support.post(where, {"once": once(), "confirmation": "WTC-9"})
        assert silent.status_code == 422
        assert "Say whether the carrier comes." in text(silent)
        assert "WTC-9" in silent.content.decode()

        told = {"once": once(), "comes": "yes", "confirmation": "WTC-9"}
        assert support.post(where, told)["Location"] == "/desk/pickups/"
        unclear.refresh_from_db()
        assert (unclear.state, unclear.confirmation) == ("confirmed", "WTC-9")
        assert support.get(where).status_code == 404

    def test_one_called_off_needs_a_press_only(self, support, unclear):
        unclear.move(among=(PickupState.UNCLEAR,), to=PickupState.CANCELLED)
        where = f"/desk/pickups/{unclear.pk}"
        assert "no driver comes for nothing" in text(support.get(where))
        support.post(where, {"once": once()})
        unclear.refresh_from_db()
        assert unclear.called_at
        assert unclear.state == "cancelled"
