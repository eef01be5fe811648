"""Receipts, agreements, serials and policies that are tried, at the desk."""

import uuid

import pytest

from rma.actions import proving
from rma.models import (
    Agreement,
    Case,
    DeniedSerial,
    Policy,
    Preparation,
    PurchaseProof,
    Unit,
)
from rma.rules.actors import Actor, ActorKind
from tests.rma.builders import NOON, a_case, a_unit, an_account, broken

JO = Actor(ActorKind.CUSTOMER, "Jo Weber")


def told(**values):
    return {"once": uuid.uuid4().hex} | values


class TestReceipts:
    @pytest.fixture
    def proof(self):
        case = a_case()
        proving.hand_in_proof(
            case=case.ref,
            position=1,
            bought_on=NOON.date(),
            seller="Foto Huber",
            by=JO,
            at=NOON,
        )
        return PurchaseProof.objects.get()

    def test_waits_in_a_queue_until_somebody_decides(self, warranty, proof):
        assert "Foto Huber" in warranty.get(f"/desk/receipts/{proof.pk}").text
        assert proof.line.case.number in warranty.get("/desk/receipts/").text
        no = told(bought_on="2026-03-01", is_accepted="no")
        refused = warranty.post(f"/desk/receipts/{proof.pk}", no)
        assert "reason" in refused.context["form"].errors
        yes = told(bought_on="2026-03-01", is_accepted="yes")
        for _ in range(2):
            warranty.post(f"/desk/receipts/{proof.pk}", yes)
        assert Unit.objects.get().proved_on.isoformat() == "2026-03-01"
        assert "No receipt waits" in warranty.get("/desk/receipts/").text


class TestAgreements:
    def test_are_kept_listed_and_changed(self, lead, warehouse):
        a_unit()
        said = {
            "account": "c-1",
            "number": "A-1",
            "name": "Gold",
            "kind": "service",
            "starts_on": "2026-01-01",
            "ends_on": "2027-01-01",
            "repairs_free": "on",
        }
        wrong = lead.post("/desk/agreements/new", told(**said, serials="SN-1\nSN-X"))
        assert "SN-X" in str(wrong.context["form"].errors)
        lead.post("/desk/agreements/new", told(**said, serials="sn-1"))
        row = Agreement.objects.get()
        assert row.named.get().unit.serial == "SN-1"
        assert "A-1 Gold" in warehouse.get("/desk/agreements/?text=gold").text
        page = lead.get(f"/desk/agreements/{row.pk}")
        assert "SN-1" in page.text
        backwards = told(**(said | {"ends_on": "2025-01-01"}), serials="")
        again = lead.post(f"/desk/agreements/{row.pk}", backwards)
        assert "ends_on" in again.context["form"].errors

    def test_units_change_their_owner(self, lead):
        a_unit()
        an_account("C-2")
        move = {"before": "C-1", "after": "C-2", "serials": "SN-1", "reason": "Sold."}
        lead.post("/desk/units/transfer", told(**move))
        assert Unit.objects.get().account.number == "C-2"


class TestSerials:
    def test_come_on_the_list_and_off_again(self, lead):
        lead.post("/desk/serials/new", told(serial="Q-7", kind="stolen", note=""))
        row = DeniedSerial.objects.get()
        assert "Q-7" in lead.get("/desk/serials/?text=q7").text
        assert "Q-7" not in lead.get("/desk/serials/?text=zz").text
        lead.post(f"/desk/serials/{row.pk}/lift", told(reason="Found."))
        assert lead.get(f"/desk/serials/{row.pk}/lift").status_code == 404

    def test_on_the_list_are_named_where_a_return_of_them_is_decided(self, lead):
        a_unit("SN-1")
        lead.post("/desk/serials/new", told(serial="SN-1", kind="stolen", note=""))
        case = a_case(broken("SN-1"))
        page = lead.get(f"/desk/returns/{case.number}").text

        assert "On the list of serial numbers: Stolen." in page
        assert 'href="/desk/serials/?text=SN-1"' in page


class TestPolicies:
    def test_one_is_tried_on_what_was_and_nothing_is_written(self, admin):
        a_unit("SN-2", shipped_on="2020-01-01")
        case = a_case(broken("SN-2"))
        row = Case.objects.get(pk=case.pk).policy
        where = f"/desk/settings/policies/{row.pk}"
        form = admin.get(where).context["form"]
        said = ((field.html_name, field.value()) for field in form)
        filled = {name: value for name, value in said if value is not None}
        filled = {name: value for name, value in filled.items() if value is not False}
        page = admin.post(where, filled | {"uncovered": "flag", "try": "1"})
        assert "1 of 1 units" in page.text
        assert "We accept it all the same." in page.text
        assert Policy.objects.filter(name=row.name).count() == 1
        wrong = admin.post(where, filled | {"shown": "doa: a song", "try": "1"})
        assert "shown" in wrong.context["form"].errors

    def test_a_profile_begins_like_another(self, admin):
        row = Policy.objects.get(party="person")
        said = {"name": "Austria", "party": "person", "starts_on": "2026-03-10"}
        where = f"/desk/settings/policies/{row.pk}/like"
        wrong = admin.post(where, told(**said, countries="Austria"))
        assert "countries" in wrong.context["form"].errors
        admin.post(where, told(**said, countries="at, ch"))
        made = Policy.objects.get(name="Austria")
        assert (made.countries, made.keeps_law, made.version) == ("AT CH", True, 1)
        assert "2024/1799" in admin.get("/desk/settings/law").text


class TestPreparations:
    """What senders do before they pack, written at the desk."""

    def test_are_kept_changed_and_listed(self, admin):
        a_unit()
        where = "/desk/settings/preparing/"
        said = {"title": "Reset it", "detail": "Hold the button.", "position": "5"}
        assert "No step of your own yet" in admin.get(where).text
        neither = admin.post(f"{where}new", said | {"category": "", "sku": ""})
        assert "category" in neither.context["form"].errors
        assert "Hold the button." in neither.text
        unknown = admin.post(f"{where}new", said | {"category": "", "sku": "NO-1"})
        assert "sku" in unknown.context["form"].errors
        family = Unit.objects.get().product.category
        sent = said | {"category": family, "sku": "", "is_active": "on"}
        assert admin.post(f"{where}new", sent)["Location"] == where
        row = Preparation.objects.get()
        page = admin.get(where).text
        assert "5. Reset it" in page
        assert family in page
        off = said | {"category": family, "sku": "", "picture": "reset"}
        admin.post(f"{where}{row.pk}", off | {"title": "Reset it twice"})
        row.refresh_from_db()
        assert (row.title, row.is_active) == ("Reset it twice", False)
        assert row.picture == "reset"
        odd = admin.post(f"{where}{row.pk}", off | {"picture": "hand_over"})
        assert "picture" in odd.context["form"].errors

    def test_are_the_administrators(self, warehouse, lead):
        for person in (warehouse, lead):
            assert person.get("/desk/settings/preparing/").status_code in (403, 404)


class TestClosingAnAccount:
    def test_says_what_goes_then_what_is_in_the_way_then_does_it(self, admin, lead):
        case = a_case()
        page = f"/desk/customers/{case.account_id}"
        assert f"{page}/close" in admin.get(page).text
        assert f"{page}/close" not in lead.get(page).text
        assert lead.get(f"{page}/close").status_code in (403, 404)
        assert "deleted for good" in admin.get(f"{page}/close").text
        no = admin.post(f"{page}/close", told(reason="Asked by letter."))
        assert "Still open: returns under way." in no.text
        assert "Asked by letter." in no.text
        Case.objects.update(status="cancelled", closed_at=NOON)
        sent = told(reason="Asked by letter.")
        for _ in range(2):
            assert admin.post(f"{page}/close", sent)["Location"] == page
        assert "This account is closed" in admin.get(page).text
