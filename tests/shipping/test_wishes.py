"""What a parcel wishes for survives being kept."""

import json
from datetime import date

import pytest

from shipping.models import Parcel
from shipping.wishes import (
    NO_WISHES,
    Battery,
    Customs,
    CustomsItem,
    CustomsPurpose,
    DutyPayer,
    LabelFormat,
    Signature,
    Wishes,
)
from tests.shipping.builders import CUSTOMER, order

ALL = Wishes(
    label_format=LabelFormat.ZPL,
    signature=Signature.ADULT,
    insured_cents=12_000,
    battery=Battery.IN_DEVICE,
    counter_code=True,
    pay_on_use=True,
    services=("usps_priority",),
    arrive_by=date(2026, 3, 9),
    references=("PO 7",),
    customs=Customs(
        purpose=CustomsPurpose.REPAIR,
        signer="Ann Lee",
        items=(CustomsItem("Camera", 1, 800, 40_000, "USD", "JP", "852580"),),
        duty_payer=DutyPayer.RECIPIENT,
        importer=CUSTOMER,
    ),
)


class TestWishes:
    @pytest.mark.parametrize("wishes", [ALL, NO_WISHES])
    def test_come_back_from_the_database_as_they_were(self, wishes):
        kept = json.loads(json.dumps(wishes.as_dict()))
        assert Wishes.from_dict(kept) == wishes

    def test_that_nobody_has_are_the_usual_ones(self):
        assert Wishes.from_dict({}) == NO_WISHES

    @pytest.mark.django_db
    def test_of_a_box_stand_in_its_parcel(self):
        parcel = Parcel.objects.get(purchases=order(wishes=ALL))
        assert parcel.wished == ALL
        assert Parcel.objects.get(purchases=order()).wishes == {}
