"""Agreements as accounts know of them, and as an import brings them."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef

from rma.models import Account, Agreement, AgreementUnit, Unit
from rma.rules.rows import Values
from rma.rules.serials import key_of
from rma.rules.tables import Row
from rma.steps.rows import Tally

_KEPT = ("name", "kind", "starts_on", "ends_on", "repairs_free", "swaps_first")


def note_agreements(account_ids: Iterable[int]) -> None:
    """Let accounts know whether there is any agreement to read."""
    theirs = Agreement.objects.filter(account=OuterRef("pk"))
    rows = Account.objects.filter(pk__in=set(account_ids))
    rows.update(has_agreements=Exists(theirs))


class AgreementBatch:
    """Read rows of agreements: one a unit, or one without a unit for all of them."""

    def __init__(
        self, good: Sequence[tuple[Row, Values]], tally: Tally, at: datetime
    ) -> None:
        """Find the accounts, the units and the agreements that rows speak of."""
        self.rows = good
        self._tally, self._at = tally, at
        numbers = {values["account_number"] for _, values in good}
        accounts = Account.objects.filter(number__in=numbers)
        self._accounts = {each.number: each for each in accounts}
        known = Agreement.objects.filter(
            number__in={values["agreement_number"] for _, values in good}
        )
        self._known = {each.number: each for each in known}
        self._seen = set(self._known)
        keys = {key_of(str(values.get("serial") or "")) for _, values in good} - {""}
        units = Unit.objects.filter(
            serial_key__in=keys, account__in=self._accounts.values()
        )
        self._units = {(each.account_id, each.serial_key): each for each in units}
        named = AgreementUnit.objects.filter(
            agreement__in=self._known.values(), left_on=None
        ).select_related("agreement")
        self._named = {(each.agreement.number, each.unit_id) for each in named}

    def take(self, row: Row, values: Values, *, write: bool) -> None:
        """Take one row in, or refuse it in the tally."""
        account = self._accounts.get(str(values["account_number"]))
        serial = str(values.get("serial") or "")
        unit = self._units.get((account.pk, key_of(serial))) if account else None
        number = str(values["agreement_number"])
        agreement = self._known.get(number)
        if account is None:
            self._tally.reject(row, "account_number: no account has this number.")
            return
        reasons = []
        if serial and unit is None:
            reasons.append("serial: the account has no such unit.")
        if agreement and agreement.account_id != account.pk:
            reasons.append("agreement_number: is another account's.")
        if reasons:
            self._tally.reject(row, *reasons)
            return
        agreement = agreement or Agreement(number=number, account=account)
        self._known[number] = agreement
        self._put(agreement, values, unit, write=write)

    def _put(
        self, agreement: Agreement, values: Values, unit: Unit | None, *, write: bool
    ) -> None:
        said = {name: values[name] for name in _KEPT if name in values}
        said["covers_all"] = agreement.covers_all or unit is None
        news = {k: v for k, v in said.items() if getattr(agreement, k) != v}
        for name, value in news.items():
            setattr(agreement, name, value)
        key = (agreement.number, unit.pk if unit else 0)
        adds_unit = unit is not None and key not in self._named
        is_new = agreement.number not in self._seen
        self._seen.add(agreement.number)
        self._count(is_new=is_new, is_changed=bool(news) or adds_unit)
        self._named.add(key)
        if write and (is_new or news):
            agreement.save()
        if write and unit and adds_unit:
            AgreementUnit.objects.update_or_create(
                agreement=agreement,
                unit=unit,
                defaults={"since": self._at.date(), "left_on": None},
            )

    def _count(self, *, is_new: bool, is_changed: bool) -> None:
        if is_new:
            self._tally.created += 1
        elif is_changed:
            self._tally.changed += 1
        else:
            self._tally.unchanged += 1

    @property
    def account_ids(self) -> list[int]:
        """Return the accounts that rows speak of."""
        return [each.pk for each in self._accounts.values()]
