"""What the pages show while they are walked: a few returns, or the demo's year."""

from datetime import UTC, datetime, timedelta

from rma.demo import world
from rma.models import (
    Agreement,
    Badge,
    Case,
    CaseLine,
    Charge,
    Check,
    Choice,
    Contact,
    DeniedSerial,
    Destination,
    Device,
    DispositionRule,
    HeldRequest,
    Invitation,
    Loaner,
    MysteryParcel,
    ParcelTrouble,
    Policy,
    Preparation,
    Product,
    PurchaseProof,
    Site,
    StayProof,
    User,
)
from rma.rules.denials import Denial
from rma.rules.staying import Stay
from rma.rules.troubles import TroubleKind
from rma.rules.words import DispositionKind, Reason, Wish
from shipping.models import (
    LabelDifference,
    LabelPurchase,
    LabelRefund,
    Parcel,
    PickupBooking,
)
from shipping.models.label_difference import DifferenceKind
from shipping.models.label_purchase import WRONG_ADDRESS
from shipping.models.label_refund import RefundCause, RefundState
from shipping.words import PickupState, PurchaseState
from tests.rma.builders import a_case, a_maker, a_unit, broken, the_line

TODAY = datetime(2026, 11, 18, 9, 30, tzinfo=UTC)


def small_world() -> list[Case]:
    """Return a return to decide, one with its label, and one with a swap."""
    for serial in ("SN-1", "SN-2", "SN-3"):
        a_unit(serial)
    return [
        a_case(broken("SN-1", reason=Reason.OTHER)),
        a_case(broken("SN-2")),
        a_case(broken("SN-3", wish=Wish.ADVANCE_REPLACEMENT)),
    ]


def everything() -> list[Case]:
    """Return a return of each situation the demonstration knows."""
    world.tell(at=TODAY, past=20)
    beside_the_story()
    cases = Case.objects.select_related("contact").order_by("-id")
    return list({(case.status, case.situation): case for case in cases}.values())


def units_that_stay() -> None:
    """Write a return whose proof is owed, and one whose proof waits for us."""
    a_maker(part_return="no")
    proofs = ["photo", "serial_cut", "declaration"]
    Policy.objects.update(stays=[{"stay": "destroyed", "proofs": proofs}])
    for serial in ("SN-31", "SN-32"):
        a_unit(serial, paid_cents=4900, currency="EUR")
        case = a_case(broken(serial, stays=Stay.DESTROYED), at=TODAY)
    StayProof.objects.create(
        line=the_line(case), handed_in_at=TODAY, handed_in_by="Ana", words="Destroyed."
    )
    Case.objects.filter(pk=case.pk).update(
        proof_state="waiting", situation="proof_waiting"
    )


def a_loaner(site: Site) -> None:
    """Write one unit of the pool."""
    Loaner.objects.create(
        code="BCDFGHJKNPRSV",
        tag="L-1",
        product=Product.objects.all()[0],
        serial="LN-1",
        serial_key="LN1",
        site=site,
        added_at=TODAY,
        added_by="Karl",
    )


def a_pickup_to_call_about(case: Case) -> None:
    """Write a pickup of which nobody knows whether the carrier comes."""
    PickupBooking.objects.create(
        reference=case.number,
        place=case.ship_from,
        begins_at=TODAY + timedelta(days=3650),
        ends_at=TODAY + timedelta(days=3650, hours=3),
        state=PickupState.UNCLEAR.value,
        created_at=TODAY,
        sent_at=TODAY,
    )


def beside_the_story() -> None:
    """Write one of each thing that has a page and no part in the demonstration."""
    site, line = Site.objects.all()[0], CaseLine.objects.order_by("-id")[0]
    day = TODAY.date()
    Charge.objects.create(
        choice=Choice.objects.all()[0],
        option="send_back",
        amount_cents=3500,
        currency="EUR",
        accepted_at=TODAY,
        accepted_by="Ana",
        at=TODAY,
    )
    a_loaner(site)
    a_pickup_to_call_about(line.case)
    MysteryParcel.objects.create(
        code="BCDFGHJKNPRST", site=site, parked_at=TODAY, parked_by="Tom"
    )
    PurchaseProof.objects.create(
        line=line, bought_on=day, handed_in_at=TODAY, handed_in_by="Ana"
    )
    DeniedSerial.objects.create(
        serial="SN-9", serial_key="SN9", kind=Denial.LOST, since=TODAY, by="Karl"
    )
    an_invitation()
    Agreement.objects.create(
        number="A-1",
        name="Care",
        account=line.case.account,
        starts_on=day,
        ends_on=day + timedelta(days=365),
    )
    units_that_stay()
    a_parcel_in_trouble()
    Destination.objects.create(name="Second bench", why="It is nearer.", site=site)
    Check.objects.create(question="Does it start?")
    Preparation.objects.create(title="Save its settings", category="camera")
    DispositionRule.objects.create(kind=DispositionKind.SCRAP, reason="Broken glass")
    Device.objects.create(
        name="Dock 1", site=site, code_until=TODAY, offered_at=TODAY, offered_by="Karl"
    )
    people = User.objects.exclude(role="")[:3]
    for code, user in zip(("BCDFGHJKNPRSF", "BCDFGHJKNPRSG"), people, strict=False):
        badge = Badge(user=user, code=code, given_at=TODAY, given_by="Karl")
        badge.take_pin("4711")
        badge.save()
    a_label_refused_for_its_address()
    labels_that_do_not_match()


def a_parcel_in_trouble() -> None:
    """Write a parcel on its way to us that the carrier lost, nobody's task yet."""
    parcel = Parcel.objects.filter(shipment__direction="in").order_by("-id")[0]
    ParcelTrouble.objects.create(
        case=Case.objects.numbered(parcel.shipment.reference),
        parcel=parcel,
        kind=TroubleKind.LOST.value,
        direction="in",
        due_at=TODAY + timedelta(days=1),
        found_at=TODAY,
    )


def a_label_refused_for_its_address() -> Case:
    """Write a return whose customer can correct where it starts."""
    a_unit("SN-33")
    case = a_case(broken("SN-33"), at=TODAY)
    mine = LabelPurchase.objects.filter(parcel__shipment__reference=case.number)
    mine.update(
        state=PurchaseState.DECLINED.value,
        problem="The carrier does not know this postal code.",
        problem_code=WRONG_ADDRESS,
    )
    Case.objects.filter(pk=case.pk).update(
        label_status="failed", situation="label_failed"
    )
    return case


_FOUND = {
    DifferenceKind.OTHER_PRICE: "1394 1704 USD",
    DifferenceKind.DAY_SUM: "10757 10750 USD",
    DifferenceKind.NOT_LISTED: "BCDFGHJKNPRST.1",
    DifferenceKind.UNKNOWN_HERE: "BCDFGHJKNPRST.1",
    DifferenceKind.ONLY_TOLD: f"BCDFGHJKNPRST.1 {TODAY.isoformat()}",
    DifferenceKind.NEVER_SETTLED: TODAY.isoformat(),
}


def labels_that_do_not_match() -> None:
    """Write a difference of each kind, and one that ended; the first is the fullest."""
    purchase = LabelPurchase.objects.exclude(provider_id="").order_by("id")[0]
    LabelRefund.objects.create(
        carrier="sandbox",
        provider_id="SBX-KEPT",
        purchase=purchase,
        cause=RefundCause.CALLED_OFF.value,
        state=RefundState.REFUSED.value,
        problem="The label was scanned.",
        wanted_at=TODAY,
    )
    kinds = [DifferenceKind.REFUND_REFUSED, *DifferenceKind]
    for place, kind in enumerate(dict.fromkeys(kinds)):
        is_alone = kind in (DifferenceKind.ONLY_TOLD, DifferenceKind.DAY_SUM)
        LabelDifference.objects.create(
            kind=kind.value,
            subject="SBX-KEPT" if place == 0 else f"SBX-{place:032}",
            detail=_FOUND.get(kind, "The label was scanned on the road."),
            purchase=None if is_alone else purchase,
            owner="" if place % 2 else "Karl",
            found_at=TODAY,
            seen_at=TODAY,
        )
    LabelDifference.objects.create(
        kind=DifferenceKind.NOT_LISTED.value,
        subject="SBX-0",
        found_at=TODAY,
        seen_at=TODAY,
        closed_at=TODAY,
        closed_by="Karl",
        close_reason="The carrier lists it now.",
    )


def an_invitation() -> None:
    """Let somebody be asked into a company, and a colleague wait for its approver."""
    owner = Contact.objects.owners().order_by("id")[0]
    company = owner.account
    line = {"key": "u1", "serial": "SN-1", "wish": "replacement", "words": "Dark."}
    HeldRequest.objects.create(
        account=company,
        contact=owner,
        data={"lines": [line]},
        reasons=["value", "swap"],
        asked_at=TODAY,
    )
    Invitation.objects.create(
        account=company,
        email="new@alpenfoto.example",
        name="Nora",
        role="requester",
        secret_hash="0" * 64,
        invited_at=TODAY,
        invited_by="Lena Huber",
        expires_at=TODAY + timedelta(days=3),
    )
