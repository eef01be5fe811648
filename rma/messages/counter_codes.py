"""Codes for the counter in a letter: pictures of its own, their numbers beneath."""

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass

from rma.queries import label_papers
from rma.queries.letter_facts import LetterFacts
from rma.rules import numbers
from rma.rules.words import HandOver
from shipping.words import DocumentKind

# They ask for the parcel: whoever stands at the counter opens one of them.
_CARRYING = ("approved", "hand_over_reminder")
_NAMED = re.compile(r'(?<=<img src=")cid:counter-code-(\d+)@returnwell(?=")')


@dataclass(frozen=True, slots=True)
class CounterCode:
    """Be the code of one box; without a picture its number is what is shown."""

    paper_id: int
    number: str
    box: str
    is_picture: bool

    @property
    def cid(self) -> str:
        """Return the name of its picture within the mail."""
        return cid(self.paper_id)


def cid(paper_id: int) -> str:
    """Return the name that a letter's HTML calls the picture of a code by."""
    return f"counter-code-{paper_id}@returnwell"


def carried_by(letter: str, facts: LetterFacts) -> tuple[CounterCode, ...]:
    """Return the codes that a letter brings along, one for each box on its way out."""
    if letter not in _CARRYING or facts.case.hand_over != HandOver.COUNTER_CODE:
        return ()
    papers = label_papers.beside_labels(facts.case, DocumentKind.COUNTER_CODE)
    return tuple(
        CounterCode(
            paper_id=paper.pk,
            number=paper.purchase.tracking_number,
            box=numbers.shown(paper.purchase.parcel.code),
            is_picture=paper.media_type == label_papers.PICTURE,
        )
        for paper in papers
    )


def with_pictures(html: str, pictures: Mapping[int, bytes]) -> str:
    """Return a letter's HTML for a page: pictures stand in it instead of beside it."""

    def put_in(found: re.Match[str]) -> str:
        content = pictures.get(int(found[1]))
        if content is None:
            return found[0]
        return (
            f"data:{label_papers.PICTURE};base64,{base64.b64encode(content).decode()}"
        )

    return _NAMED.sub(put_in, html)
