"""What is refused about cover, proofs, data and changes, as answers of the API."""

from django.utils.translation import gettext_noop as _

from rma.actions.approval import (
    CannotStay,
)
from rma.actions.changing import (
    NeedsPerson,
    NotChangeable,
    TermsNotAccepted,
)
from rma.actions.closing import (
    ClosedBefore,
)
from rma.actions.covering import (
    AgreementNumberTaken,
    NotOnTheList,
    NoWhy,
    OnTheList,
    OutOnReturn,
    UnitsNotTheirs,
)
from rma.actions.declaring import (
    NothingToDeclare,
    NotYourChoice,
)
from rma.actions.forgetting_guests import (
    NoGuest,
)
from rma.actions.policing import (
    NameTaken,
)
from rma.actions.proving import (
    NoArticle,
    NoSuchDay,
    ProofDecided,
    ProofIsWaiting,
    WhyMissing,
)
from rma.actions.staying import (
    NothingToProve,
    ProofIncomplete,
    StayProofDecided,
    StayProofWaiting,
    StaysNoMore,
)
from rma.steps.misnaming import OtherArticle
from rma.steps.owing import StillOwed

Row = tuple[int, str, str]
COVER: dict[type[Exception], Row] = {
    NothingToDeclare: (409, "nothing-to-declare", _("No data is asked about here.")),
    NotYourChoice: (409, "disk-wanted", _("The disk comes with the unit.")),
    NoSuchDay: (422, "day-ahead", _("Choose a day that has been.")),
    ProofIsWaiting: (409, "proof-waiting", _("A receipt waits for us already.")),
    ProofDecided: (409, "proof-decided", _("This receipt is decided already.")),
    WhyMissing: (422, "reason-missing", _("Say why: it is kept beside the change.")),
    NoWhy: (422, "reason-missing", _("Say why: it is kept beside the change.")),
    NoArticle: (409, "no-article", _("Name the article and its serial first.")),
    AgreementNumberTaken: (409, "number-taken", _("The number is in use.")),
    UnitsNotTheirs: (409, "units-not-theirs", _("No units of theirs: {serials}.")),
    OtherArticle: (
        422,
        "other-article",
        _("The unit {serial} is another article than {sku}."),
    ),
    NoGuest: (409, "no-guest", _("They sign in, or were forgotten already.")),
    StillOwed: (409, "still-owed", _("The account is not settled: {what}.")),
    ClosedBefore: (409, "closed-before", _("The account is closed already.")),
    NothingToProve: (409, "nothing-to-prove", _("No proof is asked for this unit.")),
    ProofIncomplete: (422, "proof-incomplete", _("Of the proof, this lacks: {what}.")),
    StayProofWaiting: (409, "proof-waiting", _("A proof waits for us already.")),
    StayProofDecided: (409, "proof-decided", _("This proof is decided already.")),
    NotChangeable: (409, "not-changeable", _("It was begun: ask us instead.")),
    TermsNotAccepted: (422, "terms-not-accepted", _("Accept the terms first.")),
    NeedsPerson: (409, "needs-person", _("A person looks at this address first.")),
    CannotStay: (409, "cannot-stay", _("What is wished for needs the unit here.")),
    StaysNoMore: (409, "stays-no-more", _("It does not stay, or it is settled.")),
    OnTheList: (409, "on-the-list", _("The serial stands on the list already.")),
    NotOnTheList: (409, "not-on-the-list", _("It was taken off the list already.")),
    OutOnReturn: (409, "out-on-return", _("{serial} is on an open return.")),
    NameTaken: (409, "name-taken", _("Another policy has this name.")),
}
