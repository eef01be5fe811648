"""What the desk says where an act is refused: the words and the field they name."""

from typing import Any

from django.utils.translation import gettext_lazy

from portal import choosing, handing, lending, travelling
from portal.act import Refusals
from portal.desk import words
from rma.actions.advancing import NoSwapOut, NotLater
from rma.actions.announcing import (
    AnnouncedBefore,
    CarrierUnclear,
    NoNumber,
    NoSuchParcel,
    NotTheirCarrier,
    TooManyParcels,
)
from rma.actions.approval import (
    AlreadyDecided,
    CannotStay,
    NothingAskedYet,
    ReasonMissing,
)
from rma.actions.asking import NoCall
from rma.actions.calling_carriers import CalledAlready
from rma.actions.cancelling import NotEnded, TooLate
from rma.actions.claiming import NoAmount, NotReady
from rma.actions.covering import (
    AgreementNumberTaken,
    NotOnTheList,
    NoWhy,
    OnTheList,
    OutOnReturn,
    UnitsNotTheirs,
)
from rma.actions.differing import AlreadySettled, NotAWayOut
from rma.actions.disposing import (
    NoReasonGiven,
    NotErased,
    UnitIsOurs,
    UnitIsTheirs,
)
from rma.actions.enrolling import ShelfTaken
from rma.actions.inspecting import NotReceived
from rma.actions.label_money import NoReason
from rma.actions.labelling import NoLabelToGiveBack, NotFailed
from rma.actions.locating import NotLost, NotOnTheRoad
from rma.actions.mending import (
    ClaimNumberMissing,
    DayPassed,
    EndingNotPossible,
    TroubleOver,
)
from rma.actions.parking import MysteryOver
from rma.actions.policing import NameTaken
from rma.actions.promising import NoPromise, NotAhead
from rma.actions.proving import NoArticle, NoSuchDay, ProofDecided, WhyMissing
from rma.actions.setting_up import LastAdmin, NoDefault, NotYetInForce
from rma.actions.staying import StayProofDecided, StaysNoMore
from rma.actions.use_case import KeyReused
from rma.models import Policy
from rma.steps.counting import CheckedAlready, NotExpected
from rma.steps.handing_in import TooManyFiles
from rma.steps.misnaming import OtherArticle, UnknownProduct
from rma.steps.opening import AlreadyOpen, UnsafeBattery
from rma.steps.putting_right import (
    AlreadyReplaced,
    CreditTooHigh,
    NotApproved,
    NotHere,
    NothingToResolve,
)
from rma.steps.resending import CannotSendAgain
from rma.steps.settling import NoSuchLine
from rma.steps.taking_in import NothingAsked
from rma.steps.ways_out import (
    ArticleMissing,
    LineUnclear,
    NotAcceptable,
    NotAnArticle,
    NotOnAnyReturn,
)
from shipping import differences, refunds
from shipping.errors import LeftAlready

_TABLE: dict[type[Exception], tuple[str, Any]] = {
    **handing.REFUSALS,
    KeyReused: (
        "",
        gettext_lazy("This form was sent before with other words. Open it again."),
    ),
    CalledAlready: ("", gettext_lazy("Somebody called the carrier already.")),
    TooManyFiles: ("shown", gettext_lazy("A return holds up to {most} files.")),
    ShelfTaken: ("name", gettext_lazy("This site has a shelf {what} already.")),
    NothingAsked: ("", gettext_lazy("Name at least one unit.")),
    OtherArticle: ("", gettext_lazy("{serial} is another article than {sku}.")),
    UnknownProduct: ("", gettext_lazy("No article has the number {sku}.")),
    UnsafeBattery: (
        "reason",
        gettext_lazy(
            "The battery of {item} is not safe: no carrier takes it, so no label "
            "is made. Arrange by phone how it is collected."
        ),
    ),
    AlreadyOpen: (
        "",
        gettext_lazy("The unit {serial} is on another open return, or named twice."),
    ),
    Policy.DoesNotExist: ("", gettext_lazy("No policy is in force for this customer.")),
    AlreadyDecided: ("", gettext_lazy("Line {position} is decided already.")),
    ReasonMissing: ("reason", gettext_lazy("Say why, in plain words.")),
    NoReasonGiven: ("reason", gettext_lazy("Say why, in plain words.")),
    NothingAskedYet: ("answer", gettext_lazy("No question is open.")),
    TooLate: ("", gettext_lazy("Too late to cancel: {why}")),
    LeftAlready: ("", gettext_lazy("Too late: the carrier has the parcel.")),
    NotEnded: ("", gettext_lazy("This return can't be taken up again.")),
    AlreadySettled: ("outcome", gettext_lazy("This difference is settled already.")),
    NotErased: ("kind", gettext_lazy("Record its erasure at the station first.")),
    UnitIsOurs: ("kind", gettext_lazy("The customer has money or a unit for it.")),
    UnitIsTheirs: (
        "kind",
        gettext_lazy(
            "It goes back to the customer, or what they get is not decided yet."
        ),
    ),
    NotAWayOut: ("way_out", gettext_lazy("This kind of difference ends otherwise.")),
    NotOnAnyReturn: ("way_out", gettext_lazy("No open return waits for {serial}.")),
    NotAcceptable: (
        "way_out",
        gettext_lazy("This unit is somebody else’s, or on another return."),
    ),
    CheckedAlready: (
        "way_out",
        gettext_lazy("It was checked as what was announced: accept it as that."),
    ),
    ArticleMissing: (
        "sku",
        gettext_lazy("Name its article; what is none goes back, or “something else”."),
    ),
    NotAnArticle: ("sku", gettext_lazy("No article has the number {sku}.")),
    LineUnclear: ("line", gettext_lazy("Choose which unit it is about.")),
    MysteryOver: ("", gettext_lazy("Somebody has explained this parcel already.")),
    NotExpected: ("quantity", gettext_lazy("Of these, {room} are still awaited.")),
    NotReceived: ("quantity", gettext_lazy("{here} of these units are here.")),
    NoSuchLine: ("", gettext_lazy("{named} is not on this return.")),
    NotApproved: ("kind", gettext_lazy("This line is not approved yet.")),
    NothingToResolve: (
        "quantity",
        gettext_lazy("{room} of these units wait for a resolution."),
    ),
    AlreadyReplaced: (
        "kind",
        gettext_lazy("A replacement was sent in advance; only refusing is left."),
    ),
    NotHere: ("kind", gettext_lazy("The unit must be here before that.")),
    CreditTooHigh: ("amount", gettext_lazy("No more than {left} can be paid back.")),
    NoSwapOut: ("", gettext_lazy("No swapped unit is out on this return.")),
    NotLater: ("due_on", gettext_lazy("Choose a day after {due_on}.")),
    NotTheirCarrier: ("", gettext_lazy("This return travels with our label.")),
    NoNumber: ("number", gettext_lazy("This is no tracking number.")),
    CarrierUnclear: ("mover", gettext_lazy("Choose the carrier of this number.")),
    AnnouncedBefore: ("number", gettext_lazy("We follow this number already.")),
    TooManyParcels: ("", gettext_lazy("No more parcels can be added.")),
    NoSuchParcel: ("", gettext_lazy("That number was changed in the meantime.")),
    TroubleOver: ("", gettext_lazy("It has ended already.")),
    EndingNotPossible: ("ending", gettext_lazy("It can't end so; choose another.")),
    DayPassed: ("due_on", gettext_lazy("Choose a day in the future.")),
    ClaimNumberMissing: (
        "claim_number",
        gettext_lazy("Type the number that the carrier gave the claim."),
    ),
    CannotSendAgain: (
        "ending",
        gettext_lazy("Nothing of ours in this parcel is still to be delivered."),
    ),
    NoCall: ("", gettext_lazy("Nobody waits for this call any more.")),
    NoPromise: ("", gettext_lazy("This promise is not open any more.")),
    NotAhead: ("due_on", gettext_lazy("Choose a day in the future.")),
    **choosing.REFUSALS,
    **lending.REFUSALS,
    NotReady: ("", gettext_lazy("The claim is {state}: this can't be done now.")),
    NoAmount: ("amount", gettext_lazy("Type the amount, in the claim's currency.")),
    ProofDecided: ("", gettext_lazy("Somebody has decided this receipt already.")),
    StayProofDecided: ("", gettext_lazy("Somebody has decided this proof already.")),
    CannotStay: ("", gettext_lazy("What they wish for needs the unit here.")),
    StaysNoMore: ("", gettext_lazy("It is settled, or it does not stay there.")),
    WhyMissing: ("reason", gettext_lazy("Say why, in plain words.")),
    NoWhy: ("reason", gettext_lazy("Say why, in plain words.")),
    NoSuchDay: ("bought_on", gettext_lazy("Choose a day that has been.")),
    NoArticle: ("", gettext_lazy("Name the article and its serial number first.")),
    AgreementNumberTaken: (
        "number",
        gettext_lazy("Another agreement has this number."),
    ),
    UnitsNotTheirs: ("serials", gettext_lazy("No units of theirs: {serials}")),
    OutOnReturn: ("serials", gettext_lazy("{serial} is on an open return.")),
    OnTheList: ("serial", gettext_lazy("It stands on the list already.")),
    NotOnTheList: ("", gettext_lazy("It was taken off the list already.")),
    NameTaken: ("name", gettext_lazy("Another policy has this name.")),
    NoReason: ("reason", gettext_lazy("Say why: it is kept beside the change.")),
    differences.NotOpen: ("", gettext_lazy("Somebody has closed this already.")),
    refunds.NotRefused: ("", gettext_lazy("The carrier has not refused this one.")),
    NotFailed: ("", gettext_lazy("This label has not failed; look at the parcel.")),
    NoLabelToGiveBack: ("", gettext_lazy("This label is given back already.")),
    NotOnTheRoad: ("", gettext_lazy("Only a parcel on its way can be lost.")),
    NotLost: ("", gettext_lazy("This parcel does not count as lost.")),
    LastAdmin: ("role", gettext_lazy("Somebody must stay who may set things up.")),
    NoDefault: (
        "is_default",
        gettext_lazy("One site must take the rest; tick another one there instead."),
    ),
    NotYetInForce: (
        "starts_on",
        gettext_lazy(
            "Choose today or a later day: cases of the past keep their rules."
        ),
    ),
}


def _named(refusal: Exception) -> dict[str, Any]:
    return {
        "what": str(refusal),
        "why": words.named("too_late", str(refusal)),
        "state": words.named("claim", str(refusal)).lower(),
    }


AT_THE_DESK = Refusals(_TABLE | dict(travelling.REFUSALS), _named)
