"""What becomes of a unit that need not come back: asked beside its remedy."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext as _

from portal.customer.drafts import DraftLine
from rma.rules.staying import PROOF_WORDS, STAY_WORDS, Proof, Stay, StayRule

_SENT = "sent"


def field(rule: StayRule, line: DraftLine) -> forms.ChoiceField:
    """Return the question; keeping it is chosen beforehand, destroying it never is."""
    first = line.stays or (Stay.KEPT.value if rule.stay is Stay.KEPT else _SENT)
    return forms.ChoiceField(
        label=_("What becomes of the old unit?"),
        help_text=_("A repair needs it: then it is sent back."),
        choices=[
            (rule.stay.value, _(STAY_WORDS[rule.stay])),
            (_SENT, _("I send it back")),
        ],
        initial=_SENT if line.wish and not line.stays else first,
        error_messages={"required": _("Choose what becomes of the old unit.")},
        widget=forms.RadioSelect,
    )


def typed(data: Mapping[str, str], key: str, rule: StayRule | None) -> str:
    """Return what was chosen for a unit, as its draft keeps it: empty is sent back."""
    chosen = data.get(f"{key}-stays", "")
    return chosen if rule and chosen == rule.stay else ""


def asked(rule: StayRule | None) -> tuple[str, ...]:
    """Return in words what shows that it stays as agreed."""
    proofs = rule.proofs if rule else ()
    return tuple(_(PROOF_WORDS[each]) for each in Proof if each in proofs)


def told(stays: str) -> str:
    """Return in words what becomes of a unit."""
    return _(STAY_WORDS[Stay(stays)]) if stays else _("I send it back")
