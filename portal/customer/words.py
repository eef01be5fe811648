"""The words customers read for reasons, remedies, cover, steps and parcels."""

from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.templatetags.page import when
from rma.models import Unit
from rma.rules.entitlement import Because, Coverage
from rma.rules.words import Basis, HandOver, Party, Reason, Verdict, Wish
from shipping.words import ParcelState

REASONS: list[tuple[str, Any]] = [
    (Reason.DEFECTIVE.value, gettext_lazy("It stopped working")),
    (Reason.DOA.value, gettext_lazy("It never worked")),
    (Reason.DAMAGED_IN_TRANSIT.value, gettext_lazy("It arrived damaged")),
    (Reason.WRONG_ITEM.value, gettext_lazy("It is not what we ordered")),
    (Reason.MISSING_PARTS.value, gettext_lazy("Something is missing")),
    (Reason.UNWANTED.value, gettext_lazy("We do not need it any more")),
    (Reason.RECALL.value, gettext_lazy("The maker has called it back")),
    (Reason.OTHER.value, gettext_lazy("Something else")),
]
REASON_NAMES = dict(REASONS)

WISHES: dict[str, Any] = {
    Wish.ADVANCE_REPLACEMENT.value: gettext_lazy("Replacement first"),
    Wish.REPLACEMENT.value: gettext_lazy("Replacement"),
    Wish.REPAIR.value: gettext_lazy("Repair"),
    Wish.CREDIT.value: gettext_lazy("Credit"),
    Wish.REFUND.value: gettext_lazy("Refund"),
}
WISH_DUTIES: dict[str, Any] = {
    Wish.ADVANCE_REPLACEMENT.value: gettext_lazy(
        "A new one leaves first. You send the old one back in its box."
    ),
    Wish.REPLACEMENT.value: gettext_lazy(
        "You send it in. We check it and send a new one."
    ),
    Wish.REPAIR.value: gettext_lazy(
        "You send it in. We repair it and send it back to you."
    ),
    Wish.CREDIT.value: gettext_lazy(
        "You send it in. We credit what was paid to your account."
    ),
    Wish.REFUND.value: gettext_lazy(
        "You send it in. We pay back what was paid, the way it was paid."
    ),
}
READY: dict[str, Any] = {
    Wish.ADVANCE_REPLACEMENT.value: gettext_lazy("ships by %(day)s"),
    Wish.REPLACEMENT.value: gettext_lazy("ships by %(day)s"),
    Wish.REPAIR.value: gettext_lazy("ships by %(day)s"),
    Wish.CREDIT.value: gettext_lazy("issued by %(day)s"),
    Wish.REFUND.value: gettext_lazy("issued by %(day)s"),
}

HAND_OVERS: list[tuple[str, Any]] = [
    (
        HandOver.LABEL.value,
        gettext_lazy("We give you a label. You print it; the way to us is paid."),
    ),
    (
        HandOver.COUNTER_CODE.value,
        gettext_lazy("You give me a code; the counter prints the label."),
    ),
    (
        HandOver.PICKUP.value,
        gettext_lazy("The driver comes to my door. I choose the day next."),
    ),
    (
        HandOver.BOX.value,
        gettext_lazy(
            "Send me a box with the label inside. I have none, or no printer."
        ),
    ),
    (
        HandOver.OWN_CARRIER.value,
        gettext_lazy("I send it with a carrier of my own, at my cost."),
    ),
]
HAND_OVER_NAMES: dict[str, Any] = {
    HandOver.LABEL.value: gettext_lazy("With our label"),
    HandOver.OWN_CARRIER.value: gettext_lazy("With a carrier of your own"),
    HandOver.COUNTER_CODE.value: gettext_lazy("With a code at the counter"),
    HandOver.PICKUP.value: gettext_lazy("Picked up at your door"),
    HandOver.BOX.value: gettext_lazy("In a box that we send you, label inside"),
}

PARTIES: dict[str, Any] = {
    Party.US.value: gettext_lazy("We"),
    Party.CUSTOMER.value: gettext_lazy("You"),
    Party.CARRIER.value: gettext_lazy("The carrier"),
    Party.MANUFACTURER.value: gettext_lazy("The maker"),
}

PARCELS: dict[str, Any] = {
    ParcelState.PLANNED.value: gettext_lazy("Being prepared"),
    ParcelState.LABEL_READY.value: gettext_lazy(
        "Label ready – the carrier does not have it yet"
    ),
    ParcelState.HANDED_OVER.value: gettext_lazy("Handed over to the carrier"),
    ParcelState.MOVING.value: gettext_lazy("On the way"),
    ParcelState.DELAYED.value: gettext_lazy("Delayed on the way"),
    ParcelState.OUT_FOR_DELIVERY.value: gettext_lazy("Out for delivery"),
    ParcelState.DELIVERED.value: gettext_lazy("Delivered"),
    ParcelState.EXCEPTION.value: gettext_lazy("Held up: the carrier needs something"),
    ParcelState.LOST.value: gettext_lazy("Lost on the way; this is ours to put right"),
    ParcelState.DAMAGED.value: gettext_lazy("Damaged on the way"),
    ParcelState.RETURNED_TO_SENDER.value: gettext_lazy("Sent back to its sender"),
    ParcelState.CANCELLED.value: gettext_lazy("Called off"),
}
PAPERS: dict[str, Any] = {
    "slip": gettext_lazy("Packing slip"),
    "parcel_label": gettext_lazy("Our parcel label"),
    "invoice": gettext_lazy("Customs invoice"),
    "agreement": gettext_lazy("Advance replacement agreement"),
    "erasure_form": gettext_lazy("Declaration about data, to sign"),
    "report": gettext_lazy("Resolution report"),
}

_COVERED: dict[Basis | None, Any] = {
    Basis.WARRANTY: gettext_lazy("Covered by the warranty"),
    Basis.DOA: gettext_lazy("Covered as dead on arrival"),
    Basis.CONTRACT: gettext_lazy("Covered by your terms"),
    Basis.LAW: gettext_lazy("Covered by law"),
    Basis.GOODWILL: gettext_lazy("Covered: the maker has called it back"),
}


def unit_title(unit: Unit | None, about: str, position: int) -> str:
    """Return what a unit is called: its product, or their words for it."""
    if unit:
        return unit.product.name
    return about or _("Unit %(position)s") % {"position": position}


VERDICTS: dict[str, Any] = {
    Verdict.COVERED.value: gettext_lazy("Covered"),
    Verdict.PARTLY.value: gettext_lazy("Partly covered"),
    Verdict.NOT_COVERED.value: gettext_lazy("Not covered"),
    Verdict.UNKNOWN.value: gettext_lazy("Not known yet"),
}


def verdict(coverage: Coverage) -> str:
    """Return what we owe, in one line with its last day."""
    if coverage.verdict is Verdict.COVERED:
        title = str(_COVERED.get(coverage.basis, _("Covered")))
        if coverage.until and coverage.last and coverage.last > coverage.until:
            return _("Covered until %(day)s") % {"day": day(coverage.last)}
        if coverage.until:
            return _("%(title)s until %(day)s") % {
                "title": title,
                "day": day(coverage.until),
            }
        return title
    return {
        Verdict.PARTLY: _("Partly covered"),
        Verdict.NOT_COVERED: _("Not covered any more"),
    }.get(coverage.verdict, _("A person looks at it first"))


def headline(coverage: Coverage) -> str:
    """Return what we owe, in one line; its day stands with the reasons."""
    if coverage.verdict is Verdict.COVERED:
        return str(_COVERED.get(coverage.basis, _("Covered")))
    return verdict(coverage)


def basis(coverage: Coverage, unit: Unit | None) -> str:
    """Return from when and for how long we count, where a warranty decides."""
    if unit is None or unit.warranty_until or coverage.basis is not Basis.WARRANTY:
        return ""
    start = unit.invoiced_on or unit.shipped_on
    if start is None:
        return ""
    months = unit.product.warranty_months
    return ngettext(
        "%(months)s month of warranty from %(day)s",
        "%(months)s months of warranty from %(day)s",
        months,
    ) % {"months": months, "day": day(start)}


def reasons(coverage: Coverage) -> list[str]:
    """Return each reason of a verdict with its day."""
    return [because(reason) for reason in coverage.reasons]


def because(reason: Because) -> str:
    """Return one reason, the name and the day it speaks of put in."""
    text = _(reason.text)
    told = [reason.who, day(reason.on) if reason.on else ""]
    if not any(told):
        return text
    more = ", ".join(each for each in told if each)
    return _("%(text)s: %(day)s.") % {"text": text.rstrip(".:"), "day": more}


def day(value: object) -> str:
    """Return a day as plain words, for inside a sentence."""
    shown: SafeString = when(value, "day")  # type: ignore[arg-type]
    return shown.split(">", 1)[-1].rsplit("<", 1)[0]
