"""What cover rests on beside sales: agreements, serials to look at, owners."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from rma.actions.use_case import Once, use_case
from rma.models import (
    Account,
    Agreement,
    AgreementUnit,
    CaseLine,
    DeniedSerial,
    Unit,
    UnitTransfer,
)
from rma.rules.actors import Actor
from rma.rules.agreements import AgreementKind
from rma.rules.denials import Denial
from rma.rules.serials import key_of
from rma.steps.agreeing import note_agreements


class AgreementNumberTaken(Exception):
    """Another agreement has this number."""


class UnitsNotTheirs(Exception):
    """Serials that are no units of the account; carries them."""

    def __init__(self, serials: Sequence[str]) -> None:
        """Remember which."""
        super().__init__(", ".join(serials))
        self.serials = ", ".join(serials)


class OnTheList(Exception):
    """The serial stands on the list already."""


class NotOnTheList(Exception):
    """The serial was taken off the list already."""


class NoWhy(Exception):
    """What changes who gets what is done for a reason that is kept."""


class OutOnReturn(Exception):
    """A unit on an open return can't change its owner; carries its serial."""

    def __init__(self, serial: str) -> None:
        """Remember which."""
        super().__init__(serial)
        self.serial = serial


@use_case
def keep_agreement(
    *,
    account_id: int,
    values: Mapping[str, object],
    serials: Sequence[str],
    by: Actor,
    at: datetime,
    agreement_id: int | None = None,
    once: Once | None = None,
) -> Agreement:
    """
    Write an agreement and the units it names, a new one where none is named.

    Raises AgreementNumberTaken and UnitsNotTheirs.
    """
    account = Account.objects.select_for_update().get(pk=account_id)
    row = Agreement(account=account)
    if agreement_id is not None:
        row = Agreement.objects.get(pk=agreement_id, account=account)
    for name, value in values.items():
        setattr(row, name, value)
    others = Agreement.objects.filter(number=row.number).exclude(pk=row.pk)
    if others.exists():
        raise AgreementNumberTaken
    keys = {key_of(each): each for each in serials if key_of(each)}
    units = Unit.objects.filter(account=account, serial_key__in=keys)
    found = {unit.serial_key: unit for unit in units}
    unknown = [typed for key, typed in keys.items() if key not in found]
    if unknown:
        raise UnitsNotTheirs(unknown)
    row.save()
    _name_units(row, list(found.values()), at)
    note_agreements([account.pk])
    return row


def _name_units(row: Agreement, units: list[Unit], at: datetime) -> None:
    standing = row.named.filter(left_on=None)
    standing.exclude(unit__in=units).update(left_on=at.date())
    row.named.filter(unit__in=units).update(left_on=None)
    AgreementUnit.objects.bulk_create(
        [AgreementUnit(agreement=row, unit=unit, since=at.date()) for unit in units],
        ignore_conflicts=True,
    )


@use_case
def deny_serial(
    *,
    serial: str,
    kind: Denial,
    note: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> DeniedSerial:
    """
    Put a serial on the list: from now on a person looks before anything is granted.

    Raises OnTheList, and NoWhy for a serial without a letter or digit.
    """
    row = DeniedSerial.named(serial)
    if not row.serial_key:
        raise NoWhy
    if DeniedSerial.objects.standing().filter(serial_key=row.serial_key).exists():
        raise OnTheList
    row.kind, row.note = kind, note.strip()[:300]
    row.since, row.by = at, by.label[:120]
    row.save()
    return row


@use_case
def lift_denial(
    *, denied_id: int, reason: str, by: Actor, at: datetime, once: Once | None = None
) -> DeniedSerial:
    """
    Take a serial off the list; that it stood there is kept.

    Raises NotOnTheList and NoWhy.
    """
    row = DeniedSerial.objects.select_for_update().get(pk=denied_id)
    if row.lifted_at:
        raise NotOnTheList
    if not reason.strip():
        raise NoWhy
    row.lifted_at, row.lifted_by = at, by.label[:120]
    row.lifted_why = reason.strip()[:300]
    row.save()
    return row


@use_case
def transfer_units(
    *,
    from_id: int,
    to_id: int,
    serials: Sequence[str],
    reason: str,
    by: Actor,
    at: datetime,
    with_licences: bool = False,
    once: Once | None = None,
) -> Account:
    """
    Give units of one account to another with all their cover; return the new owner.

    Agreements stay with the account that made them and let go of the units. Licences
    may go along, where every unit they name does; others let go too. Raises NoWhy,
    UnitsNotTheirs, and OutOnReturn.
    """
    if not reason.strip():
        raise NoWhy
    keys = {key_of(each): each for each in serials if key_of(each)}
    theirs = Unit.objects.select_for_update().filter(account_id=from_id)
    units = list(theirs.filter(serial_key__in=keys).order_by("pk"))
    found = {unit.serial_key for unit in units}
    unknown = [typed for key, typed in keys.items() if key not in found]
    if unknown or not units or from_id == to_id:
        raise UnitsNotTheirs(unknown or list(serials))
    out = CaseLine.objects.open().filter(unit__in=units).select_related("unit").first()
    if out and out.unit:
        raise OutOnReturn(out.unit.serial)
    after = Account.objects.get(pk=to_id)
    going = _licences_of(units) if with_licences else []
    _let_go(units, after, going, at)
    for unit in units:
        unit.account = after
        unit.save(update_fields=["account"])
    UnitTransfer.objects.bulk_create(
        [
            UnitTransfer(
                unit=unit,
                before_id=from_id,
                after=after,
                why=reason.strip()[:300],
                at=at,
                by=by.label[:120],
            )
            for unit in units
        ]
    )
    return after


def _let_go(
    units: Sequence[Unit], after: Account, going: list[int], at: datetime
) -> None:
    """Let agreements let go of units, and give those named to the new owner."""
    Agreement.objects.filter(pk__in=going).update(account=after)
    named = AgreementUnit.objects.filter(unit__in=units, left_on=None)
    named.exclude(agreement__in=going).update(left_on=at.date())
    if going:
        before = {unit.account_id for unit in units if unit.account_id}
        note_agreements([after.pk, *before])


def _licences_of(units: Sequence[Unit]) -> list[int]:
    """Return the licences that name no other units than these."""
    named = AgreementUnit.objects.filter(left_on=None)
    theirs = named.filter(unit__in=units, agreement__kind=AgreementKind.LICENCE)
    others = named.exclude(unit__in=units).values("agreement")
    return list(
        theirs.exclude(agreement__in=others).values_list("agreement", flat=True)
    )
