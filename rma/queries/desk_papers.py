"""Labels and documents of a case with their bytes, as the desk opens them."""

from dataclasses import dataclass

from django.core.files.storage import default_storage

from rma.models import Case, Document
from shipping.models import LabelPurchase, Parcel
from shipping.words import Direction

_SUFFIXES = {
    "application/pdf": "pdf",
    "application/zip": "zip",
    "application/zpl": "zpl",
    "image/png": "png",
}


@dataclass(frozen=True, slots=True)
class Found:
    """Hold one file: its bytes, its type, and the name it is saved under."""

    content: bytes
    media_type: str
    name: str


def parcel_of(case: Case, parcel_id: int) -> Parcel | None:
    """Return a parcel of a case that a carrier knows by a number."""
    rows = Parcel.objects.filter(pk=parcel_id, shipment__reference=case.number)
    return rows.exclude(tracking_number="").first()


def box_of(case: Case, parcel_id: int) -> Parcel | None:
    """Return a box of a case that comes to us."""
    rows = Parcel.objects.filter(pk=parcel_id, shipment__reference=case.number)
    return rows.filter(shipment__direction=Direction.IN).first()


def label_of(case: Case, purchase_id: int) -> Found | None:
    """Return a carrier's label of a case, once it is there."""
    rows = LabelPurchase.objects.filter(
        pk=purchase_id, parcel__shipment__reference=case.number
    )
    bought = rows.exclude(label_file="").first()
    if bought is None or not default_storage.exists(bought.label_file):
        return None
    media_type = bought.label_type or "application/pdf"
    return Found(_read(bought.label_file), media_type, _name(case, "label", media_type))


def paper_of(case: Case, paper_id: int) -> Found | None:
    """Return one of our own documents of a case."""
    kept = Document.objects.filter(case=case, pk=paper_id).first()
    if kept is None or not default_storage.exists(kept.file):
        return None
    return Found(kept.read(), kept.media_type, _name(case, kept.kind, kept.media_type))


def _read(name: str) -> bytes:
    with default_storage.open(name) as stored:
        return bytes(stored.read())


def _name(case: Case, kind: str, media_type: str) -> str:
    return f"{case.number}-{kind}.{_SUFFIXES.get(media_type, 'bin')}"
