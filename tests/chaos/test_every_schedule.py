"""A machine tries schedules: any order of clicks, looks, faults, hours and nights."""

import contextlib
import os
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from outbox.faults import Fault
from shipping import checks, matching, purchasing, refunding, watching
from shipping.models import (
    CarrierCircuit,
    LabelPurchase,
    LabelRefund,
    SandboxLabel,
    SentOrder,
)
from shipping.ordering import order_label, want_void
from tests.shipping.builders import NOON, fault, order, who

NAMES = (
    "Ann Lee",
    "SBX TIMEOUT AFTER BUY",
    "SBX TIMEOUT BEFORE BUY",
    "SBX 500 AFTER BUY",
    "SBX LATE BUY",
    "SBX SOLD TWICE",
    "SBX SILENT",
    "SBX LINK EXPIRED",
    "SBX VOID SLOW",
    "SBX VOID REFUSED",
)
POINTS = (
    "",
    "label.after_quote",
    "label.before_send",
    "label.after_send",
    "label.after_answer",
    "label.before_document",
    "label.after_document",
    "label.after_kept",
    "label.before_void",
    "label.after_void",
)
DAYS = timedelta(days=3)


class OneLeg(RuleBasedStateMachine):
    """One parcel whose label is wanted, called off and wanted again at any time."""

    @initialize(name=st.sampled_from(NAMES))
    def begin(self, name):
        # Each try begins at the same noon: another's open circuit is of a later day.
        CarrierCircuit.objects.all().delete()
        self.parcel = order(sender=who(name)).parcel
        self.at = NOON

    def mine(self):
        return LabelPurchase.objects.filter(parcel=self.parcel).order_by("id")

    def paid(self):
        return SandboxLabel.objects.filter(
            ref__startswith=f"{self.parcel.code}.", voided_at=None
        )

    @rule(minutes=st.sampled_from([0, 1, 12, 31, 200]))
    def wait(self, minutes):
        self.at += timedelta(minutes=minutes)

    @rule()
    def click(self):
        order_label(parcel=self.parcel, at=self.at)

    @rule()
    def call_off(self):
        want_void(purchase=self.mine().last(), at=self.at)

    @rule(point=st.sampled_from(POINTS))
    def work(self, point):
        with fault(point), contextlib.suppress(Fault):
            for purchase in self.mine():
                if purchase.state == "void_wanted":
                    purchasing.void(purchase_id=purchase.pk, at=self.at)
                elif purchase.state in ("intent", "sending", "unknown", "purchased"):
                    purchasing.settle(purchase_id=purchase.pk, at=self.at)

    @rule(point=st.sampled_from(POINTS[-2:] + POINTS[:1]))
    def give_back(self, point):
        with fault(point), contextlib.suppress(Fault):
            for refund in LabelRefund.objects.filter(purchase__parcel=self.parcel):
                refunding.pursue(refund_id=refund.pk, at=self.at)

    @rule()
    def watch(self):
        watching.watch_orders(at=self.at)

    @rule()
    def night(self):
        matching.match_labels(at=self.at, owner="Lea")

    @invariant()
    def one_order_is_active(self):
        if hasattr(self, "parcel"):
            assert LabelPurchase.objects.active().filter(parcel=self.parcel).count() < 2

    def teardown(self):
        """Let everything come to its end; then the carrier's ledger must agree."""
        if not hasattr(self, "parcel"):
            return
        for _ in range(12):
            self.at += timedelta(hours=1)
            self.work("")
            self.give_back("")
        self.at = max(self.at, NOON + DAYS)
        watching.watch_orders(at=self.at)
        self.give_back("")
        kept = self.mine().filter(state="purchased")
        told = list(self.paid().values_list("provider_id", flat=True))
        still = LabelRefund.objects.filter(purchase__parcel=self.parcel)
        refused = list(
            still.filter(state="refused").values_list("provider_id", flat=True)
        )
        assert sorted(set(told) - set(refused)) == sorted(
            set(kept.values_list("provider_id", flat=True)) - set(refused)
        )
        assert not self.mine().filter(state__in=("sending", "unknown")).exists()
        assert not SentOrder.objects.filter(
            purchase__parcel=self.parcel, closed_at=None
        ).exists()
        assert checks.days_that_do_not_add_up() == []
        assert checks.cases_that_do_not_add_up() == []


def run(examples):
    run_state_machine_as_test(
        OneLeg,
        settings=settings(
            max_examples=examples,
            stateful_step_count=12,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.django_db
class TestAnySchedule:
    def test_ends_with_what_the_carrier_sold_kept_once_or_given_back(self):
        run(8)

    @pytest.mark.chaos
    @pytest.mark.timeout(1200)
    def test_ends_so_in_many_tries(self):
        run(int(os.environ.get("CHAOS_SCHEDULES", "200")))
