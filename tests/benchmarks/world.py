"""What the installations hold: one customer, one product, generated units, a key."""

import csv
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.benchmarks.crowd import Program
from tests.benchmarks.installation import Installation

ACCOUNT = "A-1"
ACCOUNTS = (
    "account_number,name,kind,tier,email,street1,city,postal_code,country\n"
    f"{ACCOUNT},Nordlicht GmbH,company,gold,rma@nordlicht.example,Kai 1,Hamburg,20095,"
    "DE\n"
)
PRODUCTS = (
    "sku,manufacturer,mpn,name,category,warranty_months,weight_grams,length_mm,"
    "width_mm,height_mm,list_price,currency,lithium,holds_data,advance_replacement\n"
    "CAM-1,Lumen,LX-1,Dome camera,cameras,36,900,200,150,120,199.00,EUR,none,no,yes\n"
)
UNITS = (
    "serial", "sku", "account_number", "order_reference", "shipped_on", "invoiced_on",
    "warranty_until", "manufacturer_warranty_until", "paid_price", "currency",
)  # fmt: skip


def units(first: int, count: int) -> list[tuple[str, ...]]:
    """Return rows of a table of units, sold over the year that ended yesterday."""
    yesterday = date.today() - timedelta(days=1)
    return [
        (
            serial(number), "CAM-1", ACCOUNT, f"SO-{number // 4}",
            (yesterday - timedelta(days=number % 365)).isoformat(),
            "", "", "", "150.00", "EUR",
        )
        for number in range(first, first + count)
    ]  # fmt: skip


def serial(number: int) -> str:
    """Return the serial of a generated unit."""
    return f"SN-{number:08}"


def write_units(path: Path, rows: Iterable[tuple[str, ...]]) -> Path:
    """Write a table of units and return where it is."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([UNITS, *rows])
    return path


def furnish(place: Installation, *, count: int, staff: bool = False) -> Program:
    """Import a customer, a product and units; return a program of the customer's."""
    folder = place.folder
    (folder / "accounts.csv").write_text(ACCOUNTS, encoding="utf-8")
    (folder / "products.csv").write_text(PRODUCTS, encoding="utf-8")
    write_units(folder / "units.csv", units(0, count))
    whose = ["--staff"] if staff else ["--account", ACCOUNT]
    said = place.manage(
        ["import_accounts", str(folder / "accounts.csv")],
        ["import_products", str(folder / "products.csv")],
        ["import_units", str(folder / "units.csv")],
        ["issue_api_key", "--name", "Many clients", *whose],
    )
    return Program(said.split()[-1])


def asked(*serials: str, **values: Any) -> dict[str, Any]:
    """Return the body of a return for some units, covered and defective."""
    lines = [
        {
            "serial": each,
            "reason": "defective",
            "description": "No picture since Monday.",
            "wish": "credit",
        }
        for each in serials
    ]
    return {
        "contact": {"name": "Ada Byron", "email": "ada@nordlicht.example"},
        "ship_from": {
            "name": "Ada Byron",
            "street1": "Kai 1",
            "city": "Hamburg",
            "postal_code": "20095",
            "country": "DE",
        },
        "hand_over": "label",
        "lines": lines,
    } | values
