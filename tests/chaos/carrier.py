"""A sandbox that misbehaves at random: late, silent, forgetful, out of breath."""

import random
from datetime import timedelta

from shipping.carriers import watched
from shipping.carriers.answers import Found, NotSent, Unclear
from shipping.carriers.sandbox import books
from shipping.carriers.sandbox.carrier import SandboxCarrier
from shipping.carriers.sandbox.scenarios import Scenario
from shipping.errors import CarrierUnavailable
from tests.chaos.jobs import HORIZON

LITTLE = timedelta(seconds=0.05)


class WildCarrier(SandboxCarrier):
    """Do what carriers do on bad days, each of it often."""

    def __init__(self, chance):
        super().__init__()
        self.chance = chance

    def quote(self, request, *, at):
        self._stumble(0.05, LITTLE)
        return super().quote(request, at=at)

    def purchase(self, order, *, at):
        fate = self.chance.random()
        if fate < 0.05:
            return NotSent("429", LITTLE)
        if fate < 0.15:
            return Unclear("read timeout, nothing sold")
        late = timedelta(0)
        if fate < 0.45:
            # Committed, listed a little later or long after anybody waits for it.
            most = 0.6 if fate < 0.35 else 4.0
            late = HORIZON * self.chance.uniform(0, most)
        label = books.sell(order, Scenario.NONE, at=at)
        shown_at = label.visible_at + late
        type(label).objects.filter(pk=label.pk).update(
            visible_at=shown_at, ready_at=shown_at
        )
        if 0.15 <= fate < 0.6:
            if fate > 0.5:
                books.sell(order, Scenario.NONE, at=at)
            return Unclear("5xx, reset, truncated or undecodable after commit")
        return books.answer(label, at=at)

    def find_purchases(self, *, ref, rate_id, at, since=None):
        self._stumble(0.1, None)
        found = super().find_purchases(ref=ref, rate_id=rate_id, at=at, since=since)
        if self.chance.random() < 0.1:
            return Found(found.matches, complete=False)
        return found

    def fetch_documents(self, provider_id, *, at):
        self._stumble(0.1, None)
        return super().fetch_documents(provider_id, at=at)

    def void(self, provider_id, *, at):
        self._stumble(0.1, None)
        answer = super().void(provider_id, at=at)
        self._stumble(0.2, None)
        return answer

    def refund_status(self, provider_id, *, at):
        self._stumble(0.1, None)
        return super().refund_status(provider_id, at=at)

    def _stumble(self, often, retry_after):
        if self.chance.random() < often:
            raise CarrierUnavailable("sandbox", retry_after)


def wild(seed, gate):
    """Return a wild carrier behind the gate that everybody uses."""
    return watched.Watched(WildCarrier(random.Random(seed)), gate)
