"""Texts are found, two made-up languages keep what programs read, catalogs load."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings

from config import languages
from portal.catalogs import gathering, keeping, pseudo


@pytest.fixture(scope="module")
def texts():
    return gathering.gather(settings.ROOT)


class TestGathering:
    def test_finds_texts_of_code_and_of_templates_in_every_way_of_writing(
        self, tmp_path
    ):
        (tmp_path / "rma").mkdir()
        (tmp_path / "templates").mkdir()
        (tmp_path / "rma/code.py").write_text(
            '_("one")\nN_("two")\nngettext("%(n)s box", "%(n)s boxes", n)\n'
            'pgettext("verb", "ship")\n_("in " "pieces")\n_(a_name)\n'
        )
        (tmp_path / "templates/page.html").write_text(
            '{% load i18n %}\n  {% translate "It\'s three" %}'
            '{% include "x.html" with title=_("four") %}\n'
            "{% blocktranslate count n=n %}{{ n }} day{% plural %}"
            "{{ n }} days{% endblocktranslate %}"
        )

        found = {message.id for message in gathering.gather(tmp_path) if message.id}

        assert found == {
            "one",
            "two",
            ("%(n)s box", "%(n)s boxes"),
            "ship",
            "in pieces",
            "It's three",
            "four",
            ("%(n)s day", "%(n)s days"),
        }

    def test_finds_what_stands_on_our_pages(self, texts):
        assert texts["Find my unit"].locations[0][0].startswith("templates/")
        assert len(texts) > 1000


class TestTheTwoMadeUpLanguages:
    def test_keep_what_programs_put_in_and_grow(self):
        text = "Hand %(count)s over to <b>%(who)s</b> by {day} &amp; wait"
        for made in (pseudo.longer(text), pseudo.mirrored(text)):
            assert (made[0], made[-1]) == ("⟦", "⟧")
            for kept in ("%(count)s", "<b>", "%(who)s", "</b>", "{day}", "&amp;"):
                assert kept in made
        assert len(pseudo.longer("Find my unit")) >= len("Find my unit") * 1.35

    def test_leave_the_letters_of_a_date_alone(self):
        dates = Catalog(locale="en")
        dates.add("D j M, H:i")
        made = pseudo.translated(dates, pseudo.LONG)
        assert made["D j M, H:i"].string == "⟦D j M, H:i⟧"

    def test_say_every_text_with_the_values_it_is_filled_with(self, texts):
        holes = re.compile(r"%\(\w+\)[sd]")
        for language in (pseudo.LONG, pseudo.MIRRORED):
            made = pseudo.translated(texts, language)
            assert len(made) == len(texts)
            for message in made:
                if isinstance(message.id, str):
                    wanted = sorted(holes.findall(message.id))
                    assert sorted(holes.findall(message.string)) == wanted


class TestALanguage:
    def _begun(self, folder: Path, said: dict[str, str]) -> Path:
        path = keeping.begin(folder, "de")
        catalog = Catalog(locale="de")
        for text, translation in said.items():
            catalog.add(text, translation, flags=["python-format"] * ("%" in str(text)))
        with path.open("wb") as file:
            write_po(file, catalog)
        return path

    def test_is_offered_once_it_is_compiled(self, tmp_path):
        self._begun(tmp_path, {"Track": "Verfolgen"})
        assert languages.offered([tmp_path]) == [("en", "English")]

        assert [each.language for each in keeping.compile_all(tmp_path)] == ["de"]

        assert languages.offered([tmp_path]) == [("en", "English"), ("de", "Deutsch")]
        assert list(keeping.compile_all(tmp_path)) == []

    def test_leaves_out_a_translation_that_lost_a_value(self, tmp_path):
        path = self._begun(tmp_path, {"By %(day)s.": "Bis %(tag)s.", "Track": "Spur"})

        (made,) = keeping.compile_all(tmp_path)

        assert "day" in made.left_out[0] or "tag" in made.left_out[0]
        with path.with_suffix(".mo").open("rb") as file:
            said = {message.id for message in read_mo(file) if message.id}
        assert said == {"Track"}

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("Sent by %(who)s", "Gesendet"),
            ("{what} Correct it.", "{was} Berichtigen."),
            ("{what} Correct it.", "Berichtigen."),
            (("%(n)s day", "%(n)s days"), ("Ein Tag", "%(m)s Tage")),
        ],
    )
    def test_leaves_out_what_would_break_a_page_or_says_less(
        self, tmp_path, text, said
    ):
        path = self._begun(tmp_path, {text: said, "Track": "Spur"})

        (made,) = keeping.compile_all(tmp_path)

        assert "values" in made.left_out[0] or "placeholder" in made.left_out[0]
        with path.with_suffix(".mo").open("rb") as file:
            assert {each.id for each in read_mo(file) if each.id} == {"Track"}

    def test_may_leave_the_number_out_of_a_plural(self, tmp_path):
        days = ("%(n)s day", "%(n)s days")
        self._begun(tmp_path, {days: ("Ein Tag", "%(n)s Tage")})
        (made,) = keeping.compile_all(tmp_path)
        assert made.left_out == ()

    @pytest.mark.django_db
    @pytest.mark.slow
    def test_is_spoken_by_a_page_from_its_first_text_on(
        self, tmp_path, settings, client
    ):
        path = keeping.begin(tmp_path, "pl")
        (fresh,) = keeping.bring_up_to_date(tmp_path, settings.ROOT)
        assert (fresh.translated, fresh.unsure) == (0, 0)
        with path.open("rb") as file:
            catalog = read_po(file, locale="pl")
        catalog.get("Find my unit").string = "Znajdź mój produkt"
        with path.open("wb") as file:
            write_po(file, catalog)
        (now,) = keeping.bring_up_to_date(tmp_path, settings.ROOT)
        assert (now.texts, now.translated) == (fresh.texts, 1)
        assert [each.left_out for each in keeping.compile_all(tmp_path)] == [()]

        settings.LOCALE_PATHS = [tmp_path]
        settings.LANGUAGES = languages.offered([tmp_path])
        client.cookies["language"] = "pl"
        page = client.get("/").text
        assert '<html lang="pl" dir="ltr"' in page
        assert "Znajdź mój produkt" in page
        # What nobody has translated yet stays English.
        assert "Start a return" in page
        assert ">polski</button>" in page

    def test_keeps_what_was_said_when_the_code_says_more(self, tmp_path):
        code, folder = tmp_path / "code", tmp_path / "locale"
        (code / "rma").mkdir(parents=True)
        (code / "rma/words.py").write_text('_("Track")\n_("Help")\n')
        path = self._begun(folder, {"Track": "Verfolgen", "Gone": "Weg"})

        (progress,) = keeping.bring_up_to_date(folder, code)

        assert (progress.texts, progress.translated) == (2, 1)
        with path.open("rb") as file:
            assert read_po(file)["Track"].string == "Verfolgen"

    def test_is_begun_once(self, tmp_path):
        keeping.begin(tmp_path, "pt-br")
        assert (tmp_path / "pt_BR/LC_MESSAGES/django.po").exists()
        with pytest.raises(FileExistsError):
            keeping.begin(tmp_path, "pt-br")
