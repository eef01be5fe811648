"""Files to import: a good one of each kind, and a big one."""

import csv
import random
from pathlib import Path

ACCOUNTS = (
    "account_number,name,kind,tier,email,phone,street1,street2,city,state,"
    "postal_code,country\n"
    "A1,Nordlicht GmbH,company,gold,rma@nordlicht.example,,Kai 1,,Hamburg,,20095,DE\n"
    "A2,Ada Ray,person,basic,ada@ray.example,+49 30 1,Allee 2,,Berlin,,10115,de\n"
)
MANUFACTURERS = (
    "name,rma_email,street1,city,postal_code,country,filing_days,filing_starts,"
    "approval_before_shipping,part_return,reply_days\n"
    "Lumen,claims@lumen.example,Way 1,Oslo,0150,NO,120,received,yes,hold,5\n"
    "Plain,,,,,,,,,,\n"
)
PRODUCTS = (
    "sku,manufacturer,mpn,gtin,name,category,warranty_months,weight_grams,length_mm,"
    "width_mm,height_mm,list_price,unit_cost,currency,lithium,holds_data,"
    "advance_replacement\n"
    "C1,Lumen,LX-1,4006381333931,Camera,cameras,24,900,200,150,120,199.00,120.50,EUR,"
    "none,no,yes\n"
    "D1,Seagull,SG-8,,Drive 8 TB,drives,36,700,147,102,26,149.99,,EUR,none,yes,no\n"
)
UNIT_COLUMNS = (
    "serial,sku,account_number,order_reference,shipped_on,invoiced_on,warranty_until,"
    "manufacturer_warranty_until,paid_price,currency\n"
)
UNITS = (
    UNIT_COLUMNS + "SN-1,C1,A1,SO-1,2026-03-01,2026-03-02,,,180.00,EUR\n"
    "SN-2,D1,A2,,2026-03-05,,2029-01-01,2028-06-30,,\n"
)


def write_units(path: Path, count: int, *, bad_every: int = 0) -> None:
    """Write so many units of C1 and D1; every so many-th names no account."""
    chance = random.Random(7)
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(UNIT_COLUMNS.strip().split(","))
        for number in range(count):
            is_bad = bad_every and number % bad_every == 0
            table.writerow(
                [
                    f"SN-{number:08}",
                    chance.choice(["C1", "D1"]),
                    "NOBODY" if is_bad else chance.choice(["A1", "A2"]),
                    f"SO-{number // 4}",
                    f"2026-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}",
                    "",
                    "",
                    "",
                    "150.00",
                    "EUR",
                ]
            )
