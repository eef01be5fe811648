"""The small tables of a policy as people type them: tiers, limits, evidence."""

from rma.rules.evidence import Evidence
from rma.rules.money import NotAnAmount, parse
from rma.rules.words import Reason


class NotARow(ValueError):
    """A line does not say what its table is for; carries the line."""


def _pairs(text: str) -> list[tuple[str, str]]:
    rows = []
    for line in (each.strip() for each in text.splitlines()):
        name, colon, value = line.partition(":")
        if line and not (colon and value.strip()):
            raise NotARow(line)
        if line:
            rows.append((name.strip(), value.strip()))
    return rows


def read_months(text: str) -> dict[str, int]:
    """Return months by tier from lines like "gold: 36"; "other" is every other tier."""
    table = {}
    for tier, value in _pairs(text):
        if not (value.isascii() and value.isdigit() and int(value) <= 240):
            raise NotARow(f"{tier}: {value}")
        table["" if tier == "other" else tier] = int(value)
    return table


def write_months(table: dict[str, int]) -> str:
    """Return months by tier as they are typed."""
    return "\n".join(f"{tier or 'other'}: {months}" for tier, months in table.items())


def read_amounts(text: str, currency: str) -> dict[str, int]:
    """Return amounts in minor units by tier, from lines like "gold: 500.00"."""
    table = {}
    for tier, value in _pairs(text):
        try:
            table[tier] = parse(value, currency).cents
        except NotAnAmount:
            raise NotARow(f"{tier}: {value}") from None
    return table


def read_evidence(text: str) -> dict[str, list[str]]:
    """Return what must be shown by reason, from lines like "doa: photo, nameplate"."""
    table = {}
    for reason, value in _pairs(text):
        wanted = [each.strip() for each in value.split(",")]
        known = {each.value for each in Evidence}
        if reason not in {each.value for each in Reason} or not set(wanted) <= known:
            raise NotARow(f"{reason}: {value}")
        table[reason] = wanted
    return table


def write_evidence(table: dict[str, list[str]]) -> str:
    """Return what must be shown as it is typed."""
    return "\n".join(f"{reason}: {', '.join(w)}" for reason, w in table.items())


def read_countries(text: str) -> str:
    """Return countries in their one written form: two capitals each."""
    codes = sorted(set(text.replace(",", " ").upper().split()))
    for code in codes:
        if not (len(code) == 2 and code.isascii() and code.isalpha()):
            raise NotARow(code)
    return " ".join(codes)
