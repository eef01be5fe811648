"""Contracts 5 and 6: what the returns business may know of shipping."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.source import breaches, imports, modules

OPEN_TO_USE_CASES = {
    "words",
    "wishes",
    "places",
    "errors",
    "models",
    "ordering",
    "tracking",
    "checks",
    "recognising",
    "spending",
    "differences",
    "refunds",
    "health",
    "boxes",
    "redacting",
    "offers",
    "exports",
    "pickups",
    "failing",
    "forgetting",
}
CARRIERS = ("shipping.carriers.sandbox", "shipping.carriers.shippo")
DECIDING = ("rma/actions", "rma/steps", "rma/models", "rma/queries")


def network_halves(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for line, name in imports(tree):
        parts = name.split(".")
        if parts[0] == "shipping" and not OPEN_TO_USE_CASES & set(parts[1:2]):
            yield line, name


def named_carriers(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for line, name in imports(tree):
        if name.startswith(CARRIERS):
            yield line, name


class TestBorders:
    def test_a_use_case_knows_only_the_half_of_shipping_that_never_waits(self):
        assert breaches(network_halves, modules(*DECIDING)) == []

    def test_nobody_outside_shipping_names_a_carrier(self):
        outside = modules("config", "outbox", "rma", "portal")
        assert breaches(named_carriers, outside) == []


class TestTheRules:
    @pytest.mark.parametrize(
        ("rule", "text"),
        [
            (network_halves, "from shipping import purchasing"),
            (network_halves, "from shipping.carriers import base"),
            (named_carriers, "from shipping.carriers.sandbox import labels"),
            (named_carriers, "from shipping.carriers import shippo"),
        ],
    )
    def test_catch_a_breach(self, rule, text):
        assert list(rule(ast.parse(text)))

    def test_let_honest_imports_pass(self):
        text = "from shipping import ordering\nfrom shipping.models import Parcel"
        assert list(network_halves(ast.parse(text))) == []
