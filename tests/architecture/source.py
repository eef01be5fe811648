"""The project's own files, found and parsed once for all house rules."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("config", "outbox", "shipping", "rma", "portal")
NOT_OURS = {"node_modules", "var", "staticfiles", "test-results", "__pycache__"}


def files(*suffixes: str, under: str = ".") -> list[Path]:
    """Return our files with one of the suffixes, relative to the root."""
    found = (path.relative_to(ROOT) for path in _walk(ROOT / under))
    return sorted(path for path in found if not suffixes or path.suffix in suffixes)


def _walk(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    for entry in folder.iterdir():
        hidden = entry.name.startswith(".") and entry.name != ".ci"
        if entry.is_dir() and not hidden and entry.name not in NOT_OURS:
            yield from _walk(entry)
        elif entry.is_file() and entry.name != ".git":  # a linked worktree's
            yield entry


def modules(*packages: str) -> list[Path]:
    """Return the Python files of packages, migrations left out."""
    names = packages or PACKAGES
    found = (path for name in names for path in files(".py", under=name))
    return [path for path in found if "migrations" not in path.parts]


@cache
def tree_of(path: Path) -> ast.Module:
    """Return the syntax tree of one of our files."""
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function and method, nested ones too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def dotted(node: ast.AST) -> str:
    """Return an expression like `a.b.c` as text; calls and items are passed through."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=attr):
            return f"{dotted(value)}.{attr}"
        case ast.Call(func=inner) | ast.Subscript(value=inner):
            return dotted(inner)
    return ""


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and full name of everything imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{a.name}") for a in node.names)


def breaches(rule, paths) -> list[str]:
    """Return `file:line what` for everything a rule finds in the files."""
    return [
        f"{path}:{line} {what}" for path in paths for line, what in rule(tree_of(path))
    ]


def headings(document: str) -> set[str]:
    """Return the headings of a document, without marks, in lower case."""
    lines = (ROOT / document).read_text(encoding="utf-8").splitlines()
    marked = (line for line in lines if line.startswith("#"))
    return {line.lstrip("#").strip().strip("`").lower() for line in marked}
