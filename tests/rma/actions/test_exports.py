"""Exports from the United States to be filed first, and boxes that go past our site."""

import pytest

from rma.actions import clearing, labelling
from rma.jobs import tell
from rma.messages import links
from rma.models import Destination, Message
from rma.queries import boxes
from shipping import exports, purchasing
from shipping.models import LabelPurchase
from tests.rma.actions.borders import AMERICAN, ITN, abroad, made
from tests.rma.builders import (
    CLERK,
    NOON,
    a_case,
    a_product,
    a_unit,
    broken,
    the_line,
)

pytestmark = pytest.mark.django_db


class TestExportsFromTheUnitedStates:
    @pytest.fixture
    def case(self):
        product = a_product("NVR-9", **made(list_price_cents=300_000, currency="USD"))
        return abroad("SN-1", product, AMERICAN)

    def refused(self, case):
        purchase = LabelPurchase.objects.active().get(
            parcel__shipment__reference=case.number
        )
        purchasing.settle(purchase_id=purchase.pk, at=NOON)
        purchase.refresh_from_db()
        assert "must be filed first" in purchase.problem
        assert purchase.problem_code == "export"
        return purchase.parcel

    @pytest.mark.django_db(transaction=True)
    def test_stop_until_the_desk_gives_a_number(self, case):
        parcel = self.refused(case)
        labelling.file_export(
            case=case.ref, parcel_id=parcel.pk, filing=ITN, by=CLERK, at=NOON
        )
        (box,) = boxes.of_case(case)
        assert box.wished.customs.export_filing == ITN
        assert LabelPurchase.objects.active().filter(parcel=box).count() == 1
        assert case.events.get(name="export.filed").facts["filing"] == ITN
        case.refresh_from_db()
        assert case.label_status == "pending"
        with pytest.raises(labelling.NotFailed):
            labelling.file_export(
                case=case.ref, parcel_id=parcel.pk, filing=ITN, by=CLERK, at=NOON
            )

    @pytest.mark.django_db(transaction=True)
    def test_go_on_with_the_number_that_the_customer_gives(self, case):
        self.refused(case)
        clearing.keep_export_proof(case=case.ref, proof="26US1", by=CLERK, at=NOON)
        assert not LabelPurchase.objects.active().exists()
        clearing.keep_export_proof(
            case=case.ref, proof="itn x2026 0302 123456", by=CLERK, at=NOON
        )
        (box,) = boxes.of_case(case)
        assert box.wished.customs.export_filing == ITN
        assert LabelPurchase.objects.active().filter(parcel=box).count() == 1

    @pytest.mark.django_db(transaction=True)
    def test_stay_filed_when_the_label_is_ordered_again(self, case):
        parcel = self.refused(case)
        labelling.file_export(
            case=case.ref,
            parcel_id=parcel.pk,
            filing=ITN,
            by=CLERK,
            at=NOON,
        )
        LabelPurchase.objects.active().update(state="declined")
        labelling.order_again(case=case.ref, parcel_id=parcel.pk, by=CLERK, at=NOON)
        (box,) = boxes.of_case(case)
        assert box.wished.customs.export_filing == ITN

    def test_no_other_box_is_filed(self):
        case = abroad("SN-1", a_product("CAM-9", **made()))
        (box,) = boxes.of_case(case)
        LabelPurchase.objects.update(state="declined")
        with pytest.raises(labelling.NotFailed):
            labelling.file_export(
                case=case.ref,
                parcel_id=box.pk,
                filing=exports.LOW_VALUE,
                by=CLERK,
                at=NOON,
            )
        assert the_line(case)


class TestBeyondOurSite:
    """A return within one customs territory, whose box goes to its maker abroad."""

    @pytest.fixture
    def case(self):
        Destination.objects.create(
            name="Maker",
            kind="maker",
            category="camera",
            street1="Way 1",
            city="Oslo",
            country="NO",
            why="The maker repairs these.",
        )
        return a_case(broken(a_unit("SN-1", product=a_product(**made())).serial))

    def test_is_shown_its_papers_and_asked_for_the_number(self, case, client):
        assert not case.crosses_a_border
        assert boxes.cross_a_border(case)
        client.get(links.tracking_url(case), follow=True)
        page = client.get(f"/r/{case.number}/").text
        assert "For customs" in page
        assert client.get(f"/r/{case.number}/export").status_code == 200


class TestThePageOfTheNumber:
    @pytest.mark.django_db(transaction=True)
    def test_takes_only_an_itn_where_the_label_waits_for_one(self, client):
        product = a_product("NVR-9", **made(list_price_cents=300_000, currency="USD"))
        case = abroad("SN-1", product, AMERICAN)
        label = LabelPurchase.objects.get()
        purchasing.settle(purchase_id=label.pk, at=NOON)
        labelling.report_refusal(purchase_id=label.pk, by=CLERK, at=NOON)
        client.get(links.tracking_url(case), follow=True)
        assert "such an export is filed first" in client.get(f"/r/{case.number}/").text

        where = f"/r/{case.number}/export"
        assert "The label waits for it." in client.get(where).text
        refused = client.post(where, {"proof": "26DE123"})
        assert refused.status_code == 422
        assert "That is no ITN" in refused.text
        assert 'value="26DE123"' in refused.text
        assert client.post(where, {"proof": ITN}).status_code == 302
        assert LabelPurchase.objects.active().count() == 1


class TestTheLetter:
    @pytest.mark.django_db(transaction=True)
    @pytest.mark.parametrize(
        ("code", "said"),
        [
            ("address", "Open your return and correct it there"),
            ("export", "tell us its number (ITN)"),
            ("no_rates", "There is nothing for you to do."),
        ],
    )
    def test_asks_for_what_its_reader_can_put_right(self, code, said):
        case = a_case(broken(a_unit("SN-1").serial))
        label = LabelPurchase.objects.get()
        LabelPurchase.objects.update(state="declined", problem_code=code)
        labelling.report_refusal(purchase_id=label.pk, by=CLERK, at=NOON)
        failed = case.events.get(name="label.failed")
        tell.tell(event_id=failed.pk, lease=None, at=NOON)
        (letter,) = Message.objects.filter(case=case, to=case.contact.email)
        assert said in letter.text
        assert ("nothing for you to do" in letter.text) is (code == "no_rates")
