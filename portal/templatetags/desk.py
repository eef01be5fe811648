"""The words and shapes of the desk, for its templates."""

from datetime import datetime, timedelta

from django import template
from django.utils.translation import gettext as _

from portal.desk import words
from rma.queries.dossier import StepView
from rma.rules.words import PromiseState

register = template.Library()
_SOON = timedelta(days=1)

_CLAIMS = {
    "prospective": ("neutral", "clock"),
    "ready": ("warn", "document"),
    "submitted": ("info", "mail"),
    "approved": ("ok", "tick"),
    "partly": ("warn", "triangle"),
    "denied": ("bad", "bar"),
    "recovered": ("ok", "money"),
    "lapsed": ("bad", "clock"),
    "withdrawn": ("neutral", "bar"),
}
_LABELS = {
    "pending": ("neutral", "clock"),
    "ready": ("ok", "tick"),
    "failed": ("bad", "triangle"),
    "void": ("neutral", "bar"),
}
_JOBS = {
    "ready": ("neutral", "clock"),
    "leased": ("info", "arrows"),
    "done": ("ok", "tick"),
    "dead": ("bad", "triangle"),
    "cancelled": ("neutral", "bar"),
}

_PURCHASES = {
    "intent": ("neutral", "clock"),
    "sending": ("info", "arrows"),
    "unknown": ("info", "arrows"),
    "purchased": ("ok", "tick"),
    "declined": ("bad", "triangle"),
    "void_wanted": ("neutral", "arrows"),
    "void_refused": ("warn", "triangle"),
    "voided": ("neutral", "bar"),
}
_CIRCUITS = {
    "closed": ("ok", "tick"),
    "open": ("bad", "bar"),
    "half_open": ("warn", "arrows"),
}


@register.filter
def said(value: str, kind: str) -> str:
    """Return the words for a value of a kind."""
    return words.named(kind, value) if value else ""


@register.filter
def claim_why(why: str) -> str:
    """Return why a claim ended: what was found, or a sentence in the reader's words."""
    return str(words.WORDS["finding"].get(why) or translated(why))


@register.filter
def translated(text: str) -> str:
    """Return a sentence of ours in the reader's language."""
    return _(text) if text else ""


@register.inclusion_tag("_components/chip.html")
def claim_chip(status: str) -> dict[str, str]:
    """Show where a claim stands."""
    tone, shape = _CLAIMS[status]
    return {"tone": tone, "icon": shape, "text": words.named("claim", status)}


@register.inclusion_tag("_components/chip.html")
def label_chip(status: str) -> dict[str, str]:
    """Show how a label stands."""
    tone, shape = _LABELS[status]
    return {"tone": tone, "icon": shape, "text": words.named("label", status)}


@register.inclusion_tag("_components/chip.html")
def purchase_chip(state: str) -> dict[str, str]:
    """Show how far the order of a label has come."""
    tone, shape = _PURCHASES[state]
    return {"tone": tone, "icon": shape, "text": words.named("purchase", state)}


@register.inclusion_tag("_components/chip.html")
def circuit_chip(state: str) -> dict[str, str]:
    """Show whether calls to a carrier are made."""
    tone, shape = _CIRCUITS[state]
    return {"tone": tone, "icon": shape, "text": words.named("circuit", state)}


@register.inclusion_tag("_components/chip.html")
def job_chip(state: str) -> dict[str, str]:
    """Show where a job stands."""
    tone, shape = _JOBS[state]
    return {"tone": tone, "icon": shape, "text": words.named("job", state)}


@register.filter
def step_state(step: StepView, now: datetime) -> str:
    """Return how a step of a plan stands at a moment."""
    if step.state != PromiseState.OPEN:
        return step.state
    if step.due_at < now:
        return "overdue"
    if step.due_at < now + _SOON:
        return "due_soon"
    return "moved" if step.is_moved else "open"
