"""Old scans go; the arrivals of open returns stay."""

import datetime as dt
import uuid

import pytest

from rma.actions import scanning
from rma.actions.scanning import Reading
from rma.jobs import tidy
from rma.models import Scan
from tests.rma import builders
from tests.rma.builders import CLERK, NOON

pytestmark = pytest.mark.django_db


class TestOldScans:
    def test_are_deleted_except_arrivals_of_open_returns(self):
        builders.a_case()
        for text in ("SN-1", "nobody's"):
            reading = Reading(id=uuid.uuid4(), text=text, scanned_at=NOON)
            scanning.keep_scan(reading=reading, by=CLERK, at=NOON)
        tidy.tidy(lease=None, at=NOON + dt.timedelta(days=399))
        assert Scan.objects.count() == 2
        tidy.tidy(lease=None, at=NOON + dt.timedelta(days=401))
        assert [scan.verdict for scan in Scan.objects.all()] == ["GO"]
