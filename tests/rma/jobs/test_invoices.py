"""The invoices that customs want: of each box over a border, and of no other."""

from dataclasses import replace

import pytest

from outbox.models import Job
from rma.actions import clearing, handing_over
from rma.documents import invoice
from rma.jobs import fill_invoices
from rma.models import Document, Product
from rma.rules.customs import Purpose
from rma.rules.words import HandOver, ResolutionKind, Wish
from shipping.models import LabelPurchase, Parcel
from shipping.wishes import LabelFormat
from shipping.words import Address
from tests.rma.documents.samples import INVOICE
from tests.rma.jobs import world
from tests.rma.jobs.world import CUSTOMER, NOON, STAFF, later

SWISS = Address("Nora Keller", "Bahnhofstrasse 12", "Zürich", "8001", "CH")

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def case(monkeypatch):
    """A camera that comes from Switzerland, all that customs ask for known of it."""
    monkeypatch.setattr(world, "MARTA", SWISS)
    unit = world.camera()
    Product.objects.update(hs_code="85258900", origin_country="TW")
    return world.open_return(unit=unit, wish=Wish.REPAIR)


def told(case):
    return [content for _title, content in fill_invoices.invoices(case, NOON)]


def repaired(case):
    """Bring the unit to us, repair it, and pack it for the way home."""
    world.drain(NOON)
    world.carry(case, "in", later(days=2))
    world.receive(case, later(days=2))
    world.inspect(case, later(days=2))
    world.resolve(case, later(days=3), ResolutionKind.REPAIR)
    world.ship(case, later(days=4), serial="SN-0001")


class TestTheInvoiceOfTheWayHere:
    def test_says_what_the_carrier_was_told(self, case):
        (content,) = told(case)
        assert content.purpose is Purpose.REPAIR
        assert content.recipient_pays
        assert content.importer[0] == case.site.company
        assert content.signer == case.contact.name
        (item,) = content.items
        assert (item.serial, item.origin_country) == ("SN-0001", "TW")
        assert content.totals == (item.total,)

    @pytest.mark.slow
    def test_is_drawn_once_for_the_box_and_anew_for_the_next(self, case):
        world.drain(NOON)
        Job.objects.filter(kind="draw").exclude(ids__kind=invoice.KIND).delete()
        world.drain(NOON, draws=True)
        kept = Document.objects.get(kind=invoice.KIND)
        assert kept.box == Parcel.objects.get().code
        assert kept.read().startswith(b"%PDF-")
        handing_over.change_hand_over(
            case=case.ref,
            how=HandOver.LABEL,
            label_format=LabelFormat.PDF_A4,
            by=CUSTOMER,
            at=later(hours=1),
        )
        (content,) = told(case)
        assert content.parcel_code != kept.box
        kinds = Job.objects.filter(kind="draw", state="ready")
        assert "invoice" in {job.ids["kind"] for job in kinds}

    def test_is_made_where_the_customer_ships_it_as_well(self, case):
        own = world.open_return(
            unit=world.camera(), wish=Wish.REPAIR, hand_over=HandOver.OWN_CARRIER
        )
        assert len(told(own)) == 1
        assert not LabelPurchase.objects.filter(
            parcel__shipment__reference=own.number
        ).exists()

    def test_is_no_more_once_the_box_has_left(self, case):
        world.drain(NOON)
        world.carry(case, "in", later(days=1))
        assert told(case) == []

    def test_a_return_within_the_union_has_none(self):
        at_home = world.open_return()
        assert told(at_home) == []
        world.drain(NOON)
        kinds = Job.objects.filter(kind="draw").values_list("ids__kind", flat=True)
        assert "invoice" not in kinds


class TestTheInvoiceOfTheWayBack:
    def test_is_signed_by_us_and_names_the_proof_of_export(self, case):
        for proof in ("26CH 0001", "  26CH0012 345 ", "26CH0012 345"):
            clearing.keep_export_proof(
                case=case.ref, proof=proof, by=STAFF, at=later(days=1)
            )
        assert case.events.filter(name="export.proved").count() == 2

        repaired(case)

        (content,) = told(case)
        assert not content.is_to_us
        assert content.purpose is Purpose.REPAIR
        assert content.export_proof == "26CH0012 345"
        assert content.signer == case.site.contact_name
        assert content.recipient[0] == SWISS.name
        assert content.importer == ()
        assert content.items[0].serial == "SN-0001"
        html = invoice.sheet(content).html
        assert "Goods after repair under warranty" in html
        assert "on the proof of export" in html

    @pytest.mark.parametrize(
        ("purpose", "title", "why"),
        [
            (Purpose.WARRANTY_EXCHANGE, "Pro-forma invoice", "Replacement under"),
            (Purpose.SALE, "Commercial invoice", "Sale: paid for by the recipient."),
            (Purpose.RETURN, "Pro-forma invoice", "sent back to their owner as they"),
        ],
    )
    def test_has_papers_of_its_own_for_each_purpose(self, purpose, title, why):
        content = replace(INVOICE, purpose=purpose, is_to_us=False)
        html = invoice.sheet(content).html
        assert title in html
        assert why in html
        is_pro_forma = "nothing is paid for these goods" in html
        assert is_pro_forma is (purpose is not Purpose.SALE)
