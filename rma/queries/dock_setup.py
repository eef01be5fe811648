"""What a lead set up for the dock: devices, badges, shelves."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from rma.models import Badge, Device, Shelf, Shift, User

_MOST = 500


@dataclass(frozen=True, slots=True)
class DockDevice:
    """Show one device: where it is, whether it may be used, who is at it."""

    id: int
    name: str
    site: str
    state: str
    since: datetime
    who: str


@dataclass(frozen=True, slots=True)
class DockPerson:
    """Show one of our people and their badge."""

    id: int
    name: str
    has_badge: bool
    is_locked: bool


def devices(at: datetime) -> tuple[DockDevice, ...]:
    """Return all devices, those in use first, the ended ones last."""
    running = Prefetch("shifts", Shift.objects.running(at).select_related("user"))
    rows = Device.objects.select_related("site").prefetch_related(running)
    told = (_device(row, at) for row in rows.order_by("revoked_at", "name")[:_MOST])
    return tuple(sorted(told, key=lambda row: row.state == "ended"))


def _device(row: Device, at: datetime) -> DockDevice:
    if row.revoked_at:
        state, since = "ended", row.revoked_at
    elif row.enrolled_at:
        state, since = "enrolled", row.enrolled_at
    else:
        state = "offered" if row.code_until > at else "lapsed"
        since = row.offered_at
    who = ", ".join(str(shift.user) for shift in row.shifts.all())
    return DockDevice(row.pk, row.name, row.site.name, state, since, who)


def device(device_id: int) -> Device | None:
    """Return one device."""
    return Device.objects.select_related("site").filter(pk=device_id).first()


def people() -> tuple[DockPerson, ...]:
    """Return our own people who may come in, and whether they have a badge."""
    ours = User.objects.filter(is_active=True).exclude(role="")
    badges = {badge.user_id: badge for badge in Badge.objects.all()}
    return tuple(
        DockPerson(
            user.pk,
            str(user),
            user.pk in badges,
            user.pk in badges and badges[user.pk].is_locked,
        )
        for user in ours.order_by("name", "email")[:_MOST]
    )


def badge_of(user_id: int) -> Badge | None:
    """Return somebody's badge."""
    return Badge.objects.select_related("user").filter(user_id=user_id).first()


def shelves() -> tuple[Shelf, ...]:
    """Return all shelves by site and name."""
    rows = Shelf.objects.select_related("site").order_by("site__name", "name")
    return tuple(rows[:_MOST])
