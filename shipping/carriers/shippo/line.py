"""The line to Shippo: questions that may be asked again, and orders that may not."""

from collections.abc import Callable
from datetime import timedelta

import shippo

from shipping.carriers.answers import NotSent, Unclear
from shipping.carriers.shippo.front import NAME
from shipping.carriers.shippo.wire import Answer, NotAnswered, Wire
from shipping.errors import CarrierUnavailable, NotLetIn

_A_WHILE = timedelta(minutes=1)
_UNTIL_A_PERSON_ACTS = timedelta(hours=1)
_KEY_NOT_TAKEN = (401, 403)
_CLEARLY_NOT_DONE = (400, 404, 422)
_TOO_OFTEN = 429

Call = Callable[[shippo.Shippo], object]


class Line(Wire):
    """This will ask Shippo, and say what its silence means."""

    def question(self, call: Call) -> Answer:
        """
        Return a good answer, or one that says clearly why not.

        For calls without an effect, or whose effect costs nothing. Raises
        CarrierUnavailable where it may be asked again, NotLetIn where a person must
        act first.
        """
        try:
            answer = self.ask(call)
        except NotAnswered:
            raise CarrierUnavailable(NAME, _A_WHILE) from None
        if answer.status in _KEY_NOT_TAKEN:
            raise NotLetIn(NAME, _UNTIL_A_PERSON_ACTS)
        if answer.is_good or answer.status in _CLEARLY_NOT_DONE:
            return answer
        raise CarrierUnavailable(NAME, answer.retry_after or _A_WHILE)

    def order(self, call: Call) -> Answer | NotSent | Unclear:
        """
        Return what came of a call with an effect, made once and never again.

        Only what certainly never left us, or was turned away unread, may be sent
        again; whatever else is not a clear answer is unclear.
        """
        try:
            answer = self.ask(call)
        except NotAnswered as silence:
            if silence.left:
                return Unclear(silence.detail)
            return NotSent(silence.detail, _A_WHILE)
        if answer.status == _TOO_OFTEN:
            wait = answer.retry_after or _A_WHILE
            return NotSent("too many calls", wait, answer.raw)
        if answer.status in _KEY_NOT_TAKEN:
            return NotSent("key not taken", _UNTIL_A_PERSON_ACTS, answer.raw)
        if answer.is_good or answer.status in _CLEARLY_NOT_DONE:
            return answer
        return Unclear(f"status {answer.status}", answer.raw)
