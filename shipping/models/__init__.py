"""The rows of the carriers' floor, one noun per file."""

from shipping.models.buying_rules import BuyingRules
from shipping.models.call_budget import CallBudget
from shipping.models.carrier_call import CarrierCall
from shipping.models.carrier_circuit import CarrierCircuit
from shipping.models.carrier_hook import CarrierHook
from shipping.models.case_spending import CaseSpending
from shipping.models.label_difference import LabelDifference
from shipping.models.label_document import LabelDocument
from shipping.models.label_purchase import LabelPurchase
from shipping.models.label_refund import LabelRefund
from shipping.models.parcel import Parcel
from shipping.models.parcel_movement import ParcelMovement
from shipping.models.pickup_booking import PickupBooking
from shipping.models.sandbox_label import SandboxLabel
from shipping.models.sandbox_scenario import SandboxScenario
from shipping.models.sandbox_shipment import SandboxShipment
from shipping.models.sent_order import SentOrder
from shipping.models.shipment import Shipment
from shipping.models.spending_allowance import SpendingAllowance
from shipping.models.spending_day import SpendingDay

__all__ = [
    "BuyingRules",
    "CallBudget",
    "CarrierCall",
    "CarrierCircuit",
    "CarrierHook",
    "CaseSpending",
    "LabelDifference",
    "LabelDocument",
    "LabelPurchase",
    "LabelRefund",
    "Parcel",
    "ParcelMovement",
    "PickupBooking",
    "SandboxLabel",
    "SandboxScenario",
    "SandboxShipment",
    "SentOrder",
    "Shipment",
    "SpendingAllowance",
    "SpendingDay",
]
