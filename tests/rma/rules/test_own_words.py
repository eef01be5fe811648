"""What of a history is somebody's own words, and what is left without them."""

import importlib
import pkgutil
from dataclasses import fields

import pytest

import rma.rules
from rma.rules import own_words
from rma.rules.facts import Fact


def all_facts():
    for module in pkgutil.iter_modules(rma.rules.__path__):
        importlib.import_module(f"rma.rules.{module.name}")
    waiting = [Fact]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            if hasattr(kind, "name"):
                yield kind
            waiting.append(kind)


def test_each_text_of_each_fact_was_thought_of():
    missing = {
        f"{kind.name}: {field.name}"
        for kind in all_facts()
        for field in fields(kind)
        if "str" in str(field.type)
        and field.name not in own_words.NO_WORDS
        and not own_words.are_words(kind.name, field.name)
    }
    assert missing == set()


@pytest.mark.parametrize(
    ("event", "facts", "left"),
    [
        ("question.asked", {"words": "Ana", "line": 1}, {"words": "…", "line": 1}),
        ("information.given", {"answer": "Ring Ana"}, {"answer": "…"}),
        ("feedback.given", {"answer": "good"}, {"answer": "good"}),
        ("promise.moved", {"reason": "carrier_late"}, {"reason": "carrier_late"}),
        ("promise.moved", {"reason": "Ana is away"}, {"reason": "…"}),
        ("case.cancelled", {"reason": "ana"}, {"reason": "…"}),
        ("units.received", {"serial": "SN-1"}, {"serial": "SN-1"}),
    ],
)  # fmt: skip
def test_words_go_and_facts_stay(event, facts, left):
    assert own_words.without_words(event, facts) == left
