"""Profiles of rules: begun as a copy of another, under a name of their own."""

from collections.abc import Mapping
from datetime import date, datetime

from rma.actions.setting_up import NotYetInForce
from rma.actions.use_case import Once, use_case
from rma.models import Policy
from rma.rules.actors import Actor


class NameTaken(Exception):
    """Another profile for the same kind of customer has this name."""


@use_case
def begin_profile(
    *,
    like_id: int,
    name: str,
    party: str,
    countries: str,
    starts_on: date,
    values: Mapping[str, object],
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Policy:
    """
    Begin a profile like another, for a kind of customer and some countries.

    Raises NameTaken, and NotYetInForce for a first day that has passed.
    """
    row = Policy.objects.select_related("site").get(pk=like_id)
    if starts_on < row.site.calendar.local_day(at):
        raise NotYetInForce
    if Policy.objects.filter(party=party, name__iexact=name.strip()).exists():
        raise NameTaken
    # A copy without a key is a new row: what it was copied from stays as it is.
    row.pk, row.version = None, 1
    row._state.adding = True
    row.name, row.party, row.countries = name.strip(), party, countries
    row.starts_on, row.ends_on = starts_on, None
    for field, value in values.items():
        setattr(row, field, value)
    row.save()
    return row
