"""Destinations as an administrator edits them, and the articles they may name."""

from rma.models import Destination, Product
from rma.queries.keyset import PAGE, Slice

_WHOLE = ("product", "manufacturer", "site")


def destinations(after: str) -> Slice[Destination]:
    """Return a page of destinations in the order they are asked, unused ones too."""
    rows = Destination.objects.select_related(*_WHOLE).order_by("position", "id")
    begin = int(after[:6]) if after.isdecimal() else 0
    found = list(rows[begin : begin + PAGE + 1])
    more = str(begin + PAGE) if len(found) > PAGE else ""
    return Slice(tuple(found[:PAGE]), more)


def destination(destination_id: int) -> Destination | None:
    """Return one destination."""
    whole = Destination.objects.select_related(*_WHOLE)
    return whole.filter(pk=destination_id).first()


def article(sku: str) -> Product | None:
    """Return the article with a number."""
    return Product.objects.filter(sku=sku.replace("\x00", "")).first()
