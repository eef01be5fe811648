"""Letting devices work at the dock, and people work with them by badge and PIN."""

from datetime import datetime, timedelta

from rma.actions.use_case import Once, use_case
from rma.models import Badge, Device, Shelf, Shift
from rma.rules.actors import Actor

OFFER = timedelta(minutes=10)


class OfferGone(Exception):
    """The code is nobody's, was used, or is older than ten minutes."""


class UnknownBadge(Exception):
    """No badge of ours has this code, or its person may no longer come in."""


class BadgeLocked(Exception):
    """The PIN was wrong too often; a lead gives a new one."""


class ShelfTaken(Exception):
    """The site has a shelf of that name already."""


@use_case
def offer_device(
    *,
    name: str,
    site_id: int,
    code_hash: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Device:
    """Let a new device be enrolled at a site within ten minutes, by a code."""
    return Device.objects.create(
        name=name,
        site_id=site_id,
        code_hash=code_hash,
        code_until=at + OFFER,
        offered_at=at,
        offered_by=by.label[:120],
    )


@use_case
def enrol_device(*, code_hash: str, secret_hash: str, at: datetime) -> Device:
    """
    Spend an offered code: who holds the secret from now on is the device.

    Raises OfferGone.
    """
    offered = Device.objects.offered(at).select_for_update()
    device = offered.filter(code_hash=code_hash).first()
    if device is None:
        raise OfferGone
    device.code_hash, device.secret_hash, device.enrolled_at = "", secret_hash, at
    device.save()
    return device


@use_case
def revoke_device(*, device_id: int, by: Actor, at: datetime) -> Device:
    """End a device for good, and whatever shift runs on it."""
    device = Device.objects.select_for_update().get(pk=device_id)
    if device.revoked_at is None:
        device.revoked_at, device.revoked_by = at, by.label[:120] or "-"
        device.save()
    Shift.objects.filter(device=device, ended_at=None).update(ended_at=at)
    return device


@use_case
def give_badge(
    *,
    user_id: int,
    code: str,
    pin: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Badge:
    """Give somebody a badge with a PIN; who has one keeps its code."""
    badge = Badge.objects.select_for_update().filter(user_id=user_id).first()
    if badge is None:
        badge = Badge(user_id=user_id, code=code)
    badge.take_pin(pin)
    badge.given_at, badge.given_by = at, by.label[:120]
    badge.save()
    return badge


@use_case
def begin_shift(
    *,
    device_id: int,
    pin: str,
    at: datetime,
    code: str = "",
    user_id: int | None = None,
) -> Shift | None:
    """
    Let somebody work with a device, in whose place they step; None for a wrong PIN.

    Raises UnknownBadge, and BadgeLocked after five wrong PINs.
    """
    badges = Badge.objects.select_related("user").select_for_update(of=("self",))
    whose = {"code": code} if code else {"user_id": user_id}
    badge = badges.filter(**whose, user__is_active=True).exclude(user__role="").first()
    if badge is None:
        raise UnknownBadge
    if badge.is_locked:
        raise BadgeLocked
    is_right = badge.knows(pin)
    badge.save(update_fields=["tries"])
    if not is_right:
        return None
    # The device's row is the queue for two who step up at the same moment.
    device = Device.objects.enrolled().select_for_update().get(pk=device_id)
    Shift.objects.filter(device=device, ended_at=None).update(ended_at=at)
    return Shift.objects.create(
        device=device, user=badge.user, started_at=at, seen_at=at
    )


@use_case
def end_shift(*, device_id: int, at: datetime) -> None:
    """Lock a device: the next one needs a PIN."""
    Shift.objects.filter(device_id=device_id, ended_at=None).update(ended_at=at)


@use_case
def note_presence(*, shift_id: int, at: datetime) -> None:
    """Remember that somebody still works with a device."""
    Shift.objects.filter(pk=shift_id, seen_at__lt=at).update(seen_at=at)


@use_case
def add_shelf(
    *,
    site_id: int,
    name: str,
    code: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Shelf:
    """
    Name a shelf and give it a code.

    Raises ShelfTaken.
    """
    if Shelf.objects.filter(site_id=site_id, name=name).exists():
        raise ShelfTaken(name)
    return Shelf.objects.create(site_id=site_id, name=name, code=code)
