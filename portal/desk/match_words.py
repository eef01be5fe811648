"""What a difference between labels says, from the values that were kept of it."""

from collections.abc import Callable
from datetime import datetime

from django.utils.html import format_html
from django.utils.translation import gettext as _

from portal.templatetags.page import money, when
from shipping.models import LabelDifference


def said(row: LabelDifference) -> str:
    """Return what was found, as a sentence; words of the carrier stay as they are."""
    tell = _SENTENCES.get(row.kind)
    try:
        return tell(row.detail) if tell else row.detail
    except ValueError:
        return row.detail


def named(row: LabelDifference) -> str:
    """Return the number people know a label by, where there is one."""
    number = row.purchase.tracking_number if row.purchase else ""
    return number or row.subject


def _other_price(detail: str) -> str:
    ours, theirs, currency = detail.split()
    return format_html(
        _("We paid {ours}; the carrier’s list says {theirs}."),
        ours=money(int(ours), currency),
        theirs=money(int(theirs), currency),
    )


def _day_sum(detail: str) -> str:
    counted, cost, currency = detail.split()
    return format_html(
        _("{counted} were counted, the labels cost {cost}."),
        counted=money(int(counted), currency),
        cost=money(int(cost), currency),
    )


def _order(detail: str) -> str:
    return _("Our word for the order is %(word)s.") % {"word": detail}


def _only_told(detail: str) -> str:
    word, at = detail.split()
    sentence = _("Told {when}, for our order {word}.")
    return format_html(sentence, word=word, when=_moment(at))


def _never_settled(detail: str) -> str:
    sentence = _("Sent {when}, and never clearly answered.")
    return format_html(sentence, when=_moment(detail))


def _returned_there(detail: str) -> str:
    return _("The carrier took it back, and nobody here asked.")


def _still_paid(detail: str) -> str:
    return _("Its money counts as back here; on the carrier’s list it is in use.")


def _refund_slow(detail: str) -> str:
    return _("Its money was asked back four weeks ago and is not there yet.")


def _moment(text: str) -> str:
    return when(datetime.fromisoformat(text), "short")


_SENTENCES: dict[str, Callable[[str], str]] = {
    "other_price": _other_price,
    "day_sum": _day_sum,
    "not_listed": _order,
    "unknown_here": _order,
    "only_told": _only_told,
    "never_settled": _never_settled,
    "returned_there": _returned_there,
    "still_paid": _still_paid,
    "refund_slow": _refund_slow,
}
