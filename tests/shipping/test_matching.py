"""The nightly match: what can be put right is, the rest is somebody's."""

from datetime import timedelta

import pytest

from shipping import checks, differences, matching, purchasing
from shipping.models import (
    CarrierCall,
    CarrierHook,
    CaseSpending,
    LabelDifference,
    LabelPurchase,
    LabelRefund,
    SandboxLabel,
    SentOrder,
    SpendingDay,
)
from shipping.ordering import want_void
from tests.shipping.builders import (
    NOON,
    bought,
    give_surplus_back,
    order,
    paid,
    settle_to_the_end,
    void_to_the_end,
    who,
)

pytestmark = pytest.mark.django_db
NIGHT = NOON + timedelta(hours=2)


def match(at=NIGHT):
    found = matching.match_labels(at=at, owner="Lea")
    give_surplus_back(at)
    return found


def copied(label, number, **changed):
    """Have the carrier sell one label more."""
    kept = {
        field.name: getattr(label, field.name)
        for field in SandboxLabel._meta.fields
        if field.name != "id"
    }
    new = {
        "provider_id": f"sbx_more_{number}",
        "tracking_number": f"SBX99999999999999{number:02}",
        "rate_id": f"rate_{number}",
    }
    return SandboxLabel.objects.create(**{**kept, **new, **changed})


def forget_order(purchase):
    """Lose what a backup of an hour ago would not have had."""
    CarrierCall.objects.filter(purchase=purchase).delete()
    SentOrder.objects.filter(purchase=purchase).delete()
    LabelPurchase.objects.filter(pk=purchase.pk).delete()
    SpendingDay.objects.all().delete()
    CaseSpending.objects.all().delete()


def listed():
    rows = LabelDifference.objects.open()
    return [(row.kind, row.subject, row.owner) for row in rows]


class TestMatch:
    def test_finds_nothing_where_all_agrees(self):
        bought()
        void_to_the_end(want_void(purchase=bought(), at=NOON))
        found = match()

        assert (found.read, found.mended, found.left) == (2, 0, 0)
        assert listed() == []

    def test_gives_back_a_label_sold_once_more_under_our_word(self):
        purchase = bought()
        more = copied(SandboxLabel.objects.get(), 1)
        found = match()

        assert (found.mended, listed()) == (1, [])
        assert [label.provider_id for label in paid(purchase)] != [more.provider_id]
        assert len(paid(purchase)) == 1
        row = LabelDifference.objects.get()
        assert (row.closed_by, row.kind) == ("Returnwell", "unknown_here")

    def test_adopts_labels_that_a_restored_backup_has_never_heard_of(self):
        lost, waiting = bought(), bought()
        names = {p.provider_id for p in (lost, waiting)}
        parcels = [lost.parcel, waiting.parcel]
        forget_order(lost)
        forget_order(waiting)
        LabelPurchase.objects.create(
            parcel=parcels[1], ref=waiting.ref, created_at=NOON
        )
        match()
        for purchase in LabelPurchase.objects.all():
            purchasing.settle(purchase_id=purchase.pk, at=NIGHT)

        rows = LabelPurchase.objects.filter(state="purchased").exclude(label_file="")
        assert set(rows.values_list("provider_id", flat=True)) == names
        assert SandboxLabel.objects.count() == 2
        assert checks.find_all(NIGHT + timedelta(days=2)) == []

    def test_gives_back_what_is_ours_by_its_word_though_no_parcel_is_known(self):
        bought()
        copied(SandboxLabel.objects.get(), 1, ref="NPRSTBCDFGHJK.1")
        copied(SandboxLabel.objects.get(ref="NPRSTBCDFGHJK.1"), 2, ref="shop-17")
        match()

        (refund,) = LabelRefund.objects.all()
        assert (refund.cause, refund.state) == ("stray", "returned")
        assert SandboxLabel.objects.get(ref="shop-17").voided_at is None

    def test_lists_what_a_person_must_explain_with_an_owner(self):
        dearer, gone, taken_back = bought(), bought(), bought()
        SandboxLabel.objects.filter(ref=dearer.ref).update(cost_cents=1234)
        SandboxLabel.objects.filter(ref=gone.ref).delete()
        SandboxLabel.objects.filter(ref=taken_back.ref).update(voided_at=NOON)
        SpendingDay.objects.update(cents=1)

        assert match().left == match(NIGHT + timedelta(hours=1)).left == 4
        assert sorted((kind, owner) for kind, _, owner in listed()) == [
            ("day_sum", "Lea"),
            ("not_listed", "Lea"),
            ("other_price", "Lea"),
            ("returned_there", "Lea"),
        ]

    def test_lists_money_that_the_carrier_keeps(self):
        purchase = bought(sender=who("SBX VOID REFUSED"))
        want_void(purchase=purchase, at=NOON)
        void_to_the_end(purchase)
        assert [kind for kind, _, _ in listed()] == ["refund_refused"]
        match()

        assert listed() == [("refund_refused", purchase.provider_id, "Lea")]

    def test_forgets_what_the_next_night_does_not_find(self):
        dearer = bought()
        label = SandboxLabel.objects.filter(ref=dearer.ref)
        label.update(cost_cents=1234)
        match()
        label.update(cost_cents=dearer.cost_cents)
        match(NIGHT + timedelta(hours=1))

        assert listed() == []
        assert LabelDifference.objects.get().close_reason == "No longer there."

    def test_leaves_alone_what_may_still_be_found_by_its_own_order(self):
        purchase = order(sender=who("SBX TIMEOUT AFTER BUY"))
        purchasing.settle(purchase_id=purchase.pk, at=NOON)
        match(NOON + timedelta(minutes=5))

        purchase.refresh_from_db()
        assert purchase.state == "unknown"
        settle_to_the_end(purchase, NOON + timedelta(minutes=5))
        assert len(paid(purchase)) == 1


class TestADifference:
    def test_is_taken_and_closed_by_a_person_with_a_reason(self):
        SandboxLabel.objects.filter(ref=bought().ref).update(cost_cents=1234)
        match()
        row = LabelDifference.objects.get()
        differences.take(difference_id=row.pk, owner="Max")
        closed = differences.close(
            difference_id=row.pk, by="Max", reason="Weighed again", at=NIGHT
        )

        assert (closed.owner, closed.close_reason) == ("Max", "Weighed again")
        with pytest.raises(differences.NotOpen):
            differences.close(difference_id=row.pk, by="Max", reason="x", at=NIGHT)


def told_of(ref, provider_id):
    """Keep what a hook says of a label sold, as read and not understood."""
    return CarrierHook.objects.create(
        carrier="sandbox",
        body=ref.encode(),
        body_hash=ref,
        proof="secret",
        received_at=NOON,
        look_at=NOON,
        state="parked",
        kind="purchase",
        provider_id=provider_id,
        ref=ref,
    )


class TestToldByAHook:
    def test_adopts_a_label_that_no_order_knows_without_waiting_for_the_night(self):
        lost = bought()
        told_of(lost.ref, lost.provider_id)
        parcel = lost.parcel
        forget_order(lost)
        assert matching.match_told(at=NOON, owner="Lea") == 0
        assert matching.match_told(at=NIGHT, owner="Lea") == 1

        (adopted,) = LabelPurchase.objects.all()
        assert (adopted.provider_id, adopted.parcel) == (lost.provider_id, parcel)
        assert adopted.state == "purchased"

    def test_gives_a_second_sale_back_within_minutes(self):
        kept = bought()
        copied(SandboxLabel.objects.get(), 1)
        told_of(kept.ref, "sbx_more_1")
        assert matching.match_told(at=NIGHT, owner="Lea") == 1
        give_surplus_back(NIGHT)

        refund = LabelRefund.objects.get()
        assert (refund.provider_id, refund.cause) == ("sbx_more_1", "surplus")
        assert SandboxLabel.objects.get(provider_id="sbx_more_1").voided_at
        kept.refresh_from_db()
        assert kept.state == "purchased"
        assert checks.parcels_with_two_labels() == []

    def test_gives_back_what_no_parcel_is_known_for(self):
        bought()
        copied(SandboxLabel.objects.get(), 1, ref="NPRSTBCDFGHJK.1")
        told_of("NPRSTBCDFGHJK.1", "sbx_more_1")
        matching.match_told(at=NIGHT, owner="Lea")
        assert LabelRefund.objects.get().cause == "stray"

    def test_lists_once_what_the_list_does_not_have_and_closes_it_when_it_does(self):
        label = SandboxLabel.objects.get(ref=bought().ref)
        told_of("NPRSTBCDFGHJK.1", "sbx_more_1")
        assert matching.match_told(at=NIGHT, owner="Lea") == 1
        assert matching.match_told(at=NIGHT, owner="Lea") == 0
        assert listed() == [("only_told", "sbx_more_1", "Lea")]

        copied(label, 1, ref="NPRSTBCDFGHJK.1")
        match()
        assert listed() == []

    def test_leaves_alone_what_somebody_else_bought_there(self):
        told_of("shop-17", "sbx_more_1")
        assert matching.match_told(at=NIGHT, owner="Lea") == 0

    def test_keeps_an_order_from_being_sent_again_while_its_label_is_told_of(self):
        purchase = order(sender=who("SBX TIMEOUT BEFORE BUY"))
        at = NOON
        purchasing.settle(purchase_id=purchase.pk, at=at)
        told_of(purchase.ref, "sbx_more_1")
        for _ in range(8):
            at += timedelta(minutes=20)
            purchasing.settle(purchase_id=purchase.pk, at=at)
        purchase.refresh_from_db()
        assert (purchase.state, purchase.attempt) == ("unknown", 1)
