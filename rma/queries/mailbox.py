"""What belongs to whoever reads a mailbox: copies of their data, and their wishes."""

from dataclasses import dataclass
from datetime import datetime

from rma.models import Contact, DataExport


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Hold the copies made of a mailbox's data, and what its guests asked for."""

    copies: tuple[DataExport, ...]
    has_guest: bool
    has_member: bool
    forgetting_asked_at: datetime | None

    @property
    def is_busy(self) -> bool:
        """Return whether a copy is on its way."""
        return any(each.ready_at is None for each in self.copies)


def look_into(email: str) -> Mailbox:
    """Return what belongs to a mailbox."""
    guests = Contact.objects.guests_at(email).order_by("forgetting_asked_at")
    asked = [each.forgetting_asked_at for each in guests]
    members = Contact.objects.members().filter(email__iexact=email)
    return Mailbox(
        copies=tuple(DataExport.objects.filter(email=email).order_by("-id")[:5]),
        has_guest=bool(asked),
        has_member=members.exists(),
        # One account more, opened since, can still be asked about.
        forgetting_asked_at=asked[0] if asked and all(asked) else None,
    )


def copy(email: str, export_id: int) -> DataExport | None:
    """Return one copy made of a mailbox's data."""
    return DataExport.objects.filter(email=email, pk=export_id).first()
