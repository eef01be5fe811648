"""Every refusal of the house as an answer of the API: one table."""

from django.utils.translation import gettext_noop as _

from portal.api.auth import ScopeMissing
from portal.api.cover_errors import COVER, Row
from portal.api.idempotency import KeyMissing
from portal.api.lending_errors import LENDING
from rma.actions import belonging, choosing, holding, inviting, tracing
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
    NothingAskedYet,
    ReasonMissing,
)
from rma.actions.asking import NoCall
from rma.actions.boxing import (
    BoxIsShared,
    BoxLeft,
    LastBox,
    NothingPacked,
    NotSharable,
)
from rma.actions.calling_carriers import CalledAlready
from rma.actions.cancelling import NotEnded, TooLate
from rma.actions.claiming import NoAmount, NotReady
from rma.actions.differing import AlreadySettled, NotAWayOut
from rma.actions.dispatching import (
    LabelNotInside,
    NoLabelYet,
    NothingToShip,
    SerialMismatch,
    SerialMissing,
    SerialOfAnother,
    SerialsMissing,
    SerialTaken,
)
from rma.actions.disposing import (
    NoReasonGiven,
    NotErased,
    UnitIsOurs,
    UnitIsTheirs,
)
from rma.actions.enrolling import (
    BadgeLocked,
    OfferGone,
    ShelfTaken,
    UnknownBadge,
)
from rma.actions.handing_over import AddressLacks, SlotGone
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
from rma.actions.packing import WrongLabel
from rma.actions.packing_kits import ReturnLabelMissing
from rma.actions.parking import MysteryOver, NoSuchShelf
from rma.actions.promising import NoPromise, NotAhead
from rma.actions.receiving import NothingCounted
from rma.actions.setting_up import LastAdmin, NoDefault, NotYetInForce
from rma.actions.ticking import NoSuchStep
from rma.actions.use_case import KeyReused
from rma.models import Policy
from rma.rules.ledger import TooMany
from rma.rules.money import NotAnAmount
from rma.steps.again import NothingBack
from rma.steps.asking_alone import NeedsApproval
from rma.steps.counting import CheckedAlready, NotExpected
from rma.steps.handing import HandedOver, NotOffered
from rma.steps.handing_in import NotTaken, TooManyFiles
from rma.steps.misnaming import UnknownProduct
from rma.steps.opening import AlreadyOpen, UnsafeBattery
from rma.steps.placing import WrongSite
from rma.steps.putting_right import (
    AlreadyReplaced,
    CreditTooHigh,
    NotApproved,
    NotHere,
    NothingToResolve,
)
from rma.steps.resending import CannotSendAgain
from rma.steps.settling import NoSuchLine
from rma.steps.taking_back import HasFollowed, TooLateToUndo
from rma.steps.taking_in import NothingAsked
from rma.steps.ways_out import (
    ArticleMissing,
    LineUnclear,
    NotAcceptable,
    NotAnArticle,
    NotOnAnyReturn,
)
from shipping.errors import LeftAlready

# What is raised, the status, the code, and the sentence; words in braces are the
# exception's own attributes, `{what}` is its text. docs/api.md lists the codes.
TABLE: dict[type[Exception], Row] = {
    # At the door
    ScopeMissing: (403, "scope-missing", _("This key has no scope “{scope}”.")),
    KeyMissing: (
        400,
        "idempotency-key-required",
        _("Send a header Idempotency-Key of 1 to 255 plain signs, new for each act."),
    ),
    KeyReused: (
        422,
        "idempotency-key-reused",
        _("This Idempotency-Key was used for another request."),
    ),
    # Opening
    NothingAsked: (422, "no-lines", _("A return needs a line.")),
    UnknownProduct: (422, "unknown-product", _("No article has the number {sku}.")),
    UnsafeBattery: (
        409,
        "battery-unsafe",
        _("{item} has a battery that is not safe: no carrier takes it. Call us."),
    ),
    AlreadyOpen: (
        409,
        "already-open",
        _("The unit {serial} is on another open return, or named twice."),
    ),
    NeedsApproval: (
        409,
        "needs-approval",
        _("An approver of the company decides on this: ask for it on our pages."),
    ),
    Policy.DoesNotExist: (
        409,
        "no-policy",
        _("No policy is in force for this customer. Tell the returns desk."),
    ),
    HandedOver: (
        409,
        "handed-over",
        _("A box has left or is shared: this can't be changed any more."),
    ),
    NotOffered: (409, "not-offered", _("The carrier does not do that on this way.")),
    CalledAlready: (409, "called-already", _("The carrier was called already.")),
    SlotGone: (409, "slot-gone", _("No driver comes then: choose another slot.")),
    AddressLacks: (422, "address-incomplete", "{what}"),
    # Files
    NotTaken: (422, "file-not-taken", _("{name} is not taken: {problem}.")),
    TooManyFiles: (409, "too-many-files", _("A return holds {most} files.")),
    # Deciding and ending
    AlreadyDecided: (409, "already-decided", _("Line {position} is decided already.")),
    ReasonMissing: (422, "reason-missing", _("Say why, in plain words.")),
    NothingAskedYet: (409, "nothing-asked", _("No question is open.")),
    TooLate: (409, "too-late", _("It is too late to cancel ({what}).")),
    LeftAlready: (409, "too-late", _("It is too late: the carrier has the parcel.")),
    NothingBack: (
        409,
        "nothing-back",
        _("Nothing of this return went back to its customer."),
    ),
    NotEnded: (409, "not-ended", _("This return cannot be taken up again.")),
    # At the dock
    NothingCounted: (422, "nothing-counted", _("Count at least one unit.")),
    NotExpected: (
        409,
        "not-expected",
        _("Of {named}, {room} more can be received on this return."),
    ),
    NoSuchLine: (422, "no-such-line", _("{named} is not on this return.")),
    AlreadySettled: (409, "already-settled", _("This difference is settled already.")),
    NotAWayOut: (422, "not-a-way-out", _("A difference of this kind ends otherwise.")),
    NotOnAnyReturn: (409, "not-on-any-return", _("No return waits for {serial}.")),
    ArticleMissing: (422, "article-missing", _("Name its article.")),
    NotAnArticle: (422, "not-an-article", _("No article has this number.")),
    NotAcceptable: (409, "not-acceptable", _("This unit belongs to somebody else.")),
    CheckedAlready: (409, "checked-already", _("It was checked as what it is not.")),
    LineUnclear: (422, "line-unclear", _("Name the line it is about.")),
    MysteryOver: (409, "mystery-over", _("This parcel is explained already.")),
    NoSuchShelf: (422, "no-such-shelf", _("No shelf here is called {what}.")),
    NotReceived: (409, "not-received", _("{here} of these units are here.")),
    NotErased: (409, "not-erased", _("Its data is not recorded as gone.")),
    UnitIsOurs: (409, "unit-is-ours", _("The customer has money or a unit for it.")),
    UnitIsTheirs: (409, "unit-is-theirs", _("Decide what the customer gets first.")),
    WrongSite: (409, "wrong-site", _("This shelf stands at another site.")),
    TooLateToUndo: (409, "too-late-to-undo", _("Ten minutes have passed.")),
    HasFollowed: (409, "has-followed", _("Something followed from it already.")),
    NoReasonGiven: (422, "reason-missing", _("Say why, in plain words.")),
    TooMany: (409, "too-many", _("There is room for {room} more.")),
    # Choosing
    choosing.NothingToChoose: (409, "nothing-to-choose", _("Nothing is to choose.")),
    choosing.ChoiceOver: (409, "choice-over", _("This is decided by now.")),
    choosing.NotAnOption: (422, "not-an-option", _("{what} was not offered.")),
    choosing.PriceNotAccepted: (
        409,
        "price-not-accepted",
        _("Agree to {price} first."),
    ),
    choosing.NoFeeDue: (409, "no-fee-due", _("Nothing is charged for it.")),
    choosing.NoReasonToWaive: (422, "reason-missing", _("Say why, in plain words.")),
    # Putting it right
    NotApproved: (409, "not-approved", _("This line is not approved.")),
    NothingToResolve: (
        409,
        "nothing-to-resolve",
        _("{room} of these units wait for a resolution."),
    ),
    AlreadyReplaced: (409, "already-replaced", _("A replacement was sent in advance.")),
    NotHere: (409, "not-here", _("The unit must be here before that.")),
    CreditTooHigh: (409, "credit-too-high", _("No more than {left} can be credited.")),
    NotAnAmount: (422, "not-an-amount", _("This is no amount in that currency.")),
    # Shipping and swaps
    NoLabelYet: (409, "no-label-yet", _("Its label is not ready yet.")),
    NothingToShip: (409, "nothing-to-ship", _("No such unit waits to be shipped.")),
    SerialMissing: (422, "serial-missing", _("A replacement needs its serial.")),
    SerialsMissing: (
        422,
        "serials-missing",
        _("{given} of {wanted} serial numbers were given."),
    ),
    SerialMismatch: (409, "serial-mismatch", _("The unit to send is {expected}.")),
    SerialOfAnother: (409, "serial-of-another", _("We know this serial as {product}.")),
    SerialTaken: (409, "serial-taken", _("This serial belongs to a unit sold before.")),
    ReturnLabelMissing: (
        409,
        "return-label-missing",
        _("The return label that lies in the box is not made yet."),
    ),
    LabelNotInside: (422, "label-not-inside", _("A swap needs its return label.")),
    WrongLabel: (409, "wrong-label", _("The label of this box is {expected}.")),
    NoSwapOut: (409, "no-swap-out", _("No swapped unit is out on this return.")),
    NotLater: (422, "not-later", _("Choose a day after {due_on}.")),
    NoLabelToGiveBack: (409, "no-label-to-give-back", _("There is no such label.")),
    NotOnTheRoad: (409, "not-on-the-road", _("The parcel is not on its way.")),
    NotLost: (409, "not-lost", _("The parcel does not count as lost.")),
    NotFailed: (409, "label-not-failed", _("This label was not refused.")),
    # A carrier of their own
    NotTheirCarrier: (409, "not-own-carrier", _("This return has our label.")),
    NoNumber: (422, "no-tracking-number", _("This is no tracking number.")),
    CarrierUnclear: (422, "carrier-unclear", _("Name the carrier of this number.")),
    AnnouncedBefore: (409, "announced-before", _("This number is known already.")),
    TooManyParcels: (409, "too-many-parcels", _("No more parcels can be added.")),
    NoSuchParcel: (404, "not-found", _("No such parcel on this return.")),
    NoSuchStep: (404, "not-found", _("The return does not ask for this step.")),
    NoReason: (422, "reason-missing", _("Say why: it is kept beside the change.")),
    # Parcels in trouble
    TroubleOver: (409, "trouble-over", _("The trouble has ended already.")),
    EndingNotPossible: (409, "ending-not-possible", _("It can't end so.")),
    DayPassed: (422, "not-ahead", _("Choose a day in the future.")),
    ClaimNumberMissing: (422, "claim-number-missing", _("A claim has a number.")),
    CannotSendAgain: (409, "cannot-send-again", _("Nothing here can be sent again.")),
    # Boxes
    NothingPacked: (422, "nothing-packed", _("Put a unit in each box.")),
    BoxLeft: (409, "box-left", _("The carrier has this box, or it was called off.")),
    BoxIsShared: (409, "box-is-shared", _("Another return travels in this box.")),
    LastBox: (409, "last-box", _("It is the only box of this return.")),
    NotSharable: (409, "not-sharable", _("The two returns do not travel together.")),
    **COVER,
    **LENDING,
    # Setting up
    OfferGone: (409, "offer-gone", _("This code is wrong or older than ten minutes.")),
    UnknownBadge: (404, "unknown-badge", _("This badge is nobody’s.")),
    BadgeLocked: (409, "badge-locked", _("The PIN was wrong too often.")),
    ShelfTaken: (409, "shelf-taken", _("The site has a shelf {what} already.")),
    LastAdmin: (409, "last-admin", _("Somebody must stay who may set things up.")),
    NoDefault: (409, "no-default-site", _("One site must take the rest.")),
    NotYetInForce: (422, "day-passed", _("Choose today or a later day.")),
    # A customer's people; no program asks for these
    inviting.MemberAlready: (409, "member-already", _("They are a member already.")),
    inviting.AddressIsOurs: (409, "address-is-ours", _("One of our people has it.")),
    inviting.TooManyPeople: (409, "too-many-people", _("The account is full.")),
    inviting.InvitationGone: (409, "invitation-gone", _("It has ended.")),
    inviting.NotInvited: (403, "not-invited", _("Somebody else was invited.")),
    holding.HeldOver: (404, "not-found", _("It was decided already.")),
    tracing.LinkSpent: (404, "not-found", _("The link has ended.")),
    belonging.NotAMember: (404, "not-found", _("They are no member.")),
    belonging.LastOwner: (409, "last-owner", _("Somebody must own the account.")),
    belonging.SiteNameTaken: (409, "name-taken", _("There is one of this name.")),
    belonging.TooManySites: (409, "too-many-addresses", _("The account is full.")),
    # Promises and claims
    NoCall: (409, "no-call", _("Nobody waits for this call any more.")),
    NoPromise: (409, "no-promise", _("This promise is not open any more.")),
    NotAhead: (422, "not-ahead", _("Choose a day in the future.")),
    NotReady: (409, "claim-not-ready", _("The claim is {status}: not possible now.")),
    NoAmount: (
        422,
        "amount-missing",
        _("A credit or refund needs its amount, in the claim's currency."),
    ),
}
