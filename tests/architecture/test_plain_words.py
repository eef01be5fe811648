"""What customers read is plain: short sentences of short words, counted (bar G15)."""

import re

import pytest
from django.conf import settings

GRADE = 8.0
LONGEST_SENTENCE = 32
# Fewer words than this say nothing about how a page reads.
ENOUGH = 30
_TEXTS = re.compile(
    r'{% translate "((?:[^"\\]|\\.)*)"|_\("((?:[^"\\]|\\.)*)"\)'
    r"|{% blocktranslate[^%]*%}(.*?){% endblocktranslate %}",
    re.DOTALL,
)
_FILLED_IN = re.compile(r"{{[^}]*}}|%\(\w+\)s")


def texts(path):
    """Return what a template says, with a name in place of what is filled in."""
    for found in _TEXTS.finditer(path.read_text(encoding="utf-8")):
        said = next(group for group in found.groups() if group)
        yield _FILLED_IN.sub("Otto", said)


def sentences(text):
    parts = re.split(r"(?<=[.!?:;])\s+", text)
    return [words for part in parts if (words := re.findall(r"[A-Za-z’']+", part))]


def syllables(word):
    plain = re.sub(r"[^a-z]", "", word.lower())
    count = len(re.findall(r"[aeiouy]+", plain))
    is_silent = plain.endswith("e") and not plain.endswith("le")
    return max(count - (is_silent and count > 1), 1)


def grade(read):
    """Return the school year (Flesch and Kincaid) that sentences ask for."""
    words = [word for sentence in read for word in sentence]
    per_sentence = len(words) / len(read)
    per_word = sum(map(syllables, words)) / len(words)
    return 0.39 * per_sentence + 11.8 * per_word - 15.59


def customer_templates():
    folder = settings.ROOT / "templates"
    letters = (folder / "letters").glob("[a-z]*.txt")
    yield from sorted((folder / "customer").rglob("*.html"))
    yield from sorted(each for each in letters if not each.stem.startswith("staff_"))


READ = {
    str(path.relative_to(settings.ROOT)): [
        sentence for text in texts(path) for sentence in sentences(text)
    ]
    for path in customer_templates()
}


class TestPlainWords:
    @pytest.mark.parametrize("name", READ)
    def test_no_page_or_letter_asks_for_more_than_eight_years_of_school(self, name):
        read = [sentence for sentence in READ[name] if len(sentence) > 3]
        if sum(map(len, read)) >= ENOUGH:
            assert grade(read) <= GRADE, name

    def test_no_sentence_is_long(self):
        long = [
            " ".join(sentence)
            for read in READ.values()
            for sentence in read
            if len(sentence) > LONGEST_SENTENCE
        ]
        assert long == []

    def test_the_measure_knows_hard_words_from_plain_ones(self):
        plain = sentences("We fetch it. You get a new one by Friday.")
        hard = sentences(
            "Notwithstanding aforementioned contractual stipulations, reimbursement "
            "eligibility necessitates comprehensive documentation."
        )
        assert grade(plain) < 3 < 20 < grade(hard)
        assert len(READ) > 90
