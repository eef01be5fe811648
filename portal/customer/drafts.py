"""A return somebody is filling in: its shape, its cookie, what it asks for."""

import hashlib
import re
import secrets
import uuid
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from typing import Any, Self

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from portal import access
from rma.actions import drafting
from rma.models import Draft
from rma.rules.erasure import Erasure
from rma.rules.staying import Stay, can_stay
from rma.rules.words import HandOver, Reason, Wish
from rma.steps.requests import LineRequest, ReturnRequest
from shipping.words import Address

COOKIE = "draft"
MOST_UNITS = 50
_A_MONTH = 30 * 24 * 3600
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(slots=True)
class DraftLine:
    """
    Hold what was told of one unit; `about` is its product in their words.

    Where an article of ours is known without its serial, `sku` names it.
    """

    key: str
    serial: str = ""
    sku: str = ""
    about: str = ""
    words: str = ""
    reason: str = ""
    impact: str = ""
    is_same: bool = False
    is_battery_hurt: bool = False
    wish: str = ""
    stays: str = ""
    erasure: str = ""
    answers: list[dict[str, str]] = field(default_factory=list)
    tried: list[int] = field(default_factory=list)


@dataclass(slots=True)
class DraftReturn:
    """Hold all that was typed so far, as it was typed."""

    secret: str
    once: str = ""
    lines: list[DraftLine] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    need_by: str = ""
    contact: dict[str, str] = field(default_factory=dict)
    hand_over: str = HandOver.LABEL.value
    is_accepted: bool = False
    is_sound: bool = False
    done: str = ""

    @classmethod
    def begun(cls) -> Self:
        """Return an empty draft with a secret of its own."""
        return cls(secret=secrets.token_urlsafe(32), once=uuid.uuid4().hex)

    @classmethod
    def from_data(cls, secret: str, data: dict[str, Any]) -> Self:
        """Return the draft that was kept; keys it does not know are ignored."""
        names = {each.name for each in fields(cls)} - {"secret", "lines"}
        known = {name: data[name] for name in names & data.keys()}
        of_line = {each.name for each in fields(DraftLine)}
        lines = [
            DraftLine(**{name: line[name] for name in of_line & line.keys()})
            for line in data.get("lines", ())
        ]
        return cls(secret=secret, lines=lines, **known)

    def as_data(self) -> dict[str, Any]:
        """Return the draft as it is kept, its secret left out."""
        data = asdict(self)
        del data["secret"]
        return data

    def add(self, serial: str, *, is_same: bool = False) -> None:
        """Add a unit, unless the return is full."""
        if len(self.lines) < MOST_UNITS:
            key = f"u{1 + max((int(line.key[1:]) for line in self.lines), default=0)}"
            same = is_same and bool(self.lines)
            self.lines.append(DraftLine(key, serial=serial[:80], is_same=same))

    @property
    def is_told(self) -> bool:
        """Whether what happened is told for every unit."""
        return bool(self.lines) and all(
            line.reason and line.words for line in self.lines
        )

    @property
    def is_chosen(self) -> bool:
        """Whether remedies, contact and address are all there, and were taken."""
        return (
            self.is_told
            and self.is_sound
            and bool(self.contact.get("email"))
            and all(line.wish for line in self.lines)
        )

    @property
    def needed_on(self) -> date | None:
        """Return the day it is needed by, where one was given."""
        return _day(self.need_by)

    def request(
        self,
        *,
        account_id: int | None,
        address: str | None,
        language: str = "",
        draft_id: int | None = None,
    ) -> ReturnRequest:
        """Return the request that this draft asks for, by somebody who read that."""
        told = self.contact
        is_swap = any(line.wish == Wish.ADVANCE_REPLACEMENT for line in self.lines)
        return ReturnRequest(
            has_seen_costs=True,
            contact_name=told["name"],
            contact_email=told["email"],
            ship_from=Address(
                name=told["name"],
                company=told.get("company", ""),
                street1=told["street1"],
                street2=told.get("street2", ""),
                city=told["city"],
                state=told.get("state", ""),
                postal_code=told["postal_code"],
                country=told["country"],
            ),
            lines=tuple(_request(line) for line in self.lines),
            channel="web",
            account_id=account_id,
            asked_by_guest=account_id is None,
            language=language,
            hand_over=HandOver(self.hand_over),
            need_by=self.needed_on,
            draft_id=draft_id,
            accepted_by=told["name"] if is_swap and self.is_accepted else "",
            accepted_from=address,
        )


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _request(line: DraftLine) -> LineRequest:
    stays = Stay(line.stays) if line.stays and can_stay(Wish(line.wish)) else None
    product = f"{line.about}\n\n" if line.about and not line.sku else ""
    return LineRequest(
        reason=Reason(line.reason),
        wish=Wish(line.wish),
        description=f"{product}{line.words}",
        serial=line.serial,
        sku=line.sku,
        impact=line.impact,
        answers=tuple(line.answers),
        is_battery_hurt=line.is_battery_hurt,
        stays=stays,
        # What stays with its owner keeps its data where it is.
        erasure=Erasure(line.erasure) if line.erasure and not stays else None,
    )


def hash_of(secret: str) -> str:
    """Return what is stored of a draft's secret: long random text needs no salt."""
    return hashlib.sha256(secret.encode()).hexdigest()


def draft_of(request: HttpRequest) -> DraftReturn | None:
    """Return this browser's draft, if it has one."""
    row = row_of(request)
    secret = request.COOKIES.get(COOKIE, "")
    return DraftReturn.from_data(secret, row.data) if row else None


def row_of(request: HttpRequest) -> Draft | None:
    """Return the row in which this browser's draft is kept, if it has one."""
    secret = request.COOKIES.get(COOKIE, "")
    return access.draft_with(hash_of(secret)) if _SECRET.fullmatch(secret) else None


def keep(draft: DraftReturn, at: datetime) -> Draft:
    """Keep a draft as it stands now."""
    return drafting.keep_draft(
        secret_hash=hash_of(draft.secret),
        data=draft.as_data(),
        email=draft.contact.get("email", "")[:254],
        language=get_language() or "",
        at=at,
    )


def keep_unsent(draft: DraftReturn, row: Draft, at: datetime) -> HttpResponse:
    """
    Keep what was typed while no button was pressed; the page stays as it is.

    An address half typed is nobody's yet: we write to the one that was sent before.
    """
    drafting.keep_draft(
        secret_hash=hash_of(draft.secret),
        data=draft.as_data(),
        email=row.email,
        language=row.language,
        at=at,
    )
    return HttpResponse(status=204)


def carry(response: HttpResponse, draft: DraftReturn) -> None:
    """Let the browser remember its draft; no script can read the cookie."""
    response.set_cookie(
        COOKIE,
        draft.secret,
        max_age=_A_MONTH,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
