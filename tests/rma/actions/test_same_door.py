"""Whose box a return may share: one that leaves from the very same door."""

import pytest

from rma.actions import boxing
from rma.queries import boxes, riders
from tests.rma.builders import CLERK, NOON, a_case, a_unit, broken

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    a_unit("SN-1")
    a_unit("SN-2")
    return a_case(broken("SN-1")), a_case(broken("SN-2"))


class TestSameDoor:
    @pytest.mark.parametrize(
        ("street", "is_shared"), [("Elsewhere 9", False), (" {0} ", True)]
    )
    def test_only_a_box_that_leaves_from_the_same_door_is_shared(
        self, pair, street, is_shared
    ):
        host, guest = pair
        (box,) = boxes.of_case(host)
        leg = box.shipment
        street = street.format(leg.sender["street1"].upper())
        leg.sender |= {"name": "Somebody Else", "street1": street}
        leg.save()
        offered = [box.pk] if is_shared else []

        assert [row.parcel_id for row in riders.sharable_boxes(guest)] == offered
        if is_shared:
            boxing.share_box(case=guest.ref, parcel_id=box.pk, by=CLERK, at=NOON)
        else:
            with pytest.raises(boxing.NotSharable):
                boxing.share_box(case=guest.ref, parcel_id=box.pk, by=CLERK, at=NOON)
