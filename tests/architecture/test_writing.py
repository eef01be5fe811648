"""Rules 3, 4 and 7: who may write a status, change rows and reach them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import breaches, dotted, modules, tree_of

CASE = Path("rma/models/case.py")
MANAGERS = ("objects", "_default_manager", "_base_manager", "all_objects")


def stray_statuses(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield every place that sets a case's status by hand."""
    for node in ast.walk(tree):
        for target in _targets(node):
            holder, _, name = dotted(target).rpartition(".")
            if name == "status" and holder.split(".")[-1].endswith("case"):
                yield node.lineno, dotted(target)
        if isinstance(node, ast.Call) and _updates_cases(node):
            yield node.lineno, "update(status=...)"


def _targets(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Assign):
        return node.targets
    return [node.target] if isinstance(node, ast.AugAssign | ast.AnnAssign) else []


def _updates_cases(call: ast.Call) -> bool:
    path = dotted(call.func).split(".")
    sets_status = any(word.arg == "status" for word in call.keywords)
    return (
        path[-1] == "update" and sets_status and {"Case", "cases"} & set(path) != set()
    )


def second_writers(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield what sets `self.status` in the case's own file outside `Case.record`."""
    for holder in ast.walk(tree):
        inside = isinstance(holder, ast.FunctionDef) and holder.name != "record"
        for node in ast.walk(holder) if inside else ():
            if any(dotted(target) == "self.status" for target in _targets(node)):
                yield node.lineno, f"{holder.name} sets status"


def loose_actions(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield public functions of an action that are not keyword-only use cases."""
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        marks = [dotted(mark).split(".")[-1] for mark in node.decorator_list]
        if "use_case" not in marks:
            yield node.lineno, f"{node.name} is no use case"
        if node.args.args or node.args.posonlyargs or node.args.vararg:
            yield node.lineno, f"{node.name} takes positional arguments"


def reached_rows(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS:
            yield node.lineno, dotted(node)


def actions() -> list[Path]:
    return [path for path in modules("rma/actions") if path.name != "use_case.py"]


class TestWriting:
    def test_only_the_record_of_a_case_writes_its_status(self):
        assert breaches(stray_statuses, modules()) == []
        own = [path for path in modules("rma/models") if path == CASE]
        assert breaches(second_writers, own) == []

    @pytest.mark.parametrize("path", actions(), ids=str)
    def test_every_public_function_of_an_action_is_a_use_case(self, path):
        assert list(loose_actions(tree_of(path))) == []

    def test_the_portal_reaches_rows_in_one_file(self):
        doors = [p for p in modules("portal") if p != Path("portal/access.py")]
        assert breaches(reached_rows, doors) == []


class TestTheRules:
    @pytest.mark.parametrize(
        ("rule", "text"),
        [
            (stray_statuses, "case.status = 1"),
            (stray_statuses, "line.case.status = 1"),
            (stray_statuses, "Case.objects.filter(a=1).update(status=1)"),
            (second_writers, "class Case:\n def close(self):\n  self.status = 1"),
            (loose_actions, "def approve(*, case): pass"),
            (loose_actions, "@use_case\ndef approve(case): pass"),
            (reached_rows, "Case.objects.get(pk=1)"),
        ],
    )
    def test_catch_a_breach(self, rule, text):
        assert list(rule(ast.parse(text)))

    @pytest.mark.parametrize(
        ("rule", "text"),
        [
            (stray_statuses, "claim.status = 1\nstatus = case.status"),
            (second_writers, "class Case:\n def record(self):\n  self.status = 1"),
            (loose_actions, "@use_case\ndef approve(*, case): pass\ndef _x(a): pass"),
        ],
    )
    def test_let_honest_code_pass(self, rule, text):
        assert list(rule(ast.parse(text))) == []
