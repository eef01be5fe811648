"""The sandbox's books: what it sold, what it says about it, where the parcels are."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import uuid4

from django.utils.translation import gettext as _

from shipping.carriers.answers import (
    Bought,
    Documents,
    Money,
    Queued,
    SoldLabel,
    VoidAnswer,
)
from shipping.carriers.base import PurchaseOrder, QuoteRequest
from shipping.carriers.sandbox import papers
from shipping.carriers.sandbox.front import NAME
from shipping.carriers.sandbox.journey import (
    BROUGHT_IN_AFTER,
    USED_AFTER,
    Step,
    delivery_day,
    journey,
)
from shipping.carriers.sandbox.label import LabelText
from shipping.carriers.sandbox.rates import days_on_the_road
from shipping.carriers.sandbox.scenarios import Scenario, asked_for, named
from shipping.carriers.statuses import state_of
from shipping.models import Parcel, SandboxLabel, SandboxScenario
from shipping.wishes import Wishes
from shipping.words import Address, Movement

QUEUED_FOR = timedelta(seconds=60)
SHOWN_AFTER = timedelta(minutes=10)
REFUND_TAKES = timedelta(days=2)


def sell(order: PurchaseOrder, scenario: Scenario, *, at: datetime) -> SandboxLabel:
    """Write a label into the books: one more each time, whoever asks."""
    request, rate = order.request, order.rate
    sold_before = SandboxLabel.objects.filter(rate_id=rate.rate_id).count()
    return SandboxLabel.objects.create(
        provider_id=f"sbx_{uuid4().hex}",
        ref=request.ref,
        rate_id=rate.rate_id,
        tracking_number=tracking_number_of(f"{rate.rate_id}|{sold_before}"),
        service=rate.service,
        cost_cents=rate.cost_cents,
        currency=rate.currency,
        is_return=request.is_return,
        sender=request.sender.as_dict(),
        recipient=request.recipient.as_dict(),
        weight_grams=request.size.weight_grams,
        reference=request.reference,
        contents=request.contents,
        wishes=request.wishes.as_dict(),
        inside=request.inside,
        scenario=scenario.value,
        purchased_at=at,
        ready_at=at + QUEUED_FOR if scenario is Scenario.QUEUED else at,
        visible_at=at + SHOWN_AFTER if scenario is Scenario.SHOWN_LATE else at,
    )


def chosen(request: QuoteRequest) -> Scenario:
    """Return what goes wrong: by the addresses, else the next that somebody chose."""
    by_address = asked_for(request.sender, request.recipient)
    if by_address is not Scenario.NONE:
        return by_address
    return named(SandboxScenario.take(tuple(Scenario)))


def papers_of(label: SandboxLabel) -> Documents:
    """Return the label and its papers, drawn from the books."""
    wishes = Wishes.from_dict(label.wishes)
    text = LabelText(
        tracking_number=label.tracking_number,
        service=label.service,
        sender=Address.from_dict(label.sender),
        recipient=Address.from_dict(label.recipient),
        reference=label.reference,
        contents=label.contents,
        weight_grams=label.weight_grams,
    )
    others = []
    if wishes.counter_code:
        others.append(papers.counter_code(text))
    if wishes.customs and text.sender.country != text.recipient.country:
        others.append(papers.customs_invoice(text, wishes.customs))
    return Documents(papers.drawn(text, wishes.label_format), tuple(others))


def take_back(label: SandboxLabel, *, at: datetime) -> VoidAnswer:
    """Take a label back, unless the parcel has been handed over."""
    if label.refund_asked_at is None or label.refund_refused:
        moved = any(step.at <= at for step in steps(label, None)[1:])
        label.refund_asked_at = label.refund_asked_at or at
        label.refund_refused = moved or label.scenario == Scenario.VOID_REFUSED
        label.save(update_fields=["refund_asked_at", "refund_refused"])
    return refund_of(label, at=at)


def refund_of(label: SandboxLabel, *, at: datetime) -> VoidAnswer:
    """Return how a label given back stands."""
    if label.voided_at is not None:
        return VoidAnswer(voided=True)
    if label.refund_asked_at is None:
        return VoidAnswer(voided=False, problem=_("Nobody has given the label back."))
    if label.refund_refused:
        return VoidAnswer(
            voided=False,
            problem=_("The carrier has scanned the label and keeps the money."),
        )
    slow = label.scenario == Scenario.VOID_SLOW
    if slow and at < label.refund_asked_at + REFUND_TAKES:
        return VoidAnswer(voided=None)
    SandboxLabel.objects.filter(pk=label.pk).update(voided_at=at)
    label.voided_at = at
    return VoidAnswer(voided=True)


def answer(label: SandboxLabel, *, at: datetime) -> Bought | Queued:
    """Return what the sandbox says about a label it sold."""
    waiting = label.ready_at > at
    raw = json.dumps(
        {
            "object_id": label.provider_id,
            "status": "QUEUED" if waiting else "SUCCESS",
            "rate": label.rate_id,
            "metadata": label.ref,
            "tracking_number": "" if waiting else label.tracking_number,
        }
    )
    if waiting:
        return Queued(label.provider_id, raw, label.ref, label.rate_id)
    handed_over_at = label.purchased_at + BROUGHT_IN_AFTER
    return Bought(
        provider_id=label.provider_id,
        rate_id=label.rate_id,
        tracking_number=label.tracking_number,
        expected_on=delivery_day(handed_over_at, _days(label)),
        raw=raw,
        ref=label.ref,
    )


def line(label: SandboxLabel) -> SoldLabel:
    """Return the label as a line of the sandbox's list."""
    return SoldLabel(
        provider_id=label.provider_id,
        ref=label.ref,
        rate_id=label.rate_id,
        tracking_number=label.tracking_number,
        sold_at=label.purchased_at,
        cost_cents=label.cost_cents,
        currency=label.currency,
        money=_money(label),
    )


def _money(label: SandboxLabel) -> Money:
    if label.voided_at:
        return Money.RETURNED
    if label.refund_asked_at is None:
        return Money.KEPT
    return Money.REFUSED if label.refund_refused else Money.RETURNING


def steps(label: SandboxLabel, seen_leaving_at: datetime | None) -> tuple[Step, ...]:
    """Return the parcel's journey, the steps to come included."""
    return journey(
        purchased_at=label.purchased_at,
        handed_over_at=_handed_over_at(label, seen_leaving_at),
        days=_days(label),
        scenario=Scenario(label.scenario),
        forced_at=[datetime.fromisoformat(moment) for moment in label.forced_at],
    )


def movements(
    label: SandboxLabel, seen_leaving_at: datetime | None, *, at: datetime
) -> tuple[Movement, ...]:
    """Return what has happened to the parcel by now, in our words."""
    days = _days(label)
    happened = [step for step in steps(label, seen_leaving_at) if step.at <= at]
    return tuple(
        Movement(
            carrier=NAME,
            tracking_number=label.tracking_number,
            state=state_of(step.code),
            occurred_at=step.at,
            text=step.text,
            place=_place(label, step),
            code=step.code,
            expected_on=_expected_on(step, happened, days),
        )
        for step in happened
    )


def tracking_number_of(seed: str) -> str:
    """Return `SBX`, fifteen digits made from the seed, and their check digit."""
    number = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big")
    body = f"{number % 10**15:015d}"
    return f"SBX{body}{check_digit(body)}"


def check_digit(body: str) -> int:
    """Return the digit that brings the weighted sum up to a multiple of ten."""
    weighted = (
        int(digit) * (3 if place % 2 == 0 else 1)
        for place, digit in enumerate(reversed(body))
    )
    return -sum(weighted) % 10


def _days(label: SandboxLabel) -> int:
    ends = Address.from_dict(label.sender), Address.from_dict(label.recipient)
    return days_on_the_road(label.service, *ends)


def _handed_over_at(
    label: SandboxLabel, seen_leaving_at: datetime | None
) -> datetime | None:
    if not label.is_return:
        return seen_leaving_at
    box = _box_of(label)
    if box:
        return seen_leaving_at or _taken_out_at(box)
    brought_in_at = label.purchased_at + BROUGHT_IN_AFTER
    return min(seen_leaving_at or brought_in_at, brought_in_at)


def _box_of(label: SandboxLabel) -> str:
    """Return the box a label lies in; what was planned may have been called off."""
    if not label.inside:
        return ""
    code = label.ref.partition(".")[0]
    told = Parcel.objects.filter(code=code).values_list("inside", flat=True)
    return next(iter(told), label.inside)


def _taken_out_at(box: str) -> datetime | None:
    """Return when a label that came in another's box is taken to be used, if ever."""
    outer = (
        SandboxLabel.objects.filter(ref__startswith=f"{box}.", voided_at=None)
        .order_by("-purchased_at")
        .first()
    )
    if outer is None or outer.is_return:
        return None
    *_, last = steps(outer, outer.seen_leaving_at)
    return last.at + USED_AFTER if last.code == "delivered" else None


def _expected_on(step: Step, happened: Iterable[Step], days: int) -> date | None:
    """Return the estimate given with a step, which never changes afterwards."""
    if step.code == "information_received":
        return delivery_day(step.at + BROUGHT_IN_AFTER, days)
    if step.code == "package_accepted":
        return delivery_day(step.at, days)
    if step.code == "delayed":
        accepted = next(each for each in happened if each.code == "package_accepted")
        return delivery_day(accepted.at, days + 2)
    return None


def _place(label: SandboxLabel, step: Step) -> str:
    near_the_end = step.code in {"package_arrived", "out_for_delivery", "delivered"}
    end = label.recipient if near_the_end else label.sender
    return Address.from_dict(end).city
