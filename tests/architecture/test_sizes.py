"""Rule 1: files and functions a person can hold in the head."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.source import ROOT, breaches, files, functions, modules

MOST_LINES = 300
LONGEST_FUNCTION = 50
DEEPEST = 3
BLOCKS = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match)


def long_functions(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for function in functions(tree):
        lines = (function.end_lineno or 0) - function.lineno + 1
        if lines > LONGEST_FUNCTION:
            yield function.lineno, f"{function.name} has {lines} lines"


def deep_functions(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for function in functions(tree):
        depth = _depth(function)
        if depth > DEEPEST:
            yield function.lineno, f"{function.name} is nested {depth} deep"


def _depth(node: ast.AST) -> int:
    return max((_cost(node, child) for child in ast.iter_child_nodes(node)), default=0)


def _cost(parent: ast.AST, child: ast.AST) -> int:
    if isinstance(child, ast.FunctionDef | ast.ClassDef | ast.Lambda):
        return 0
    # An elif stands beside its if, not in it.
    beside = isinstance(parent, ast.If) and parent.orelse == [child]
    step = isinstance(child, BLOCKS) and not (beside and isinstance(child, ast.If))
    return step + _depth(child)


def source_files() -> list:
    texts = files(".py", ".html", ".txt", ".js", ".sh", "")
    return [
        path
        for path in texts
        if "migrations" not in path.parts
        and not path.name.startswith("requirements")
        and path.name != "LICENSE"
        and "vendor" not in path.parts
    ]


class TestSizes:
    def test_no_file_has_more_than_300_lines(self):
        counts = ((p, len((ROOT / p).read_text().splitlines())) for p in source_files())
        assert [f"{path}: {n} lines" for path, n in counts if n > MOST_LINES] == []

    def test_no_function_has_more_than_50_lines(self):
        assert breaches(long_functions, [*modules(), *modules("tests")]) == []

    def test_no_function_is_nested_deeper_than_3(self):
        assert breaches(deep_functions, modules()) == []


class TestTheRules:
    def test_catch_a_long_function(self):
        text = "def f():\n" + "    a = 1\n" * LONGEST_FUNCTION
        assert list(long_functions(ast.parse(text)))
        assert not list(long_functions(ast.parse(text.removesuffix("    a = 1\n"))))

    @pytest.mark.parametrize(
        ("body", "depth"),
        [
            ("if a: pass\nelif b: pass\nelif c: pass", 1),
            ("for a in b:\n  if a:\n   with a:\n    b()", 3),
            ("for a in b:\n  if a:\n   with a:\n    while b: pass", 4),
        ],
    )
    def test_count_nesting(self, body, depth):
        indented = "\n".join(f" {line}" for line in body.splitlines())
        assert _depth(ast.parse(f"def f():\n{indented}").body[0]) == depth
