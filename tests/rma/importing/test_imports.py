"""The four imports: what a good file brings, changes and leaves."""

from datetime import date

import pytest

from rma.models import Account, Manufacturer, Product, Unit
from tests.rma.importing import files


class TestAccounts:
    def test_are_made_with_every_column(self, take):
        run = take("accounts", files.ACCOUNTS)

        assert (run.status, run.counts) == (0, (2, 0, 0, 0))
        ada = Account.objects.get(number="A2")
        assert (ada.kind, ada.country, ada.phone) == ("person", "DE", "+49 30 1")
        assert ada.email == "ada@ray.example"

    def test_stay_as_they_are_the_second_time(self, take):
        take("accounts", files.ACCOUNTS)
        assert take("accounts", files.ACCOUNTS).counts == (0, 0, 2, 0)

    def test_change_where_a_row_differs(self, take):
        take("accounts", files.ACCOUNTS)
        run = take("accounts", files.ACCOUNTS.replace("gold", "silver"))

        assert run.counts == (0, 1, 1, 0)
        assert Account.objects.get(number="A1").tier == "silver"

    def test_keep_what_a_file_has_no_column_for(self, take):
        take("accounts", files.ACCOUNTS)
        rows = [line.split(",") for line in files.ACCOUNTS.splitlines()]
        take("accounts", "\n".join(",".join(row[:5] + row[6:]) for row in rows))
        assert Account.objects.get(number="A2").phone == "+49 30 1"

    def test_may_stand_twice_in_one_file_and_the_last_row_holds(self, take):
        again = files.ACCOUNTS.splitlines()[1].replace("gold", "silver")
        run = take("accounts", files.ACCOUNTS + again)

        assert run.counts == (2, 1, 0, 0)
        assert Account.objects.get(number="A1").tier == "silver"


class TestManufacturers:
    def test_bring_their_terms_and_empty_cells_the_usual_ones(self, take):
        assert take("manufacturers", files.MANUFACTURERS).counts == (2, 0, 0, 0)

        lumen = Manufacturer.objects.get(name="Lumen")
        assert (lumen.filing_days, lumen.filing_starts) == (120, "received")
        assert (lumen.approval_before_shipping, lumen.part_return) == (True, "hold")
        assert Manufacturer.objects.get(name="Plain").filing_days == 90

    def test_are_told_by_their_name_however_it_is_written(self, take):
        take("manufacturers", "name,reply_days\nLumen,5\n")
        run = take("manufacturers", "name,reply_days\n LUMEN ,6\n")

        assert run.counts == (0, 1, 0, 0)
        assert Manufacturer.objects.get().reply_days == 6


class TestProducts:
    def test_make_the_manufacturer_nobody_knows(self, take):
        take("manufacturers", files.MANUFACTURERS)
        run = take("products", files.PRODUCTS)

        assert run.counts == (2, 0, 0, 0)
        assert "New manufacturers: Seagull" in run.said
        camera = Product.objects.get(sku="C1")
        assert camera.manufacturer.filing_days == 120
        assert (camera.list_price_cents, camera.unit_cost_cents) == (19900, 12050)
        assert Product.objects.get(sku="D1").unit_cost_cents is None

    def test_change_their_price_but_not_the_maker_of_units_sold(self, shop):
        shop("units", files.UNITS)
        run = shop("products", files.PRODUCTS.replace("199.00", "189.00"))
        assert run.counts == (0, 1, 1, 0)
        run = shop("products", files.PRODUCTS.replace("Seagull", "Other"))
        assert run.counts == (0, 1, 0, 1)
        assert "another maker" in run.refused[0]["reason"]

    def test_refuse_more_digits_than_the_currency_has(self, take):
        run = take("products", files.PRODUCTS.replace("199.00", "199.005"))
        assert run.refused[0]["reason"] == "list_price: is no amount in EUR."


class TestUnits:
    def test_carry_both_covers_and_the_price(self, shop):
        run = shop("units", files.UNITS)

        assert (run.status, run.counts) == (0, (2, 0, 0, 0))
        one, two = Unit.objects.order_by("serial")
        assert (one.serial_key, one.paid_cents, one.currency) == ("SN1", 18000, "EUR")
        assert (one.manufacturer, one.account.number) == (
            one.product.manufacturer,
            "A1",
        )
        assert two.warranty_until == date(2029, 1, 1)
        assert two.manufacturer_warranty_until == date(2028, 6, 30)
        assert (two.paid_cents, two.invoiced_on) == (None, None)

    def test_stay_as_they_are_however_the_serial_is_typed(self, shop):
        shop("units", files.UNITS)
        run = shop("units", files.UNITS.replace("SN-1", "sn 1"))
        assert (run.status, run.counts) == (0, (0, 0, 2, 0))

    @pytest.mark.parametrize("is_one_file", [True, False])
    def test_refuse_a_second_different_row_for_a_known_serial(self, shop, is_one_file):
        other = "sn1,C1,A2,SO-1,2026-03-01,2026-03-02,,,180.00,EUR\n"
        if is_one_file:
            run = shop("units", files.UNITS + other)
        else:
            shop("units", files.UNITS)
            run = shop("units", files.UNIT_COLUMNS + other)

        assert run.status == 1
        assert run.counts[3] == 1
        assert "known with other values" in run.refused[0]["reason"]
        assert Unit.objects.get(serial_key="SN1").account.number == "A1"

    def test_may_share_a_serial_across_manufacturers(self, shop):
        run = shop("units", files.UNITS.replace("SN-2", "SN-1"))
        assert run.counts == (2, 0, 0, 0)

    def test_take_the_currency_of_the_product_where_none_is_named(self, shop):
        shop(
            "units",
            "serial,sku,account_number,shipped_on,paid_price\nS9,C1,A1,2026-01-01,90\n",
        )
        unit = Unit.objects.get()
        assert (unit.paid_cents, unit.currency) == (9000, "EUR")

    def test_compare_only_the_columns_a_file_has(self, shop):
        shop("units", files.UNITS)
        few = "shipped_on,account_number,serial,sku\n2026-03-01,A1,SN-1,C1\n"
        assert shop("units", few).counts == (0, 0, 1, 0)

    def test_name_every_reason_at_once(self, shop):
        run = shop("units", files.UNIT_COLUMNS + "?!,,A1,,01.03.2026,,,,12 EUR,EURO\n")
        reason = run.refused[0]["reason"]
        for name in ("serial", "sku", "shipped_on", "paid_price", "currency"):
            assert f"{name}: " in reason
        run = shop("units", files.UNIT_COLUMNS + "S1,NO,NO,,2026-02-28,,,,,\n")
        assert "account_number: no" in run.refused[0]["reason"]
        assert "sku: no" in run.refused[0]["reason"]
