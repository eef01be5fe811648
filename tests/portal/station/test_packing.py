"""What leaves: listed by urgency and shelf, scanned, labelled, handed over."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from rma.actions import dispatching, receiving, resolving
from rma.models import Dispatch, Placement, Shelf, Site, Unit, User
from rma.rules.words import ResolutionKind, Role
from rma.steps.counting import Arrival
from shipping import purchasing
from shipping.models import LabelPurchase, Parcel
from tests.rma import builders
from tests.rma.actions.test_lending import lent
from tests.rma.builders import CLERK, NOON, later, the_line
from tests.rma.jobs import world

pytestmark = pytest.mark.django_db
LIST = reverse("station:out")


@pytest.fixture(autouse=True)
def soon_after(time_machine):
    time_machine.move_to(later(hours=1))


@pytest.fixture
def packer():
    user = User.objects.create_user(
        "pack@desk.example", name="P. Acker", role=Role.WAREHOUSE.value
    )
    client = Client()
    client.force_login(user)
    return client


def waiting(kind=ResolutionKind.RETURN_AS_IS, serial="SN-1"):
    """Return what waits to leave for a unit that was resolved so."""
    builders.a_unit(serial)
    case = builders.a_case(builders.broken(serial))
    arrivals = (Arrival(serial=serial),)
    receiving.receive_units(case=case.ref, arrivals=arrivals, by=CLERK, at=NOON)
    resolving.resolve_units(case=case.ref, kind=kind, serial=serial, by=CLERK, at=NOON)
    return Dispatch.objects.select_related("line__case").get(line=the_line(case))


def page(dispatch, name="pack"):
    return reverse(f"station:{name}", args=[dispatch.pk])


class TestTheList:
    def test_shows_what_leaves_by_shelf_with_the_hour_the_carrier_comes(self, packer):
        dispatch = waiting()
        shelf = Shelf.objects.create(site=Site.objects.default(), name="B2", code="X")
        Placement.objects.create(line=dispatch.line, shelf=shelf, at=NOON, by="C")
        shown = packer.get(LIST)
        (row,) = shown.context["list"].later
        assert (row.shelf, row.serial, row.state) == ("B2", "SN-1", "to_pick")
        assert "The carrier collects at <b>16:00</b>" in shown.content.decode()
        assert "Kamera Weber" not in shown.content.decode()

    def test_is_late_once_its_day_has_passed(self, packer, time_machine):
        waiting()
        time_machine.move_to(later(days=9))
        assert len(packer.get(LIST).context["list"].late) == 1

    def test_says_when_nothing_waits(self, packer):
        assert "Nothing waits to leave" in packer.get(LIST).content.decode()

    def test_is_not_for_devices(self, at_work):
        assert at_work.get(LIST).status_code == 403


class TestTheLabelInside:
    def test_is_printed_where_the_box_is_packed(self, packer):
        case = lent()
        dispatch = Dispatch.objects.get(line__case=case, kind="loaner")
        for where in (page(dispatch), reverse("station:sheet", args=[case.number])):
            assert "The return label is being made." in packer.get(where).text
        label = LabelPurchase.objects.get(parcel__inside=dispatch.box_code)
        purchasing.settle(purchase_id=label.pk, at=NOON)
        printed = reverse("station:label", args=[case.number, label.pk])
        for where in (page(dispatch), reverse("station:sheet", args=[case.number])):
            assert printed in packer.get(where).text
        assert packer.get(printed).status_code == 200

    def test_that_was_refused_says_why(self, packer):
        case = lent()
        dispatch = Dispatch.objects.get(line__case=case, kind="loaner")
        LabelPurchase.objects.filter(parcel__inside=dispatch.box_code).update(
            state="declined", problem="No such street."
        )
        assert "No such street." in packer.get(page(dispatch)).text


class TestPacking:
    def test_another_unit_is_a_stop_and_binds_nothing(self, packer):
        dispatch = waiting()
        answer = packer.post(page(dispatch), {"serial": "SN-2"})
        assert answer.status_code == 422
        assert "STOP: this is another unit. SN-1 must leave." in answer.content.decode()
        dispatch.refresh_from_db()
        assert dispatch.shipped_at is None

    def test_says_whether_the_scan_may_be_left_out(self, packer):
        dispatch = waiting(ResolutionKind.REPLACEMENT)
        shown = packer.get(page(dispatch))
        assert "A must: the scan binds this very unit" in shown.content.decode()
        assert packer.post(page(dispatch), {"serial": ""}).status_code == 422
        dispatch.line.unit, dispatch.line.serial = None, ""
        dispatch.line.save()
        shown = packer.get(page(dispatch))
        assert "only where the new unit has none" in shown.content.decode()
        answer = packer.post(page(dispatch), {"serial": "", "has_no_serials": "on"})
        assert answer.status_code == 302

    def test_a_number_of_another_makers_is_a_stop_until_somebody_looked(self, packer):
        dispatch = waiting(ResolutionKind.REPLACEMENT)
        recorder = builders.a_product(
            "REC-1", manufacturer=builders.a_maker("Teido"), name="Recorder"
        )
        builders.a_unit("TR-10044", product=recorder)
        told = {"serial": "tr 10044"}
        answer = packer.post(page(dispatch), told)
        said = answer.content.decode()
        assert answer.status_code == 422
        assert "STOP: we know this number as Recorder, TR-10044." in said
        assert packer.post(page(dispatch), told).status_code == 422
        answer = packer.post(page(dispatch), told | {"is_makers_own": "on"})
        assert answer.status_code == 302
        maker = builders.a_maker()
        assert Unit.objects.get(left_with=dispatch).manufacturer == maker

    def test_our_own_label_on_the_unit_stands_for_it(self, packer):
        dispatch = waiting()
        code = f"https://x.example/S/{dispatch.line.case.code}"
        assert packer.post(page(dispatch), {"serial": code}).status_code == 302
        dispatch.refresh_from_db()
        assert dispatch.unit.serial == "SN-1"

    def test_our_own_label_is_no_serial_of_a_new_unit(self, packer):
        dispatch = waiting(ResolutionKind.REPLACEMENT)
        code = f"https://x.example/S/{dispatch.line.case.code}"
        answer = packer.post(page(dispatch), {"serial": code})
        assert "This is a code of ours." in answer.content.decode()
        assert not Unit.objects.exclude(serial="SN-1").exists()

    def test_a_makers_symbol_binds_the_serial_in_it(self, packer):
        dispatch = waiting(ResolutionKind.REPLACEMENT)
        symbol = "010401234567890121NEW-7"
        assert packer.post(page(dispatch), {"serial": symbol}).status_code == 302
        assert Unit.objects.get(left_with=dispatch).serial == "NEW-7"

    def test_a_wrong_label_is_a_stop_the_right_one_waits_for_the_carrier(
        self, packer, drained
    ):
        dispatch = waiting()
        packer.post(page(dispatch), {"serial": "SN-1"})
        drained()
        number = Parcel.objects.get(shipment__dispatches=dispatch).tracking_number
        wrong = packer.post(page(dispatch, "check_label"), {"label": "OTHER-123456"})
        assert wrong.status_code == 422
        assert "STOP: this label belongs to another box." in wrong.content.decode()
        right = packer.post(page(dispatch, "check_label"), {"label": number})
        assert right["Location"] == LIST
        (row,) = packer.get(LIST).context["list"].ready
        assert row.tracking_number == number
        assert packer.post(reverse("station:taken")).status_code == 302
        assert Parcel.objects.get(pk=row.parcel_id).state == "handed_over"
        assert packer.get(LIST).context["list"].is_empty
        assert packer.get(page(dispatch)).status_code == 404

    def test_before_its_label_is_there_nothing_can_be_compared(self, packer):
        dispatch = waiting()
        dispatching.ship_unit(
            case=dispatch.line.case_id,
            dispatch_id=dispatch.pk,
            serials=("SN-1",),
            by=CLERK,
            at=NOON,
        )
        assert "Label is being made" in packer.get(page(dispatch)).content.decode()
        told = {"label": "ANYTHING-1"}
        assert packer.post(page(dispatch, "check_label"), told).status_code == 422


@pytest.fixture
def drained():
    """Return how to let a worker do all that is owed."""
    return lambda: world.drain(later(hours=1))


class TestWhatIsPrinted:
    def test_a_label_is_of_the_kind_the_carrier_drew(self, packer):
        case = builders.a_case()
        world.drain(NOON)
        purchase = LabelPurchase.objects.get(parcel__shipment__reference=case.number)
        where = reverse("station:label", args=[case.number, purchase.pk])
        assert packer.get(where)["Content-Type"] == "application/pdf"
        LabelPurchase.objects.update(label_type="application/zpl")
        printed = packer.get(where)
        assert printed["Content-Type"] == "application/zpl"
        assert ".zpl" in printed["Content-Disposition"]
        gone = reverse("station:label", args=[case.number, purchase.pk + 1])
        assert packer.get(gone).status_code == 404

    def test_a_customs_invoice_that_is_being_made_leads_back_to_the_sheet(self, packer):
        case = builders.a_case()
        box = Parcel.objects.get(shipment__reference=case.number)
        where = reverse("station:invoice", args=[case.number, box.code])
        sheet = reverse("station:sheet", args=[case.number])
        assert packer.get(where)["Location"] == sheet
        name = default_storage.save("invoice.pdf", ContentFile(b"%PDF-"))
        case.documents.create(
            kind="invoice", box=box.code, title="Invoice", file=name, made_at=NOON
        )
        assert packer.get(where).content == b"%PDF-"


class TestTheSticker:
    def test_of_a_unit_that_leaves_leads_to_its_return_and_names_no_person(
        self, packer
    ):
        dispatch = waiting()
        number = dispatch.line.case.number
        body = packer.get(reverse("station:again_label", args=[number])).text
        assert number in body
        assert "<svg" in body
        assert "Failed again?" in body
        assert "Jo Weber" not in body
