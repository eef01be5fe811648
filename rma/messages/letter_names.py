"""The names of all letters: to customers, and to us; and how much each matters."""

from rma.rules.writing import Weight

CUSTOMER_LETTERS = (
    "in_review",
    "approved",
    "approved_own_carrier",
    "approved_box",
    "declare_data",
    "box_shipped",
    "box_delivered",
    "remedy_changed",
    "delivery_changed",
    "stays",
    "proof_sent_back",
    "proof_reminder",
    "label_failed",
    "label_reminder",
    "label_expired",
    "pickup_refused",
    "refused",
    "question",
    "differs",
    "reply",
    "on_the_way",
    "delayed",
    "parcel_trouble",
    "parcel_mended",
    "arrived",
    "short_closed",
    "sent_back",
    "came_damaged",
    "inspected",
    "choose",
    "choose_reminder",
    "choose_last",
    "chosen",
    "fee_waived",
    "resolution_decided",
    "credit_issued",
    "shipped",
    "delivered",
    "advance_accepted",
    "advance_shipped",
    "advance_delivered",
    "advance_reminder",
    "extended",
    "overdue",
    "loaner_promised",
    "loaner_out",
    "loaner_reminder",
    "loaner_extended",
    "loaner_overdue",
    "loaner_back",
    "loaner_called_off",
    "promise_moved",
    "hand_over_reminder",
    "answer_reminder",
    "expiry_reminder",
    "cancelled",
    "expired",
    "closed",
    "check_in",
    "failed_again",
)
STAFF_LETTERS = (
    "staff_promise",
    "staff_label",
    "staff_claim",
    "staff_parcel",
    "staff_check_in",
    "staff_question",
)

# Any other letter to a customer asks something of them, answers them or gives them a
# date, and is never held back.
_MATTERS = (
    "delayed",
    "short_closed",
    "came_damaged",
    "parcel_mended",
    "shipped",
    "advance_shipped",
    "loaner_out",
    "resolution_decided",
    "credit_issued",
    "fee_waived",
    "closed",
)
_NEWS = (
    "box_shipped",
    "on_the_way",
    "arrived",
    "inspected",
    "delivered",
    "loaner_promised",
    "loaner_back",
)
_OPTIONAL = ("check_in",)
WEIGHTS: dict[str, Weight] = (
    dict.fromkeys(_MATTERS, Weight.MATTERS)
    | dict.fromkeys(_NEWS, Weight.NEWS)
    | dict.fromkeys(_OPTIONAL, Weight.OPTIONAL)
)
# What carries a way to end it that works by one press of the mail program.
UNSUBSCRIBABLE = ("digest", *_OPTIONAL)


def weight_of(letter: str) -> Weight:
    """Return how much a letter to a customer matters to them."""
    return WEIGHTS.get(letter, Weight.ASKS)
