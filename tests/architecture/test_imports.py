"""Rules 2 and 8: imports stand at the top, in full, and name no hidden machinery."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import (
    PACKAGES,
    ROOT,
    breaches,
    dotted,
    functions,
    imports,
    modules,
)

DRAWS_PDFS = Path("rma/documents/render.py")
ONLY_WORKERS = ("weasyprint", "shippo", "rma.jobs")
LOAD_THE_WEB = """
import json, sys
import config.wsgi
from django.urls import get_resolver
get_resolver().url_patterns
print(json.dumps(sorted(sys.modules)))
"""


def late_imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for function in functions(tree):
        for line, name in imports(function):
            yield line, f"{function.name} imports {name}"


def relative_imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            yield node.lineno, "relative import"


def pretended_imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Own modules imported for the type checker alone hide a cycle."""
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and dotted(node.test).endswith("TYPE_CHECKING"):
            for line, name in imports(node):
                if name.split(".")[0] in PACKAGES:
                    yield line, f"{name} under TYPE_CHECKING"


def signals(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for line, name in imports(tree):
        if name.startswith(("django.dispatch", "django.db.models.signals")):
            yield line, name


def pdf_imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for line, name in imports(tree):
        if name.split(".")[0] == "weasyprint":
            yield line, name


class TestImports:
    @pytest.mark.parametrize(
        "rule", [late_imports, relative_imports, pretended_imports, signals]
    )
    def test_no_module_breaks(self, rule):
        assert breaches(rule, [*modules(), *modules("tests")]) == []

    def test_one_file_imports_weasyprint(self):
        others = [path for path in modules() if path != DRAWS_PDFS]
        assert breaches(pdf_imports, others) == []

    def test_the_web_process_loads_nothing_that_only_workers_need(self, tmp_path):
        environment = {
            "PATH": "/usr/bin:/bin",
            "RETURNWELL_DATA": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        answer = subprocess.run(
            [sys.executable, "-c", LOAD_THE_WEB],
            check=False,
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert answer.returncode == 0, answer.stderr
        loaded = json.loads(answer.stdout)
        assert "portal" in loaded
        assert [name for name in loaded if name.startswith(ONLY_WORKERS)] == []


class TestTheRules:
    @pytest.mark.parametrize(
        ("rule", "text"),
        [
            (late_imports, "def f():\n    import os"),
            (relative_imports, "from . import models"),
            (pretended_imports, "if TYPE_CHECKING:\n    from rma.models import Case"),
            (signals, "from django.db.models.signals import post_save"),
            (signals, "from django.dispatch import receiver"),
            (pdf_imports, "from weasyprint import HTML"),
        ],
    )
    def test_catch_a_breach(self, rule, text):
        assert list(rule(ast.parse(text)))

    def test_let_honest_imports_pass(self):
        tree = ast.parse("import os\nfrom rma.models import Case")
        rules = (late_imports, relative_imports, pretended_imports, signals)
        assert [found for rule in rules for found in rule(tree)] == []
