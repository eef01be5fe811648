"""How much longer a parcel travels abroad: the reach, its days, its reason."""

from datetime import date

import pytest

from rma.rules import road
from rma.rules.road import Reach

TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("home", "country", "reach"),
    [
        ("DE", "DE", Reach.HOME),
        ("DE", "de", Reach.HOME),
        ("DE", "", Reach.HOME),
        ("DE", "FR", Reach.UNION),
        ("DE", "CH", Reach.NEAR),
        ("GB", "DE", Reach.NEAR),
        ("US", "CA", Reach.NEAR),
        ("DE", "IR", Reach.FAR),
        ("US", "DE", Reach.FAR),
    ],
)
def test_reach_is_of_two_countries_whichever_is_ours(home, country, reach):
    assert road.reach_of(home, country) is reach
    assert road.reach_of(country, home) is reach


def test_further_is_never_sooner_and_always_has_a_reason():
    rows = [road.row_for("DE", each, TODAY) for each in ("DE", "FR", "CH", "IR")]
    days = [row.more_days for row in rows]
    assert days == sorted(set(days))
    assert not rows[0].why
    assert all(row.why for row in rows[1:])


def test_figures_count_from_their_day():
    before = date(2019, 12, 31)
    assert road.row_for("DE", "IR", before).more_days == 0


def test_every_reach_has_figures():
    assert {row.reach for row in road.TABLE} == set(Reach)
