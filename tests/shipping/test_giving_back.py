"""Labels given back to the carrier, and what it says to that."""

from datetime import timedelta

import pytest

from shipping import purchasing, reconciling
from shipping.models import SpendingDay
from shipping.ordering import label_status, order_label, want_void
from shipping.purchasing import Unknown, Voided, VoidRefused
from shipping.wishes import Wishes
from shipping.words import LabelStatus, ParcelState
from tests.shipping.builders import NOON, bought, order, paid, void_to_the_end, who

pytestmark = pytest.mark.django_db


class TestVoid:
    def test_returns_the_label_and_its_money(self):
        purchase = bought()
        want_void(purchase=purchase, at=NOON)
        outcome, _ = void_to_the_end(purchase)

        assert outcome == Voided(purchase.pk, purchase.parcel_id)
        assert paid(purchase) == []
        assert SpendingDay.objects.get().cents == 0
        assert purchase.parcel.tracking_number == ""
        assert purchase.parcel.standing is ParcelState.PLANNED

    def test_twice_is_void_once(self):
        purchase = bought()
        want_void(purchase=purchase, at=NOON)
        void_to_the_end(purchase)

        outcome, _ = void_to_the_end(purchase)
        assert isinstance(outcome, Voided)
        assert SpendingDay.objects.get().cents == 0

    def test_of_a_label_nobody_wanted_void_changes_nothing(self):
        purchase = bought()
        outcome = purchasing.void(purchase_id=purchase.pk, at=NOON)

        assert isinstance(outcome, VoidRefused)
        assert len(paid(purchase)) == 1

    def test_of_a_label_paid_on_use_is_never_refused_while_nobody_used_it(self):
        unused = Wishes(pay_on_use=True)
        purchase = bought(sender=who("SBX VOID REFUSED"), wishes=unused)
        want_void(purchase=purchase, at=NOON)
        outcome, _ = void_to_the_end(purchase, NOON)
        assert isinstance(outcome, Voided)

    @pytest.mark.parametrize(
        ("name", "hours"), [("SBX VOID REFUSED", 0), ("Ann Lee", 5)]
    )
    def test_refused_by_the_carrier_is_said_and_no_second_label_is_sold(
        self, name, hours
    ):
        purchase = bought(sender=who(name))
        at = NOON + timedelta(hours=hours)
        want_void(purchase=purchase, at=at)
        outcome, _ = void_to_the_end(purchase, at)

        assert isinstance(outcome, VoidRefused)
        assert "keeps the money" in outcome.problem
        assert label_status(purchase) is LabelStatus.VOID
        assert order_label(parcel=purchase.parcel, at=at).pk == purchase.pk

    def test_of_an_order_without_an_answer_waits_until_it_is_certain(self):
        purchase = order(sender=who("SBX SILENT"))
        purchasing.settle(purchase_id=purchase.pk, at=NOON)
        purchase.refresh_from_db()
        want_void(purchase=purchase, at=NOON)

        first = purchasing.void(purchase_id=purchase.pk, at=NOON)
        assert isinstance(first, Unknown)
        outcome, at = void_to_the_end(purchase, NOON + first.look_again_after)
        assert isinstance(outcome, Voided)
        assert at - NOON >= reconciling.HORIZON

    @pytest.mark.parametrize("name", ["SBX TIMEOUT AFTER BUY", "SBX SOLD TWICE"])
    def test_of_an_order_without_an_answer_finds_what_was_sold(self, name):
        purchase = order(sender=who(name))
        purchasing.settle(purchase_id=purchase.pk, at=NOON)
        purchase.refresh_from_db()
        want_void(purchase=purchase, at=NOON)

        void_to_the_end(purchase)
        assert paid(purchase) == []
        assert SpendingDay.objects.get().cents == 0
