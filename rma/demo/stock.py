"""Two and a half years of sales: which unit went to whom, and which will fail."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from random import Random

from rma.actions import importing
from rma.demo import catalogue, helps
from rma.demo.drives import DRIVES
from rma.models import Policy, Unit
from rma.rules import policy_tables, rows
from rma.rules.rows import ACCOUNTS, MANUFACTURERS, PRODUCTS, UNITS, Sheet
from rma.rules.tables import Row
from rma.rules.words import AccountKind
from rma.steps.rows import Tally

_DAYS = 900
_ORDERS = 190
_UNIT_COLUMNS = tuple(column.name for column in UNITS.columns)
# Failures a year in a hundred, of what nobody publishes figures for.
_OTHERS_FAIL = 3.0


class NotTaken(Exception):
    """The demonstration's own rows were refused: a fault of its author."""


def take_in(chance: Random, today: date, at: datetime) -> None:
    """Import customers, makers, products and units as anybody would."""
    _import(importing.import_accounts, ACCOUNTS, catalogue.ACCOUNT_ROWS, at)
    _import(importing.import_manufacturers, MANUFACTURERS, catalogue.MAKER_ROWS, at)
    _import(importing.import_products, PRODUCTS, catalogue.product_rows(), at)
    helps.write()
    let_some_stay()
    _import(importing.import_units, UNITS, tuple(_sales(chance, today)), at)


def let_some_stay() -> None:
    """Let businesses destroy small cameras whose maker wants none of them back."""
    rules = policy_tables.read_stays(catalogue.STAYS, "EUR")
    Policy.objects.filter(party=AccountKind.COMPANY).update(stays=rules)


def _import(
    take: Callable[..., Tally],
    sheet: Sheet,
    cells: Sequence[Sequence[str]],
    at: datetime,
) -> None:
    header = rows.bind(sheet, [column.name for column in sheet.columns])
    found = [Row(number, list(row)) for number, row in enumerate(cells, start=2)]
    tally = take(header=header, rows=found, at=at)
    if tally.rejected:
        raise NotTaken(tally.rejected[0])


def _sales(chance: Random, today: date) -> Iterator[tuple[str, ...]]:
    skus = [*catalogue.KIT_SKUS * 3, *(drive.mpn for drive in DRIVES)]
    buyers = [*catalogue.COMPANIES * 4, *catalogue.PEOPLE]
    for order in range(_ORDERS):
        buyer = chance.choice(buyers)
        day = today - timedelta(days=_DAYS - order * _DAYS // _ORDERS)
        most = 1 if buyer in catalogue.PEOPLE else 6
        sku = chance.choice(catalogue.KIT_SKUS if most == 1 else skus)
        for _ in range(chance.randint(1, most)):
            serial = f"{sku[:2]}{chance.randrange(10**7, 10**8)}"
            yield _sold(serial, sku, buyer, f"SO-{24000 + order}", day)
    yield _sold("CM-48301", "CO-MINI", "P-2001", "SO-30001", _ago(today, 60))
    yield _sold("HD-77120", "HV-DOME", "C-1001", "SO-30002", _ago(today, 120))
    yield _sold("TR-10044", "TD-REC8", "C-1001", "SO-30003", _ago(today, 820))


def _ago(today: date, days: int) -> date:
    return today - timedelta(days=days)


def _sold(serial: str, sku: str, buyer: str, order: str, day: date) -> tuple[str, ...]:
    price, currency = catalogue.PRICES[sku]
    said = {
        "serial": serial,
        "sku": sku,
        "account_number": buyer,
        "order_reference": order,
        "shipped_on": day.isoformat(),
        "invoiced_on": day.isoformat(),
        "paid_price": price,
        "currency": currency,
    }
    return tuple(said.get(name, "") for name in _UNIT_COLUMNS)


class NoneLeft(Exception):
    """No unit of the stock fits the story."""


class Shelf:
    """Hand out units that fail, those that fail more often more often."""

    def __init__(self, chance: Random, kept: Sequence[str]) -> None:
        """Know every unit sold but those kept for visitors."""
        rates = {drive.mpn: drive.failures_a_year for drive in DRIVES}
        units = Unit.objects.exclude(serial__in=kept).select_related(
            "product__manufacturer", "account"
        )
        self._chance = chance
        self._units = list(units.order_by("id"))
        self._weights = {
            unit.pk: rates.get(unit.product.sku, _OTHERS_FAIL) for unit in self._units
        }

    def take(
        self,
        on: date,
        *,
        youngest: int = 20,
        oldest: int = 650,
        account: int | None = None,
        can_swap: bool = False,
        maker: str = "",
        category: str = "",
    ) -> Unit:
        """
        Take one that was so many days old on a day; it is not handed out again.

        Raises NoneLeft where none fits.
        """
        unit = self.find(
            on,
            youngest=youngest,
            oldest=oldest,
            account=account,
            can_swap=can_swap,
            maker=maker,
            category=category,
        )
        if unit is None:
            raise NoneLeft
        return unit

    def find(
        self,
        on: date,
        *,
        youngest: int = 20,
        oldest: int = 650,
        account: int | None = None,
        can_swap: bool = False,
        maker: str = "",
        category: str = "",
    ) -> Unit | None:
        """Take one that fits, or return None."""
        # A part may be covered for a year only, and then a swap has a price first.
        oldest = min(oldest, 360) if can_swap else oldest
        fitting = [
            unit
            for unit in self._units
            if unit.shipped_on
            and youngest <= (on - unit.shipped_on).days <= oldest
            and maker in ("", unit.product.manufacturer.name)
            and account in (None, unit.account_id)
            and category in ("", unit.product.category)
            and (unit.product.advance_replacement or not can_swap)
            and not (can_swap and unit.account and unit.account.kind == "person")
        ]
        if not fitting:
            return None
        weights = [self._weights[unit.pk] for unit in fitting]
        (unit,) = self._chance.choices(fitting, weights)
        self._units.remove(unit)
        return unit
