"""A copy of somebody's data: asked for, counted, ready for a week, then gone."""

import secrets
from datetime import datetime, timedelta

from outbox.post import post
from outbox.words import Lease
from rma.actions.use_case import Once, use_case
from rma.messages import data_letters
from rma.messages.link_letter import LinkLetter
from rma.models import Contact, DataExport, Site
from rma.rules.actors import Actor
from rma.rules.members import EXPORT_KEPT
from rma.steps import links_asked, mailing, people

# So soon after the last one there is nothing new to take along.
_NOT_AGAIN_WITHIN = timedelta(hours=1)


@use_case
def ask_for_data(
    *,
    contact_id: int,
    is_whole: bool,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> DataExport:
    """Have a copy made; one that is on its way, or an hour old, is the same one."""
    contact = Contact.objects.get(pk=contact_id)
    account = people.locked_account(contact.account_id)
    recent = DataExport.objects.filter(contact=contact, is_whole=is_whole)
    recent = recent.filter(asked_at__gt=at - _NOT_AGAIN_WITHIN)
    waiting = DataExport.objects.filter(contact=contact, ready_at=None)
    same = waiting.first() or recent.exclude(file="").order_by("-id").first()
    if same is not None:
        return same
    export = DataExport.objects.create(
        account=account,
        contact=contact,
        is_whole=is_whole,
        asked_at=at,
        # Nobody guesses where it will lie.
        file=f"exports/{secrets.token_hex(16)}.zip",
    )
    what = "all data" if is_whole else "own data"
    people.write_change(account, "export", f"{contact.email}: {what}", by=by, at=at)
    post("export", f"export:{export.pk}", export_id=export.pk)
    return export


@use_case
def ask_for_mailbox_data(
    *, email: str, at: datetime, once: Once | None = None
) -> DataExport:
    """
    Have a copy made of all about a mailbox, for whoever showed that they read it.

    One that is on its way, or an hour old, is the same one.
    """
    email = email.strip().lower()
    mine = DataExport.objects.filter(email=email)
    recent = mine.filter(asked_at__gt=at - _NOT_AGAIN_WITHIN).exclude(ready_at=None)
    same = recent.exclude(file="").order_by("-id").first()
    if same is not None:
        return same
    # Of two who ask at once one makes it; the constraint has the other find it.
    export, _made = mine.get_or_create(
        email=email,
        ready_at=None,
        defaults={"asked_at": at, "file": f"exports/{secrets.token_hex(16)}.zip"},
    )
    post("export", f"export:{export.pk}", export_id=export.pk)
    return export


@use_case
def note_progress(*, export_id: int, done: int, total: int, at: datetime) -> int:
    """Write how far it is, for the page to show."""
    rows = DataExport.objects.filter(pk=export_id, ready_at=None)
    return rows.update(done=done, total=total)


@use_case
def hand_over(
    *,
    export_id: int,
    file: str,
    size: int,
    at: datetime,
    lease: Lease | None = None,
) -> DataExport:
    """Let it be fetched for a week, and tell whoever asked; twice is once."""
    export = DataExport.objects.select_for_update().get(pk=export_id)
    if export.ready_at is None:
        export.file, export.size, export.ready_at = file, size, at
        export.expires_at = at + EXPORT_KEPT
        export.done = export.total
        export.save()
        ends = export.expires_at
        post("export.end", f"export.end:{export.pk}", at=ends, export_id=export.pk)
        mailing.write_link_letter(
            _letter(export, at), _to(export), at, site=Site.objects.default(), case=None
        )
    if lease:
        lease.finish()
    return export


@use_case
def end_export(
    *, export_id: int, at: datetime, lease: Lease | None = None
) -> DataExport:
    """Forget where the file lay; it is gone by now."""
    export = DataExport.objects.select_for_update().get(pk=export_id)
    export.file = ""
    export.save(update_fields=["file"])
    if lease:
        lease.finish()
    return export


def _letter(export: DataExport, at: datetime) -> LinkLetter:
    """Return the letter that says it is ready; a guest's has a key of its own."""
    if export.contact is not None:
        return data_letters.data_ready(export)
    ends = export.expires_at or at
    secret = links_asked.mint(at, until=ends, email=export.email)
    return data_letters.copy_ready(export, secret)


def _to(export: DataExport) -> str:
    return export.contact.email if export.contact else export.email
