"""The small tables of a policy as people type them: tiers, limits, evidence, stays."""

from rma.rules.evidence import Evidence
from rma.rules.money import Money, NotAnAmount, parse
from rma.rules.staying import Proof, Stay, StayRule
from rma.rules.words import Reason

_CONDITIONS = ("up to", "category", "maker", "reason")
_UNSEEN = "unseen"


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


def read_stays(text: str, currency: str) -> list[dict[str, object]]:
    """
    Return rules for what may stay, from lines like "destroyed: up to 50.00, photo".

    Conditions are "up to", "category", "maker" and "reason"; then what is asked for
    as a proof; "unseen" takes a complete one without a person.
    """
    return [_read_stay(*pair, currency).as_dict() for pair in _pairs(text)]


def _read_stay(name: str, value: str, currency: str) -> StayRule:
    told: dict[str, str] = {}
    reasons, proofs, is_unseen = [], [], False
    try:
        stay = Stay(name)
        for part in (each.strip() for each in value.split(",")):
            word = next((w for w in _CONDITIONS if part.startswith(f"{w} ")), "")
            rest = part.removeprefix(word).strip()
            if word == "reason":
                reasons.append(Reason(rest))
            elif word:
                told[word] = rest
            elif part == _UNSEEN:
                is_unseen = True
            else:
                proofs.append(Proof(part))
        limit = parse(told["up to"], currency).cents if "up to" in told else None
    except (ValueError, NotAnAmount):
        raise NotARow(f"{name}: {value}") from None
    return StayRule(
        stay,
        limit,
        told.get("category", ""),
        told.get("maker", ""),
        tuple(reasons),
        tuple(proofs),
        is_unseen=is_unseen,
    )


def write_stays(table: list[dict[str, object]], currency: str) -> str:
    """Return rules for what may stay as they are typed."""
    return "\n".join(_write_stay(StayRule.from_dict(kept), currency) for kept in table)


def _write_stay(rule: StayRule, currency: str) -> str:
    limit = "" if rule.up_to is None else Money(rule.up_to, currency).as_text()
    parts = [
        f"up to {limit}" if limit else "",
        f"category {rule.category}" if rule.category else "",
        f"maker {rule.maker}" if rule.maker else "",
        *(f"reason {reason}" for reason in rule.reasons),
        *rule.proofs,
        _UNSEEN if rule.is_unseen else "",
    ]
    return f"{rule.stay}: {', '.join(part for part in parts if part)}"


def read_countries(text: str) -> str:
    """Return countries in their one written form: two capitals each."""
    codes = sorted(set(text.replace(",", " ").upper().split()))
    for code in codes:
        if not (len(code) == 2 and code.isascii() and code.isalpha()):
            raise NotARow(code)
    return " ".join(codes)
