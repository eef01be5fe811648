"""The nouns of the returns business, one a file."""

from rma.models.account import Account
from rma.models.account_change import AccountChange
from rma.models.account_site import AccountSite
from rma.models.advance import AdvanceReplacement
from rma.models.agreement import Agreement, AgreementUnit
from rma.models.api_key import ApiKey, IdempotencyKey
from rma.models.badge import Badge
from rma.models.bench_rule import Check, DispositionRule
from rma.models.case import Case, CaseRef
from rma.models.case_line import CaseLine
from rma.models.check_in import CheckIn
from rma.models.choice import Charge, Choice
from rma.models.contact import Contact
from rma.models.data_export import DataExport
from rma.models.denied_serial import DeniedSerial
from rma.models.destination import Destination
from rma.models.device import Device, Shift
from rma.models.document import Document
from rma.models.draft import Draft
from rma.models.erasure_declaration import ErasureDeclaration
from rma.models.event import Event, Immutable
from rma.models.handling import Erasure, Placement
from rma.models.held_request import HeldRequest
from rma.models.help import FollowUp, KnownFix
from rma.models.inspection import Disposition, Inspection
from rma.models.invitation import Invitation
from rma.models.kit import Kit
from rma.models.loaner import Loan, LoanDay, Loaner
from rma.models.mailed_link import MailedLink
from rma.models.manufacturer import Manufacturer
from rma.models.message import Message
from rma.models.mystery import MysteryParcel
from rma.models.packed import Packed
from rma.models.parcel_trouble import ParcelTrouble
from rma.models.policy import Policy
from rma.models.preference import Preference
from rma.models.preparation import Preparation
from rma.models.product import Product
from rma.models.promise import Promise
from rma.models.purchase_proof import ProofState, PurchaseProof
from rma.models.receipt import Discrepancy, Receipt, ReceiptLine
from rma.models.repair_rule import RepairRule
from rma.models.resolution import CreditRequest, Dispatch, Resolution
from rma.models.scan import Scan
from rma.models.shelf import Shelf
from rma.models.site import Site
from rma.models.stay_proof import StayProof
from rma.models.unit import Unit
from rma.models.unit_transfer import UnitTransfer
from rma.models.upload import RawUpload, Upload
from rma.models.user import User
from rma.models.vendor_claim import ClaimAnswer, VendorClaim
from rma.models.warranty_terms import WarrantyTerms

__all__ = [
    "Account",
    "AccountChange",
    "AccountSite",
    "AdvanceReplacement",
    "Agreement",
    "AgreementUnit",
    "ApiKey",
    "Badge",
    "Case",
    "CaseLine",
    "CaseRef",
    "Charge",
    "Check",
    "CheckIn",
    "Choice",
    "ClaimAnswer",
    "Contact",
    "CreditRequest",
    "DataExport",
    "DeniedSerial",
    "Destination",
    "Device",
    "Discrepancy",
    "Dispatch",
    "Disposition",
    "DispositionRule",
    "Document",
    "Draft",
    "Erasure",
    "ErasureDeclaration",
    "Event",
    "FollowUp",
    "HeldRequest",
    "IdempotencyKey",
    "Immutable",
    "Inspection",
    "Invitation",
    "Kit",
    "KnownFix",
    "Loan",
    "LoanDay",
    "Loaner",
    "MailedLink",
    "Manufacturer",
    "Message",
    "MysteryParcel",
    "Packed",
    "ParcelTrouble",
    "Placement",
    "Policy",
    "Preference",
    "Preparation",
    "Product",
    "Promise",
    "ProofState",
    "PurchaseProof",
    "RawUpload",
    "Receipt",
    "ReceiptLine",
    "RepairRule",
    "Resolution",
    "Scan",
    "Shelf",
    "Shift",
    "Site",
    "StayProof",
    "Unit",
    "UnitTransfer",
    "Upload",
    "User",
    "VendorClaim",
    "WarrantyTerms",
]
