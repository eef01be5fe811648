"""What nobody needs any more, deleted once a day in small batches."""

from datetime import datetime, timedelta

from django.db import transaction

from outbox.handlers import every
from outbox.words import DONE, Lease, Outcome, again
from rma.jobs import forget_files
from rma.models import Draft, IdempotencyKey, MailedLink, Message, Scan, Upload
from rma.models.draft import KEPT_FOR
from rma.rules.words import OPEN_STATUSES
from rma.steps.forgetting import FAREWELL
from shipping import inbox

_KEYS_KEPT = timedelta(days=30)
# An arrival is remembered as long as its return is open.
_SCANS_KEPT = timedelta(days=400)
# The last letter to somebody forgotten names them; a mail server has it by then.
_FAREWELL_KEPT = timedelta(days=7)
_AT_ONCE = 1000


@every(timedelta(days=1), "tidy")
def tidy(*, lease: Lease, at: datetime) -> Outcome:
    """Delete old drafts, scans, hooks read and old requests, while there are."""
    drafts = Draft.objects.filter(changed_at__lt=at - KEPT_FOR)
    keys = IdempotencyKey.objects.filter(at__lt=at - _KEYS_KEPT)
    old_drafts = list(drafts.values_list("pk", flat=True)[:_AT_ONCE])
    old_keys = list(keys.values_list("pk", flat=True)[:_AT_ONCE])
    _delete_drafts(old_drafts, at)
    IdempotencyKey.objects.filter(pk__in=old_keys).delete()
    # Over, and more than an hour old, a link neither opens nor counts.
    links = MailedLink.objects.filter(made_at__lt=at - timedelta(days=1))
    links.filter(expires_at__lt=at).delete()
    farewells = Message.objects.filter(letter=FAREWELL, case=None)
    farewells.filter(created_at__lt=at - _FAREWELL_KEPT).delete()
    scans = Scan.objects.filter(at__lt=at - _SCANS_KEPT)
    over = scans.exclude(case__status__in=OPEN_STATUSES)
    old_scans = list(over.values_list("pk", flat=True)[:_AT_ONCE])
    Scan.objects.filter(pk__in=old_scans).delete()
    more_hooks = inbox.forget(at=at, most=_AT_ONCE)
    if more_hooks or _AT_ONCE in (
        len(old_drafts),
        len(old_keys),
        len(old_scans),
    ):
        return again(timedelta(seconds=1), counts=False)
    return DONE


def _delete_drafts(ids: list[int], at: datetime) -> None:
    """Delete drafts, and have their files looked at by whoever tidies storage."""
    with transaction.atomic():
        files = Upload.objects.filter(draft__in=ids).values_list("file", flat=True)
        forget_files.forget_later(list(files), at)
        Draft.objects.filter(pk__in=ids).delete()
