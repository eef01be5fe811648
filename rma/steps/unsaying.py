"""A history without the words of people in it: that it happened, and when, stays."""

from django.db.models import QuerySet

from rma.models import Case, Event
from rma.rules import own_words
from rma.rules.actors import ActorKind

_AT_ONCE = 500


def forget_words(cases: QuerySet[Case], *, gone: str) -> None:
    """Take own words out of the facts of some returns, and the customer's name."""
    events = Event.objects.filter(case__in=cases)
    events.filter(by_kind=ActorKind.CUSTOMER).update(by=gone)
    changed: list[Event] = []
    for event in events.only("name", "facts").iterator(chunk_size=_AT_ONCE):
        left = own_words.without_words(event.name, event.facts)
        if left != event.facts:
            event.facts = left
            changed.append(event)
        if len(changed) >= _AT_ONCE:
            _write(changed)
    _write(changed)


def _write(changed: list[Event]) -> None:
    """Write facts over: the one way past "never changed", as the law stands above."""
    Event.objects.bulk_update(changed, ["facts"])
    changed.clear()
