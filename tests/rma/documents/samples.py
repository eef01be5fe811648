"""One plausible content of every document."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from rma.documents import (
    agreement,
    claim_packet,
    erasure_form,
    invoice,
    parcel_label,
    report,
    slip,
    steps,
)
from rma.documents.sheets import Contact, Frame
from rma.rules.customs import Purpose
from rma.rules.money import Money

CODE = "BCDFGHJKNPRSF"
PARCEL_CODE = "VXTSRPNKJHGFS"
MADRID = ZoneInfo("Europe/Madrid")
WORDS = "Picture is gone since the storm; the light blinks red three times."

FRAME = Frame(
    company="Northgate Security Supply",
    code=CODE,
    base_url="https://returns.example.com",
    contact=Contact(
        name="Ana Silva",
        hours="Monday to Friday, 9:00 to 17:00 (Europe/Madrid)",
        phone="+34 911 23 45 67",
        email="returns@example.com",
        page="returns.example.com",
    ),
    drawn_at=datetime(2025, 11, 22, 14, 5, tzinfo=MADRID),
)
SLIP = slip.SlipContent(
    frame=FRAME,
    items=(
        slip.SlipItem(
            name="Dome camera 4 MP",
            sku="CAM-4021",
            serial="SN-2291-88A",
            told=WORDS,
            remedy="a new unit, sent first",
        ),
        slip.SlipItem(name="Network recorder", serial="NVR16-000482", quantity=1),
    ),
    steps=steps.packing_steps(
        holds_data=True, lithium="contained", send_by=date(2025, 12, 9)
    ),
    keep=("cables and power supplies", "mounts", "manuals", "memory cards"),
    declared=("You declared: all data on it is erased.",),
    plan=(
        slip.PlanStep("You hand the parcel over", "You", date(2025, 12, 9)),
        slip.PlanStep("We check it and write to you", "We", date(2025, 12, 15)),
    ),
    parcels=2,
    send_by=date(2025, 12, 9),
    send_to=("Northgate Returns", "Calle de Alcalá 501", "28027 Madrid"),
    worst_case="The most this can cost you is 35.00 EUR, if we find no fault.",
    costs=("Nothing is charged before you have agreed to it.",),
)
LABEL = parcel_label.ParcelLabelContent(
    frame=FRAME,
    parcel_code=PARCEL_CODE,
    site="NORTHGATE MADRID",
    ship_to=("Northgate Returns", "Dock 4", "Calle de Alcalá 501", "28027 Madrid"),
    service=parcel_label.Service.ADVANCE,
    item="Dome camera 4 MP",
    parcel=1,
    parcels=2,
    mark="Lithium battery inside",
)
TERMS = agreement.AgreementTerms(
    new_item="a new Dome camera 4 MP",
    ships_by=date(2025, 11, 24),
    old_item="Dome camera 4 MP",
    old_serial="SN-2291-88A",
    return_days=14,
    not_returned=Money(21400, "EUR"),
)
ERASURE = erasure_form.ErasureContent(
    frame=FRAME,
    declared=(
        erasure_form.Declared(
            item="Teido Recorder, 8 channels",
            serial="TD-1",
            words="I have erased all data on it, or it never held any of mine.",
            by="Jo Weber",
            at=datetime(2025, 11, 22, 14, 5, tzinfo=MADRID),
        ),
    ),
)
AGREEMENT = agreement.AgreementContent(
    frame=FRAME,
    terms=TERMS,
    acceptance=agreement.Acceptance(
        name="Marta Ruiz",
        at=datetime(2025, 11, 22, 14, 1, tzinfo=MADRID),
        address="203.0.113.7",
    ),
    law="Spanish law applies.",
)
CLAIM = claim_packet.ClaimContent(
    frame=FRAME,
    claim_number="CLM-0042",
    maker="Hikari Optics",
    kind="Warranty replacement",
    file_by=date(2025, 12, 9),
    unit=(
        claim_packet.Fact("Serial number", "SN-2291-88A"),
        claim_packet.Fact("Lot", ""),
    ),
    purchase=(claim_packet.Fact("Bought from you", "3 March 2024"),),
    cover=claim_packet.Cover(
        clause="Clause 4.2 of your terms: 24 months from delivery.",
        starts_on=date(2024, 4, 18),
        starts_with="shipped to the customer",
        months=24,
        ends_on=date(2026, 4, 18),
        failed_on=date(2025, 11, 18),
    ),
    failure=WORDS,
    asked_for="Credit of the unit and the freight",
    costs=(
        claim_packet.CostLine("Unit at purchase price", Money(17900, "EUR")),
        claim_packet.CostLine("Freight both ways", Money(3500, "EUR")),
    ),
    inspected_by="A. S., warranty desk",
    inspected_on=date(2025, 11, 28),
    reproduced=True,
    inspection_notes="Sensor board dead.",
    checks=(claim_packet.Check("Power", "low", "1.1 W"),),
    photos=(claim_packet.Photo("Nameplate", "9f86d081884c7d65" * 4),),
    done=("New unit shipped first.",),
    history=("Same lot: sensor board, 2 June 2025",),
)
REPORT = report.ReportContent(
    frame=FRAME,
    headline="Your recorder works again",
    item="Network recorder",
    serial="NVR16-000482",
    told="Restarts every night at two.",
    found="The power supply dropped under load.",
    cause="A capacitor had aged early.",
    done=("Power supply replaced",),
    tests=("24 h under full load",),
    covered_until=date(2027, 11, 28),
    kept=(report.Kept("Inspection", date(2025, 12, 15), date(2025, 12, 12)),),
    advice=(report.Advice("Set the clock", "Backup at two", "It runs at noon"),),
    costs=(report.Cost("Repair", Money(0, "EUR")),),
    check_in_on=date(2026, 1, 9),
)
INVOICE = invoice.InvoiceContent(
    frame=FRAME,
    parcel_code=PARCEL_CODE,
    purpose=Purpose.REPAIR,
    is_to_us=True,
    sender=("Nora Keller", "Bahnhofstrasse 12", "Zürich 8001", "CH"),
    recipient=("Northgate Returns", "Calle de Alcalá 501", "Madrid 28027", "ES"),
    items=(
        invoice.InvoiceItem(
            description="Dome camera 4 MP",
            quantity=2,
            value=Money(21400, "EUR"),
            weight_grams=640,
            serial="SN-2291-88A",
            sku="CAM-4021",
            origin_country="TW",
            tariff_number="85258900",
        ),
    ),
    recipient_pays=True,
    signer="Nora Keller",
    importer=("Northgate Security Supply", "Calle de Alcalá 501", "Madrid 28027", "ES"),
    importer_number="ESB12345678",
)

ALL = {
    slip: SLIP,
    parcel_label: LABEL,
    invoice: INVOICE,
    agreement: AGREEMENT,
    erasure_form: ERASURE,
    claim_packet: CLAIM,
    report: REPORT,
}
