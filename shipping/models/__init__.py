"""The rows of the carriers' floor, one noun per file."""

from shipping.models.carrier_call import CarrierCall
from shipping.models.carrier_hook import CarrierHook
from shipping.models.label_document import LabelDocument
from shipping.models.label_purchase import LabelPurchase
from shipping.models.parcel import Parcel
from shipping.models.parcel_movement import ParcelMovement
from shipping.models.sandbox_label import SandboxLabel
from shipping.models.shipment import Shipment
from shipping.models.spending_day import SpendingDay

__all__ = [
    "CarrierCall",
    "CarrierHook",
    "LabelDocument",
    "LabelPurchase",
    "Parcel",
    "ParcelMovement",
    "SandboxLabel",
    "Shipment",
    "SpendingDay",
]
