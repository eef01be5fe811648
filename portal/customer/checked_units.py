"""The units of a draft as the check page repeats them: alike ones together."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.customer import data_choice, stay_choice, words
from portal.customer.drafts import DraftLine
from portal.customer.item import Desk
from rma.models import CaseLine, Policy
from rma.queries import costs
from rma.rules.staying import PROOF_WORDS, Proof
from rma.rules.words import Wish
from rma.steps.previewing import Preview

_PAYS_BACK = (Wish.CREDIT, Wish.REFUND)


def rows(desk: Desk, shown: Preview) -> list[dict[str, Any]]:
    """Return what was told and chosen, once for all units with the very same."""
    found: list[dict[str, Any]] = []
    for title, told, lines in _together(desk, shown):
        found += _rows(title, told, lines, shown.policy)
        found += _data(told, lines[0], shown)
    return found


def change(name: str) -> str:
    """Return where something is changed, with the way back to this page."""
    return f"{reverse(name)}?then=check"


def _together(
    desk: Desk, shown: Preview
) -> list[tuple[str, DraftLine, list[CaseLine]]]:
    gathered: dict[object, tuple[str, DraftLine, list[CaseLine]]] = {}
    for number, (told, line) in enumerate(
        zip(desk.draft.lines, shown.lines, strict=True), start=1
    ):
        title = words.unit_title(line.unit, told.about, number)
        owed = (words.verdict(line.coverage), tuple(_stays(line)))
        chosen = (told.wish, told.erasure, owed)
        key = (title, _told(told), chosen, line.decision, line.serial != "" or number)
        gathered.setdefault(key, (title, told, []))[2].append(line)
    return list(gathered.values())


def _rows(
    title: str, told: DraftLine, lines: list[CaseLine], policy: Policy
) -> list[dict[str, Any]]:
    item, remedy = change("customer:item"), change("customer:remedy")
    line, is_several = lines[0], len(lines) > 1
    serial = f"\nS/N {line.serial}" if line.serial and not is_several else ""
    many = f"{len(lines)} × " if is_several else ""
    found: list[dict[str, Any]] = [
        {
            "label": _("You told us"),
            "value": _told(told),
            "change": f"{item}#{told.key}-words",
        },
        {
            "label": _("Units") if is_several else _("Unit"),
            "value": f"{many}{title}{serial}",
            "serials": [each.serial for each in lines] if is_several else [],
            "change": item,
        },
        {
            "label": _("How we put it right"),
            "value": "\n".join(_remedy(told, line, policy)),
            "change": f"{remedy}#{told.key}-wish",
        },
    ]
    if line.stays:
        found.append(
            {
                "label": _("What becomes of it"),
                "value": "\n".join(_stays(line)),
                "change": f"{remedy}#{told.key}-stays",
            }
        )
    return found


def _data(told: DraftLine, line: CaseLine, shown: Preview) -> list[dict[str, Any]]:
    """Return what became of the data, where it is asked about."""
    if line.stays or not data_choice.offered(line.unit, shown.policy):
        return []
    return [
        {
            "label": _("The data on it"),
            "value": data_choice.told(line.erasure, is_ahead=line.is_advance),
            "change": f"{change('customer:remedy')}#{told.key}-data",
        }
    ]


def _remedy(told: DraftLine, line: CaseLine, policy: Policy) -> list[str]:
    """Return the remedy, what is owed, and what is kept of the price if anything is."""
    found = [str(words.WISHES[told.wish]), str(words.verdict(line.coverage))]
    price = line.value
    fee = None
    if price and told.wish in _PAYS_BACK:
        fee = costs.restocking_fee_of(line, price, policy)
    if price and fee:
        said = _("%(paid)s less the restocking fee of %(fee)s: you get %(rest)s back.")
        found.append(said % {"paid": price, "fee": fee, "rest": price.less(fee)})
    return found


def _stays(line: CaseLine) -> list[str]:
    """Return what its owner does with a unit that stays, and what we ask for."""
    proofs = [_(PROOF_WORDS[Proof(each)]) for each in line.proofs_asked]
    asked = [_("We ask for:"), *(f"– {each}" for each in proofs)] if proofs else []
    return [stay_choice.told(line.stays), *asked]


def _told(told: DraftLine) -> str:
    """Return what was told of a unit, in the words it was told in."""
    lines = [f"“{told.words}”", str(words.REASON_NAMES[told.reason])]
    lines += [f"{each['question']} {each['answer']}" for each in told.answers]
    if told.impact:
        lines.append(_("It stops you from: %(impact)s") % {"impact": told.impact})
    return "\n".join(lines)
