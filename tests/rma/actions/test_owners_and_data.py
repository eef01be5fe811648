"""Owners, data and profiles, through the use cases."""

from datetime import date

import pytest

from rma.actions import covering, declaring
from rma.models import (
    Account,
    Agreement,
    AgreementUnit,
    ErasureDeclaration,
    Policy,
    Unit,
)
from rma.rules.actors import Actor, ActorKind
from rma.rules.erasure import Erasure
from rma.rules.words import Basis, Decision, Reason, Wish
from shipping.models import Shipment
from tests.rma import builders
from tests.rma.builders import CLERK, NOON, a_case, a_unit, an_account, broken, the_line

pytestmark = pytest.mark.django_db
JO = Actor(ActorKind.CUSTOMER, "Jo Weber")


class TestOwners:
    def test_a_unit_goes_to_another_account_with_its_cover(self):
        a_unit()
        move = {
            "from_id": an_account().pk,
            "to_id": an_account("C-2").pk,
            "serials": ["sn-1"],
            "reason": "Sold with the branch.",
            "by": CLERK,
            "at": NOON,
        }
        with pytest.raises(covering.UnitsNotTheirs):
            covering.transfer_units(**(move | {"serials": ["SN-7"]}))
        covering.transfer_units(**move)
        unit = Unit.objects.get()
        assert unit.account == an_account("C-2")
        assert unit.transfers.get().why == "Sold with the branch."

    def test_a_licence_goes_along_where_all_it_names_does(self):
        first, second = a_unit(), a_unit("SN-2")
        named = {
            "alone": ("licence", [first]),
            "shared": ("licence", [first, second]),
            "care": ("service", [first]),
        }
        for number, (kind, units) in named.items():
            row = Agreement.objects.create(
                number=number,
                name=number,
                kind=kind,
                account=an_account(),
                starts_on=date(2026, 1, 1),
                ends_on=date(2027, 1, 1),
            )
            for unit in units:
                AgreementUnit.objects.create(
                    agreement=row, unit=unit, since=date(2026, 1, 1)
                )
        covering.transfer_units(
            from_id=an_account().pk,
            to_id=an_account("C-2").pk,
            serials=["SN-1"],
            reason="Sold on.",
            with_licences=True,
            by=CLERK,
            at=NOON,
        )
        gone = Agreement.objects.filter(account=an_account("C-2"))
        assert [row.number for row in gone] == ["alone"]
        here = AgreementUnit.objects.filter(unit=first, left_on=None)
        assert [row.agreement.number for row in here] == ["alone"]
        assert Account.objects.get(number="C-2").has_agreements

    def test_not_while_it_is_out_on_a_return(self):
        a_case()
        with pytest.raises(covering.OutOnReturn):
            covering.transfer_units(
                from_id=an_account().pk,
                to_id=an_account("C-2").pk,
                serials=["SN-1"],
                reason="Sold.",
                by=CLERK,
                at=NOON,
            )

    def test_a_resellers_customer_is_told_who_helps_or_taken_in(self):
        shop = an_account("R-1", end_customers="to_them", shown_as="Foto Huber, 123")
        a_unit(account=shop)
        line = the_line(a_case(broken()))
        assert line.decision == Decision.NEEDS_REVIEW
        assert line.ruling[0]["who"] == "Foto Huber, 123"
        line.case.lines.update(ended_at=NOON)
        shop.end_customers = "to_us"
        shop.save()
        assert the_line(a_case(broken())).decision == Decision.APPROVED


class TestData:
    def test_the_label_waits_until_the_owner_has_spoken(self):
        disk = builders.a_product("NVR-1", holds_data=True)
        a_unit("NV-1", product=disk)
        case = a_case(broken("NV-1"))
        assert (case.situation, case.label_status) == ("declare_data", "")
        assert not Shipment.objects.exists()
        answers = {1: Erasure.KEPT_DISK}
        for _ in range(2):
            declaring.declare_erasure(case=case.ref, answers=answers, by=JO, at=NOON)
        case.refresh_from_db()
        assert (case.situation, case.label_status) == ("label_pending", "pending")
        assert Shipment.objects.count() == 1
        assert "disk" in ErasureDeclaration.objects.first().words
        assert case.promises.filter(step="label", state="open").count() == 1

    def test_said_with_the_request_nothing_waits(self):
        a_unit("NV-1", product=builders.a_product("NVR-1", holds_data=True))
        case = a_case(broken("NV-1", erasure=Erasure.ERASED))
        assert case.label_status == "pending"
        assert ErasureDeclaration.objects.get().choice == "erased"

    def test_nothing_is_declared_where_nothing_is_held(self):
        case = a_case()
        with pytest.raises(declaring.NothingToDeclare):
            declaring.declare_erasure(
                case=case.ref, answers={1: Erasure.ERASED}, by=JO, at=NOON
            )

    def test_a_policy_may_want_the_disk(self):
        Policy.objects.update(may_keep_disk=False)
        a_unit("NV-1", product=builders.a_product("NVR-1", holds_data=True))
        case = a_case(broken("NV-1"))
        with pytest.raises(declaring.NotYourChoice):
            declaring.declare_erasure(
                case=case.ref, answers={1: Erasure.KEPT_DISK}, by=JO, at=NOON
            )


class TestProfiles:
    def test_one_that_names_the_country_wins_and_its_newest_version_counts(self):
        here = Policy.objects.get(party="company")
        near = Policy.objects.create(
            name="Austria",
            party="company",
            site=here.site,
            countries="AT CH",
            starts_on=date(2025, 1, 1),
        )
        find = Policy.objects.in_force
        assert find("company", NOON.date(), "AT") == near
        assert find("company", NOON.date(), "DE") == here
        assert find("company", date(2024, 6, 1), "AT") == here
        Policy.objects.create(
            name="Austria",
            version=2,
            party="company",
            site=here.site,
            countries="AT CH",
            starts_on=date(2026, 1, 1),
            ends_on=date(2026, 2, 1),
        )
        # It has ended; its first version does not come back.
        assert find("company", NOON.date(), "AT") == here

    def test_consumers_give_back_by_law_and_pay_no_fee_for_it(self):
        person = an_account("P-1", kind="person")
        a_unit(account=person, delivered_on=date(2026, 3, 2))
        wanted = broken(reason=Reason.UNWANTED, wish=Wish.REFUND)
        line = the_line(a_case(wanted, account_id=person.pk))
        assert (line.basis, line.decision) == (Basis.LAW, Decision.APPROVED)
        assert line.covered_until == date(2026, 3, 16)
