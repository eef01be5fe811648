"""What somebody asks for, as the doors hand it in: values, checked for shape only."""

from dataclasses import dataclass, field
from datetime import date

from rma.rules.erasure import Erasure
from rma.rules.members import MemberRole
from rma.rules.money import Money
from rma.rules.staying import Stay
from rma.rules.words import HandOver, Reason, Wish
from shipping.wishes import LabelFormat
from shipping.words import Address


@dataclass(frozen=True, slots=True)
class LineRequest:
    """
    Ask for one unit by its serial, or for a quantity of an article.

    `part` names what failed inside it, `shown` what files show (rules/evidence.py),
    `erasure` what its owner declares about its data, `stays` what they would do with
    it where it need not come back.
    """

    reason: Reason
    wish: Wish
    description: str = ""
    serial: str = ""
    sku: str = ""
    quantity: int = 1
    order_reference: str = ""
    impact: str = ""
    answers: tuple[dict[str, str], ...] = ()
    part: str = ""
    shown: frozenset[str] = frozenset()
    erasure: Erasure | None = None
    stays: Stay | None = None
    is_battery_hurt: bool = False


@dataclass(frozen=True, slots=True)
class ReturnRequest:
    """
    Ask for a return of one or more lines.

    `account_id` names whose return it is; None is a guest, whose account follows
    from the units. `accepted_by` names who took the advance terms, from which
    address. `draft_id` names the draft whose files it takes over. `language` is what
    the person read while they asked; empty says nothing. `has_seen_costs` says that
    they were shown what it can cost at most, and went on. `asked_as` is the role at
    their company in which they ask: an approver there may have to decide first, as
    where somebody asks who has not signed in (`asked_by_guest`).
    """

    contact_name: str
    contact_email: str
    ship_from: Address
    lines: tuple[LineRequest, ...]
    channel: str
    account_id: int | None = None
    is_staff: bool = False
    contact_phone: str = ""
    language: str = ""
    deliver_to: Address | None = None
    end_customer: dict[str, str] | None = None
    hand_over: HandOver = HandOver.LABEL
    label_format: LabelFormat = LabelFormat.PDF_4X6
    purchase_order: str = ""
    reference: str = ""
    need_by: date | None = None
    accepted_by: str = ""
    accepted_from: str | None = None
    owner_id: int | None = field(default=None)
    follows_id: int | None = None
    follows: str = ""
    draft_id: int | None = None
    repair_limit: Money | None = None
    has_seen_costs: bool = False
    asked_as: MemberRole | None = None
    asked_by_guest: bool = False
