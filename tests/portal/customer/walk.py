"""The way of a customer, page by page, by a client that runs no script."""

import datetime as dt
import re

from django.utils import timezone

from outbox import handlers, work

SENDER = {
    "name": "Ana Silva",
    "email": "ana@orbita.example",
    "street1": "Verborgene Gasse 7",
    "postal_code": "20095",
    "city": "Hamburg",
    "country": "DE",
}
WORDS = "No picture since the storm."


class Walk:
    """Goes on from page to page; each step returns the answer."""

    def __init__(self, client):
        self.client = client

    def find(self, serial, **more):
        return self.client.post("/", {"find": serial} | more)

    def tell(self, key="u1", words=WORDS, reason="defective", **more):
        told = {f"{key}-words": words, f"{key}-reason": reason} | more
        return self.client.post("/r/new/item", told)

    def choose(self, key="u1", wish="replacement", hand_over="label", **more):
        told = SENDER | {f"{key}-wish": wish, "hand_over": hand_over} | more
        return self.client.post("/r/new/remedy", told)

    def check(self):
        return self.client.get("/r/new/check")

    def once(self):
        return re.search(r'name="once" value="(\w+)"', self.check().text)[1]

    def create(self, once=None):
        return self.client.post("/r/new/check", {"once": once or self.once()})

    def to_check(self, serial, **told):
        self.find(serial)
        self.tell(**told)
        self.choose()
        return self.check()

    def whole(self, serial):
        """Make a return and give back its page's address."""
        self.to_check(serial)
        return self.create()["Location"]


def drain(*, draws=False):
    """
    Do what is owed, with a clock that is past every step of this test.

    Drawing takes a second a paper, so only the tests about papers ask for it.
    """
    handlers.load()
    kinds = {*handlers.kinds()} - (set() if draws else {"draw"})
    return work.drain(now=timezone.now() + dt.timedelta(seconds=5), only=kinds)
