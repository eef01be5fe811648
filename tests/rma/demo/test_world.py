"""The demonstration: every screen has something, nothing is out of order."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import transaction

import rma.demo
from outbox.models import Job, State
from rma.demo import cast, world
from rma.demo.drives import DRIVES
from rma.demo.past import PAST
from rma.models import (
    Account,
    AdvanceReplacement,
    Case,
    CaseLine,
    CreditRequest,
    Discrepancy,
    Dispatch,
    Loan,
    Placement,
    Site,
    Unit,
    User,
    VendorClaim,
)
from rma.queries import dock_lists, invariants
from rma.queries.dock_lists import Kind
from rma.rules.loans import LoanState
from rma.rules.words import CaseStatus
from tests.rma.demo.dump import digest

TODAY = datetime(2026, 11, 18, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    kept = settings.STORAGES["default"]
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**kept, "OPTIONS": {"location": tmp_path / "files"}},
    }
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.mark.timeout(300)
class TestTheWorld:
    @pytest.mark.slow
    def test_shows_every_status_and_is_as_it_must_be(self, db):
        told = world.tell(at=TODAY, past=len(PAST))

        assert told.returns == Case.objects.count() < 300
        shown = set(Case.objects.values_list("status", flat=True))
        assert shown == {status.value for status in CaseStatus}
        assert not Job.objects.filter(state=State.DEAD).exists()
        assert not Case.objects.filter(changed_at__gt=TODAY).exists()
        assert Dispatch.objects.to_ship().exists()
        assert Discrepancy.objects.open().count() >= 2
        assert AdvanceReplacement.objects.filter(overdue_at__isnull=False).exists()
        assert VendorClaim.objects.to_file().exists()
        states = {loan.state_on(TODAY.date()) for loan in Loan.objects.all()}
        assert {LoanState.OUT, LoanState.OVERDUE} <= states
        assert invariants.find_all(TODAY) == []
        lies = dock_lists.rows_of(Kind.TO_PUT_AWAY, Site.objects.default().pk)
        assert lies.count() == 2
        assert Placement.objects.count() > 10
        # Reports of what ended are drawn once a worker runs, letters or not.
        ended = Case.objects.filter(status=CaseStatus.CLOSED).count()
        assert Job.objects.filter(key__startswith="ended:").count() == ended > 10
        assert_reads_true()
        assert_can_be_visited()

    @pytest.mark.slow
    @pytest.mark.parametrize(
        "day",
        [
            datetime.now(UTC),
            datetime(2027, 1, 1, 8, tzinfo=UTC),
            datetime(2028, 2, 29, 23, tzinfo=UTC),
            datetime(2027, 8, 15, 12, tzinfo=UTC),
        ],
        ids=["today", "new year", "leap day", "a summer Sunday"],
    )
    def test_can_be_told_on_any_day(self, db, day):
        world.tell(at=day)

        assert not Job.objects.filter(state=State.DEAD).exists()
        assert invariants.find_all(day) == []


def assert_reads_true() -> None:
    """People complain of what their unit can do, and accounting has answered them."""
    strange = {
        "cameras": ("self-test", "writing", "clicks", "channel", "array"),
        "recorders": ("self-test", "array", "focus"),
        "drives": ("picture", "lens", "channel", "light blinks"),
    }
    lines = CaseLine.objects.exclude(product=None).select_related("product")
    told = [(each.product.category, each.description) for each in lines]
    assert {category for category, _said in told} == set(strange)
    odd = [each for each in told if any(word in each[1] for word in strange[each[0]])]
    assert odd == []
    credits = CreditRequest.objects.filter(at__lte=TODAY - timedelta(days=4))
    assert credits.exists()
    assert not credits.filter(accounting_number="").exists()
    # No parcel is handed over and here in the same minute.
    for case in Case.objects.all():
        kept = dict(case.promises.filter(state="kept").values_list("step", "kept_at"))
        if "hand_over" in kept and "arrive" in kept:
            assert kept["hand_over"] < kept["arrive"], case


def assert_can_be_visited() -> None:
    """Sign-ins work, serials are there, and seeding again changes nothing."""
    lines = rma.demo.sign_ins()
    for email, _name in (*cast.STAFF.values(), *cast.CUSTOMERS.values()):
        assert User.objects.get(email=email).check_password(cast.PASSWORD)
        assert any(email in line for line in lines)
    for serial in cast.TO_TRY:
        assert not Unit.objects.get(serial=serial).lines.exists()
        assert any(serial in line for line in lines)
    before = digest()
    said = io.StringIO()
    call_command("seed_demo", stdout=said)
    assert "nothing was changed" in said.getvalue()
    assert digest() == before


class TestTellingAgain:
    @pytest.mark.slow
    @pytest.mark.timeout(600)
    def test_gives_the_same_world_for_the_same_day_and_seed(self, db):
        def told(at: datetime, seed: int = 1) -> str:
            start = transaction.savepoint()
            world.tell(at=at, seed=seed, past=4)
            found = digest()
            transaction.savepoint_rollback(start)
            return found

        first = told(TODAY)
        assert told(TODAY.replace(hour=18)) == first
        assert told(TODAY, seed=2) != first


class TestBeforeIt:
    def test_there_is_nobody_to_sign_in_as(self, db):
        assert rma.demo.sign_ins() == []
        assert not Account.objects.exists()


class TestDrives:
    def test_carry_the_published_failure_rates(self):
        rates = {drive.mpn: drive.failures_a_year for drive in DRIVES}
        assert rates["WUH721816ALE6L4"] == pytest.approx(0.32, abs=0.01)
        assert rates["ST12000NM0007"] == pytest.approx(2.15, abs=0.01)
