"""Rule 9: what the code says outside, a document explains."""

import ast
import re
from collections.abc import Iterator

from django.apps import apps

from rma.rules.facts import Fact
from tests.architecture.source import ROOT, dotted, headings, imports, modules, tree_of

OURS = ("outbox", "shipping", "rma", "portal")
EVENT = re.compile(r"[a-z_]+\.[a-z]+(-[a-z]+)*")
ENV_READS = (
    "text",
    "flag",
    "whole_number",
    "choice",
    "web_address",
    "folder",
    "secret",
    "path_secret",
    "several",
    "ip_addresses",
)


def refusals(tree: ast.Module) -> Iterator[str]:
    """Yield the exceptions that an action defines for its callers."""
    for node in tree.body:
        bases = node.bases if isinstance(node, ast.ClassDef) else []
        public = bases and not node.name.startswith("_")
        if public and any(_is_exception(dotted(base)) for base in bases):
            yield node.name


def _is_exception(name: str) -> bool:
    return name in ("Exception", "ValueError", "LookupError") or name.endswith(
        "Refusal"
    )


def variables(tree: ast.AST) -> Iterator[str]:
    """Yield the environment variables that a module reads."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        holder, _, name = dotted(node.func).rpartition(".")
        by_us = holder == "env" and name in ENV_READS
        plain = dotted(node.func) in ("os.environ.get", "os.getenv")
        if (by_us or plain) and isinstance(node.args[0], ast.Constant):
            yield node.args[0].value


def spoken(name: str) -> str:
    """Return a class name as people say it: CaseLine is case line."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def told_facts() -> list[str]:
    """Return the names of the facts that the world outside hears of."""
    return sorted({kind.name for kind in Fact.__subclasses__() if not kind.is_internal})


def own_models() -> list[str]:
    models = (
        model for label in OURS for model in apps.get_app_config(label).get_models()
    )
    return sorted({model.__name__ for model in models})


def env_variables() -> list[str]:
    return sorted({name for path in modules() for name in variables(tree_of(path))})


def action_refusals() -> list[str]:
    return sorted(
        {
            name
            for p in modules("rma/actions", "rma/steps")
            for name in refusals(tree_of(p))
        }
    )


class TestDocuments:
    def test_every_model_has_a_heading_in_the_glossary(self):
        known = headings("docs/glossary.md")
        assert [name for name in own_models() if spoken(name) not in known] == []

    def test_every_variable_has_a_heading_in_operations(self):
        known = headings("docs/operations.md")
        assert [name for name in env_variables() if name.lower() not in known] == []

    def test_every_refusal_has_a_row_in_the_table_of_errors(self):
        files = (ROOT / "portal/api").glob("*errors.py")
        tables = " ".join(each.read_text(encoding="utf-8") for each in files)
        words = set(re.findall(r"\w+", tables))
        assert [name for name in action_refusals() if name not in words] == []

    def test_every_event_has_a_row_in_the_api_document(self):
        document = (ROOT / "docs/api.md").read_text(encoding="utf-8")
        assert [name for name in told_facts() if f"`{name}`" not in document] == []

    def test_every_event_is_a_noun_and_a_past_participle(self):
        assert [name for name in told_facts() if not EVENT.fullmatch(name)] == []

    def test_every_command_in_the_readme_is_in_the_makefile(self):
        known = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
        for document in ("README.md", "CONTRIBUTING.md", "docs/operations.md"):
            text = (ROOT / document).read_text(encoding="utf-8")
            assert set(re.findall(r"\bmake ([a-z]+)`", text)) <= set(known), document

    def test_every_link_between_documents_leads_somewhere(self):
        broken = [
            f"{path.relative_to(ROOT)}: {link}"
            for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
            for link in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", path.read_text())
            if not (path.parent / link).exists()
        ]
        assert broken == []


class TestTheRules:
    def test_find_what_must_be_explained(self):
        assert list(refusals(ast.parse("class TooLate(Exception): pass"))) == [
            "TooLate"
        ]
        assert list(refusals(ast.parse("class Counts(NamedTuple): pass"))) == []
        assert list(variables(ast.parse("PORT = env.text('PORT')"))) == ["PORT"]
        assert spoken("CaseLine") == "case line"

    def test_find_imports_by_full_name(self):
        found = [name for _, name in imports(ast.parse("from rma.rules import words"))]
        assert found == ["rma.rules.words"]
