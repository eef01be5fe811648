import random
import secrets

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rma.rules import numbers
from rma.rules.numbers import ALPHABET, is_code, mint, parse, shown, shown_parcel

codes = st.randoms(use_true_random=False).map(lambda dice: mint(dice.randrange))
places = st.integers(0, 12)

# What a scanner set to another keyboard sends for the keys a US keyboard has.
KEYBOARDS = {
    "German": str.maketrans("YZ:/-_", "ZYÖ-ß?"),
    "French": str.maketrans("AQZWM:/-_.", "QAWZ?M!)°:"),
    "Spanish": str.maketrans(":/-_", "Ñ-'?"),
    "Swedish": str.maketrans(":/-_", "Ö-+?"),
    "Turkish": str.maketrans(":/-_.", "Ş.*?ç"),
}
TROUBLESOME_HOSTS = ["X", "B.C", "RMA-BCDF-GHJK.TEST", "RETURNS.EXAMPLE.COM:8000"]


class TestMint:
    def test_draws_thirteen_letters_of_the_alphabet(self):
        code = mint(secrets.randbelow)
        assert len(code) == 13
        assert set(code) <= set(ALPHABET)
        assert is_code(code)

    def test_uses_every_letter_it_may_and_no_moved_or_look_alike_one(self):
        assert len(ALPHABET) == len(set(ALPHABET)) == 15
        assert not set(ALPHABET) & set("AEIOUYQWZML0123456789")

    def test_ten_thousand_are_ten_thousand(self):
        dice = random.Random(7)
        assert len({mint(dice.randrange) for _ in range(10_000)}) == 10_000


class TestCheckLetter:
    @given(codes, places, st.sampled_from(ALPHABET))
    def test_catches_every_single_wrong_letter(self, code, place, letter):
        wrong = code[:place] + letter + code[place + 1 :]
        assert is_code(wrong) == (wrong == code)

    @given(codes, st.integers(0, 11))
    def test_catches_every_swap_of_neighbours(self, code, at):
        wrong = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
        assert is_code(wrong) == (wrong == code)

    def test_catches_both_for_every_pair_of_letters_at_every_place(self):
        weights = numbers._WEIGHTS
        for this, following in zip(weights, [*weights[1:], 0], strict=True):
            for gap in range(1, 15):
                assert this * gap % 15
                assert (this - following) * gap % 15


class TestParse:
    @given(codes)
    def test_reads_what_it_shows(self, code):
        assert parse(shown(code)) == code
        assert parse(shown_parcel(code)) == code
        assert parse(code) == code

    @given(codes, st.sampled_from([" ", "-", "–", ".", "/", "_", "ß", ")", "'", "+"]))
    def test_reads_any_case_and_any_grouping(self, code, separator):
        assert parse(f"  {separator.join(shown(code).lower().split('-'))}\n") == code
        assert parse(separator.join(code.lower())) == code
        assert parse(f"rma{code}") == code

    @pytest.mark.parametrize("keyboard", KEYBOARDS)
    @pytest.mark.parametrize("host", TROUBLESOME_HOSTS)
    def test_reads_a_scan_garbled_by_another_keyboard(self, keyboard, host):
        code = mint(random.Random(keyboard + host).randrange)
        for said in [f"HTTPS://{host}/S/{code}", shown(code), shown_parcel(code)]:
            garbled = said.translate(KEYBOARDS[keyboard])
            assert parse(garbled) == code
            assert parse(garbled.lower()) == code

    @given(codes)
    def test_reads_what_scanners_and_letters_put_around_it(self, code):
        assert parse(f"]Q1HTTPS://X/S/{code}") == code
        assert parse(f"]C0{code}\r") == code
        assert parse(f"https://x.test/S/{code}/?from=label#top") == code
        assert parse(f"Re: your return {shown(code)} (2 parcels)") == code

    @given(codes, codes)
    def test_reads_the_last_of_two(self, first, last):
        assert parse(f"{shown(first)} {shown(last)}") == last

    @given(codes, st.integers(1, 3), st.sampled_from(TROUBLESOME_HOSTS))
    def test_never_completes_a_short_one_from_what_stands_before(
        self, code, lost, host
    ):
        short = code[lost:]
        assert parse(f"HTTPS://{host}/S/{short}") is None
        assert parse(f"RMA-{short}") is None
        assert parse(f"R M A {short}") is None

    @given(codes, places, st.sampled_from("AEIOU0189M"))
    def test_refuses_a_sign_that_codes_do_not_use(self, code, place, sign):
        assert parse(code[:place] + sign + code[place + 1 :]) is None

    @given(codes, places, st.sampled_from(ALPHABET))
    def test_refuses_a_wrong_letter(self, code, place, letter):
        wrong = code[:place] + letter + code[place + 1 :]
        assert (parse(shown(wrong)) == code) == (wrong == code)

    @given(st.text(max_size=60))
    @example("")
    @example("ß" * 7)
    @example("ſ" * 13)
    @example("https://x/S/")
    def test_gives_a_code_or_nothing_for_any_text(self, text):
        code = parse(text)
        assert code is None or is_code(code)
