"""How letters and papers say things: days, hours, units, findings, remedies."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from rma.documents import zones
from rma.models import Case, Contact
from rma.queries.dossier import LineView
from rma.rules.calendar import Calendar
from rma.rules.choices import Option
from rma.rules.typed import one_line
from rma.rules.words import (
    N_,
    DispatchKind,
    Finding,
    HandOver,
    ResolutionKind,
    Wish,
)


def language_of(contact: Contact | None) -> str:
    """Return the language somebody reads; ours where they chose none."""
    chosen = contact.language if contact else ""
    return chosen or settings.LANGUAGE_CODE


FOUND = {
    Finding.FAULT_CONFIRMED: N_("We found the fault."),
    Finding.NO_FAULT_FOUND: N_("We tested it and found no fault."),
    Finding.EXTERNAL_DAMAGE: N_("We found damage from outside."),
    Finding.TRANSIT_DAMAGE: N_("It was damaged on the way."),
    Finding.WRONG_UNIT: N_("Another unit than the announced one arrived."),
    Finding.INCOMPLETE: N_("Parts of it are missing."),
}

# What to do so that it does not happen again, where the bench wrote nothing better:
# the step, what should come of it, and what follows if it is left.
ADVICE = {
    Finding.NO_FAULT_FOUND: (
        N_("Try it with another cable and power supply, and note when it happens."),
        N_("You see whether the unit or its surroundings are to blame."),
        N_("A fault that we cannot see on the bench comes back."),
    ),
    Finding.EXTERNAL_DAMAGE: (
        N_("Check where it is mounted: blows, water, heat, lightning."),
        N_("The next unit stays whole."),
        N_("Damage from outside is not covered again."),
    ),
    Finding.TRANSIT_DAMAGE: (
        N_("Look at the box before you sign for it, and write down what is broken."),
        N_("The carrier answers for it."),
        N_("The carrier may refuse to pay."),
    ),
    Finding.INCOMPLETE: (
        N_("Keep the accessories together with the unit."),
        N_("Nothing has to be ordered again."),
        N_("Missing parts may be charged."),
    ),
}

REMEDY = {
    ResolutionKind.CREDIT: N_("We credit it."),
    ResolutionKind.REFUND: N_("We refund it."),
    ResolutionKind.REPLACEMENT: N_("We send you a replacement."),
    ResolutionKind.REPAIR: N_("We repair it and send it back."),
    ResolutionKind.PAID_REPAIR: N_("We repair it at the price you accepted."),
    ResolutionKind.RETURN_AS_IS: N_("We send it back as it is."),
    ResolutionKind.REFUSE: N_("We cannot put this right at our cost."),
}

DONE = {
    ResolutionKind.CREDIT: N_("credited."),
    ResolutionKind.REFUND: N_("refunded."),
    ResolutionKind.REPLACEMENT: N_("replaced."),
    ResolutionKind.REPAIR: N_("repaired."),
    ResolutionKind.PAID_REPAIR: N_("repaired at the price you accepted."),
    ResolutionKind.RETURN_AS_IS: N_("sent back as it was."),
    ResolutionKind.REFUSE: N_("not put right at our cost."),
}

# What is invoiced, by what its customer chose.
CHARGED = {
    Option.SEND_BACK: N_("Check in which no fault was found, as you were told"),
    Option.PAID_REPAIR: N_("Repair at the price you accepted"),
}

LEAVES = {
    DispatchKind.REPLACEMENT: N_("Your replacement"),
    DispatchKind.REPAIRED: N_("Your repaired unit"),
    DispatchKind.RETURNED: N_("Your unit"),
    DispatchKind.LOANER: N_("Your loaner"),
}

WISHED = {
    Wish.REPLACEMENT: N_("a replacement"),
    Wish.ADVANCE_REPLACEMENT: N_("a new unit, sent first"),
    Wish.REPAIR: N_("a repair"),
    Wish.CREDIT: N_("a credit"),
    Wish.REFUND: N_("a refund"),
}

HANDING_OVER = {
    HandOver.LABEL: N_("Stick the label on the box and hand it to the carrier"),
    HandOver.COUNTER_CODE: N_("Show the code from your page at the counter"),
    HandOver.PICKUP: N_("Have the parcel ready for the driver"),
    HandOver.BOX: N_("Pack it in the box we send you, with the label from inside"),
    HandOver.OWN_CARRIER: N_("Send it with a carrier that gives you tracking"),
}

_LONGEST_QUOTE = 280


def day(moment: date) -> str:
    """Return a day in words, as in "Tuesday 9 December 2025"."""
    return date_format(moment, "l j F Y")


def short_day(moment: date) -> str:
    """Return a day for a subject, as in "9 December 2025"."""
    return date_format(moment, "j F Y")


def local(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return a moment in the zone it is shown in."""
    return moment.astimezone(zone)


def hours(calendar: Calendar) -> str:
    """Return when somebody answers, with the zone named."""
    days = sorted(calendar.weekdays)
    if not days:
        return ""
    names = [str(WEEKDAYS[day]) for day in days]
    in_a_row = len(days) > 2 and days[-1] - days[0] == len(days) - 1
    spread = _("%(first)s to %(last)s") % {"first": names[0], "last": names[-1]}
    return _("%(days)s, %(opens)s to %(closes)s (%(zone)s)") % {
        "days": spread if in_a_row else ", ".join(names),
        "opens": time_format(calendar.opens, "H:i"),
        "closes": time_format(calendar.closes, "H:i"),
        "zone": zones.named(calendar.zone),
    }


def item(line: LineView) -> str:
    """Return what a line is about: the product, its serial, how many."""
    name = line.product or line.sku or line.serial or _("your unit")
    if line.serial and line.serial != name:
        return _("%(name)s, serial number %(serial)s") % {
            "name": name,
            "serial": line.serial,
        }
    if line.quantity > 1:
        return _("%(count)s × %(name)s") % {"count": line.quantity, "name": name}
    return name


def items(lines: Iterable[LineView]) -> str:
    """Return several lines in one phrase."""
    return "; ".join(item(line) for line in lines)


def customer(case: Case) -> str:
    """Return who writes, and for which company where that is somebody else."""
    person, account = case.contact.name, case.account.name
    return person if person == account else f"{person} ({account})"


def quote(text: str) -> str:
    """Return somebody's own words on one line, shortened where they are many."""
    plain = one_line(text)
    if len(plain) <= _LONGEST_QUOTE:
        return plain
    return plain[: _LONGEST_QUOTE - 1].rsplit(" ", 1)[0] + "…"


def hand_over(how: str) -> str:
    """Return how the parcel gets to the carrier, as a step."""
    return _(HANDING_OVER[HandOver(how)])
