"""Files as they really arrive: wrong, half wrong, and meant to do harm."""

import pytest

from rma.models import Account, Product, Unit
from tests.rma.importing import files

GOOD = "SN-{},C1,A1,,2026-03-01,,,,,\n"


class TestFilesNobodyCanRead:
    @pytest.mark.parametrize(
        ("content", "why"),
        [
            (b"", "empty"),
            (files.UNITS.encode("utf-16"), "UTF-8"),
            (files.UNITS.encode("utf-16-le"), "UTF-8"),
            (files.UNITS.replace(",", ";").encode(), "commas"),
            (files.UNITS.split("\n", 1)[1].encode(), "lacks these columns"),
            (b"serial,sku\nS1,C1\n", "account_number, shipped_on"),
            (b"serial,serial,sku,account_number,shipped_on\n", "twice: serial"),
            (b'"serial,sku\n', "quote"),
            (b"s" * 100_000, "too long"),
        ],
    )
    def test_end_with_two_and_say_why(self, shop, content, why):
        run = shop("units", content)
        assert run.status == 2
        assert why in run.told
        assert not Unit.objects.exists()

    def test_end_with_two_where_there_is_no_file(self, take):
        run = take.run("units", str(take.folder / "none.csv"))
        assert run.status == 2
        assert run.told.endswith("none.csv: No such file or directory.")
        assert take.run("units", str(take.folder)).status == 2

    def test_are_not_those_with_a_header_only(self, shop):
        run = shop("units", files.UNIT_COLUMNS)
        assert (run.status, run.counts) == (0, (0, 0, 0, 0))


class TestHeaders:
    def test_may_name_columns_in_any_order_and_capitals(self, shop):
        text = "Shipped_On, SKU ,account_number,serial\n2026-03-01,C1,A1,SN-1\n"
        assert shop("units", text).counts == (1, 0, 0, 0)

    def test_name_unknown_columns_which_are_left_out(self, shop):
        text = "colour,serial,sku,account_number,shipped_on\nred,S1,C1,A1,2026-03-01\n"
        run = shop("units", text)
        assert run.counts == (1, 0, 0, 0)
        assert "“colour”" in run.told

    def test_may_begin_with_a_byte_order_mark(self, shop):
        assert shop("units", files.UNITS.encode("utf-8-sig")).counts == (2, 0, 0, 0)


class TestBadRows:
    def test_stop_nothing_and_are_written_with_their_reasons(self, shop):
        text = files.UNIT_COLUMNS + "".join(
            f"SN-{n},C1,{'NOBODY' if n % 10 == 0 else 'A1'},,2026-03-01,,,,,\n"
            for n in range(100)
        )
        run = shop("units", text)

        assert (run.status, run.counts) == (1, (90, 0, 0, 10))
        assert [row["line"] for row in run.refused[:2]] == ["2", "12"]
        assert run.refused[0]["serial"] == "SN-0"
        assert run.refused[0]["reason"] == "account_number: no account has this number."

    def test_can_be_put_right_and_imported_from_the_file_of_refused_rows(self, shop):
        shop("units", files.UNITS.replace("A1", "NOBODY"))
        refused = shop.folder / "units.rejected.csv"
        text = refused.read_text().replace("NOBODY", "A1")
        again = shop("units", text)
        assert again.counts == (1, 0, 0, 0)
        assert "not known" not in again.told
        assert not refused.exists()

    def test_keep_one_wrong_encoding_to_its_row(self, take):
        text = files.ACCOUNTS.encode().replace(b"Ada Ray", "Ada Räy".encode("latin-1"))
        run = take("accounts", text)

        assert run.counts == (1, 0, 0, 1)
        assert run.refused[0]["reason"] == "name: is not in UTF-8."
        assert b"Ada R\xe4y" in (take.folder / "accounts.rejected.csv").read_bytes()

    @pytest.mark.parametrize(
        ("row", "reasons"),
        [
            (
                "=1,NIX,NOBODY,,2026-13-01,,,,5.00,XXQ\n",
                ["serial", "shipped_on", "currency", "account_number", "sku"],
            ),
            ("SN-1,NIX,,,,,,,,\n", ["account_number"]),
            ("SN-1,NIX,NOBODY,,2026-03-01,,,,,\n", ["account_number", "sku"]),
        ],
    )
    def test_name_every_reason_at_once(self, shop, row, reasons):
        run = shop("units", files.UNIT_COLUMNS + row)
        told = run.refused[0]["reason"]
        assert [name for name in reasons if f"{name}: " not in told] == []

    def test_name_what_does_not_fit_together_beside_what_cannot_be_read(self, take):
        text = files.PRODUCTS.replace("199.00,120.50,EUR,none", "1.999,120.50,EUR,x")
        told = take("products", text).refused[0]["reason"]
        assert "list_price: is no amount in EUR." in told
        assert "lithium: " in told

    @pytest.mark.parametrize(
        ("row", "why"),
        [
            ("SN\0-1,C1,A1,,2026-03-01,,,,,\n", "control character"),
            ('"SN\n1",C1,A1,,2026-03-01,,,,,\n', "one line"),
            ("SN-1,C1,A1\n", "It has 3 cells; the header names 10."),
            ("SN-1,C1,A1,,2026-03-01,,,,,,,\n", "It has 12 cells"),
            ('"SN-1,C1,A1,,2026-03-01,,,,,\n', "quote"),
            ('"SN"-1,C1,A1,,2026-03-01,,,,,\n', "quote"),
            ("=1+1,C1,A1,,2026-03-01,,,,,\n", "formula"),
            ("SN-1,C1,A1,,2026-02-30,,,,,\n", "no day of the calendar"),
            ("SN-1,C1,A1,,20260301,,,,,\n", "date like"),
            ("SN-1,C1,A1,,2026-03-01,,,,NaN,EUR\n", "amount"),
            ("SN-1,C1,A1,,2026-03-01,,,,-5,EUR\n", "amount"),
            ("SN-1,C1,A1,,2026-03-01,,,,1e3,EUR\n", "amount"),
            ("SN-1,C1,A1,,2026-03-01,,,,5.00,XXQ\n", "no currency"),
            (f"{'S' * 81},C1,A1,,2026-03-01,,,,,\n", "81 letters"),
        ],
    )
    def test_are_refused_alone(self, shop, row, why):
        run = shop("units", files.UNIT_COLUMNS + row + GOOD.format(7))
        assert (run.status, run.counts) == (1, (1, 0, 0, 1))
        assert why in run.refused[0]["reason"]

    @pytest.mark.parametrize("country", ["UK", "XX", "EU"])
    def test_are_refused_where_no_parcel_could_go(self, take, country):
        text = files.ACCOUNTS.replace(",DE", f",{country}", 1)
        run = take("accounts", text)
        assert run.counts == (1, 0, 0, 1)
        assert "is no country" in run.refused[0]["reason"]

    @pytest.mark.parametrize("rest", ["", "\n" * 40, "x\n" * 40])
    def test_are_refused_however_large_a_cell_is(self, shop, rest):
        huge = f'"{"x" * 10_000_000}{rest}",C1,A1,,2026-03-01,,,,,\n'
        run = shop("units", files.UNIT_COLUMNS + huge + GOOD.format(7))

        assert run.status == 1
        assert run.counts[0] == 1
        assert "too long" in run.refused[0]["reason"]
        assert (shop.folder / "units.rejected.csv").stat().st_size < 10_000

    def test_run_nothing_in_a_spreadsheet(self, take):
        evil = files.ACCOUNTS.replace("Nordlicht GmbH", "=cmd|'/c calc'!A0")
        evil = evil.replace(",,Kai 1", ",+49 1,@SUM(A1)")
        run = take("accounts", evil)

        assert run.counts == (1, 0, 0, 1)
        assert run.refused[0]["name"].startswith("'=cmd")
        assert run.refused[0]["phone"] == "'+49 1"
        assert run.refused[0]["street1"] == "'@SUM(A1)"
        text = (take.folder / "accounts.rejected.csv").read_text()
        fixed = text.replace("'=cmd|'/c calc'!A0", "Nordlicht GmbH")
        take("accounts", fixed)
        assert Account.objects.get(number="A1").phone == "+49 1"


class TestTheWayIn:
    def test_is_standard_input_too(self, shop):
        run = shop.from_stdin("units", files.UNITS.replace("A2", "NOBODY"))
        assert (run.status, run.counts) == (1, (1, 0, 0, 1))
        assert run.refused[0]["account_number"] == "NOBODY"

    def test_rehearses_without_writing(self, take):
        run = take(
            "products", files.PRODUCTS + files.PRODUCTS.split("\n")[1], "--dry-run"
        )
        assert run.counts == (2, 0, 1, 0)
        assert "nothing was written" in run.said
        assert not Product.objects.exists()

    def test_rehearses_a_second_row_for_a_serial(self, shop):
        twice = files.UNITS + files.UNITS.split("\n")[1].replace("A1", "A2")
        assert shop("units", twice, "--dry-run").counts == (2, 0, 0, 1)
        assert not Unit.objects.exists()
