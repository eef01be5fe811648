"""Rules 5 and 6: the clock is read at the doors, settings where they are needed."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import breaches, dotted, imports, modules

CLOCKS = (
    "timezone.now",
    "timezone.localtime",
    "timezone.localdate",
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
)
SEES_THE_CLOCK = (
    "config/",
    "portal/",
    "outbox/loop.py",
    "outbox/tasks.py",
    "outbox/work.py",
)
READS_SETTINGS = (
    "config/",
    "outbox/",
    "portal/",
    "rma/documents/",
    "rma/messages/",
    "rma/webhooks/",
    "shipping/carriers/__init__.py",
)


def clock_reads(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = dotted(node.func)
            if name.endswith(CLOCKS):
                yield node.lineno, name


def settings_reads(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for line, name in imports(tree):
        if name == "django.conf.settings" or name.startswith("config.settings"):
            yield line, name


def behind(*open_places: str) -> list[Path]:
    """Return the modules outside the places that may; management commands may."""
    return [
        path
        for path in modules()
        if not path.as_posix().startswith(open_places)
        and "management" not in path.parts
    ]


class TestReading:
    def test_the_clock_is_read_at_the_doors_only(self):
        assert breaches(clock_reads, behind(*SEES_THE_CLOCK)) == []

    def test_settings_are_read_where_they_are_needed_only(self):
        assert breaches(settings_reads, behind(*READS_SETTINGS)) == []


class TestTheRules:
    @pytest.mark.parametrize(
        ("rule", "text"),
        [
            (clock_reads, "at = timezone.now()"),
            (clock_reads, "at = datetime.datetime.now(tz=UTC)"),
            (clock_reads, "on = date.today()"),
            (settings_reads, "from django.conf import settings"),
        ],
    )
    def test_catch_a_breach(self, rule, text):
        assert list(rule(ast.parse(text)))

    def test_a_monotonic_clock_is_no_date(self):
        assert list(clock_reads(ast.parse("began = time.monotonic()"))) == []
