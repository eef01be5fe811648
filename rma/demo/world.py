"""The whole demonstration: base data, a year of returns, and what is open today."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from random import Random

from django.db import transaction

from outbox.models import Job, State
from outbox.post import Posting, post_many
from rma.actions import resolving
from rma.demo import cast, pool, stock
from rma.demo.past import PAST, Story
from rma.demo.present import PRESENT
from rma.demo.stock import NoneLeft, Shelf
from rma.demo.teller import Teller, TheEnd
from rma.documents.report import KIND
from rma.models import Case, CreditRequest, User, VendorClaim
from rma.rules.words import CaseStatus, ClaimStatus, Role
from rma.steps import evidence
from rma.steps.minting import drawing_from
from shipping.models import Parcel
from shipping.words import FINAL

CASES_OF_THE_PAST = 36
_YEAR = timedelta(days=365)
# Letters are written for returns begun since then; older ones nobody looks for.
_LATELY = timedelta(days=10)
_ACCOUNTING_TAKES = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Told:
    """Say how many returns were told."""

    returns: int


def tell(*, at: datetime, seed: int = 1, past: int = CASES_OF_THE_PAST) -> Told:
    """Tell the year that ends on a moment's day; the same for the same day and seed."""
    until = datetime.combine(at.astimezone(UTC).date(), time(0), tzinfo=UTC)
    # Chance here makes a story, never a secret.
    chance = Random(f"{seed}:{until:%Y-%m-%d}")  # noqa: S311
    with drawing_from(chance.randrange):
        stock.take_in(chance, until.date(), until - timedelta(days=920))
        staff = cast.enter(until)
        pool.fill(staff, until - _YEAR)
        shelf = Shelf(chance, list(cast.TO_TRY))
        plot = _plot(chance, until, past)
        for begins_at, story in plot:
            teller = Teller(begins_at, until, chance, staff)
            teller.writes_letters = begins_at > until - _LATELY
            _tell_one(story, teller, shelf)
            if not teller.writes_letters:
                _forget_letters()
    _answer_credits(staff, until)
    pool.put_away(staff)
    _forget_parcels_arrived()
    _draw_packets(until)
    _draw_reports(until)
    return Told(len(plot))


def _plot(chance: Random, until: datetime, past: int) -> list[tuple[datetime, Story]]:
    """Return every story with its beginning, in order."""
    more = max(past - len(PAST), 0)
    stories = [*PAST, *chance.choices(list(PAST), list(PAST.values()), k=more)][:past]
    span = (_YEAR - timedelta(days=75)).total_seconds()
    plot = [
        (until - _YEAR + timedelta(seconds=chance.uniform(0, span)), story)
        for story in stories
    ]
    plot += [(until - timedelta(days=days), story) for story, days in PRESENT]
    return sorted(plot, key=lambda each: each[0])


def _tell_one(story: Story, teller: Teller, shelf: Shelf) -> None:
    with suppress(TheEnd, NoneLeft):
        story(teller, shelf)


def _answer_credits(staff: dict[Role, User], until: datetime) -> None:
    """Let accounting answer what was credited some days ago, each with a number."""
    by = staff[Role.LEAD].actor
    asked = CreditRequest.objects.filter(at__lte=until - _ACCOUNTING_TAKES)
    for credit in asked.select_related("resolution__line__case").order_by("at", "pk"):
        case = credit.resolution.line.case
        resolving.note_accounting_number(
            credit_request_id=credit.pk,
            number=f"GS-{credit.at:%Y}-{credit.pk:05}",
            by=by,
            at=max(case.changed_at, credit.at + _ACCOUNTING_TAKES),
        )


def _forget_letters() -> None:
    """Take back the letters of long ago: nobody looks for them."""
    Job.objects.filter(kind="tell", state=State.READY).delete()


def _draw_packets(at: datetime) -> None:
    """Have the evidence drawn for the claims that wait to be filed, however old."""
    with transaction.atomic():
        for claim in VendorClaim.objects.filter(status=ClaimStatus.READY):
            key = f"waiting:{claim.pk}"
            evidence.changed(case_id=claim.line.case_id, key=key, at=at)


def _draw_reports(at: datetime) -> None:
    """Have the reports drawn of what ended, however old: whoever looks finds them."""
    ended = Case.objects.filter(status=CaseStatus.CLOSED).values_list("pk", flat=True)
    with transaction.atomic():
        post_many(
            [
                Posting("draw", f"ended:{pk}:report", {"case_id": pk, "kind": KIND}, at)
                for pk in ended
            ]
        )


def _forget_parcels_arrived() -> None:
    """Take back the looks at parcels that have arrived since."""
    arrived = Parcel.objects.filter(state__in=[state.value for state in FINAL])
    parcels = set(arrived.values_list("pk", flat=True))
    looks = Job.objects.filter(kind="parcel.follow", state=State.READY)
    done = [job.pk for job in looks if job.ids.get("parcel_id") in parcels]
    Job.objects.filter(pk__in=done).delete()
