"""What a column may say fits into it: SQLite would not mind, PostgreSQL refuses it."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import CharField, CheckConstraint, Model, Q

OURS = ("outbox", "shipping", "rma", "portal")


def allowed(condition: Q) -> Iterator[tuple[str, list[str]]]:
    """Yield each column that a condition names with the words it allows there."""
    for child in condition.children:
        if isinstance(child, Q):
            yield from allowed(child)
        elif isinstance(child, tuple) and child[0].endswith("__in"):
            yield child[0].removesuffix("__in"), list(child[1])


def named(model: type[Model]) -> Iterator[tuple[str, list[str]]]:
    for rule in model._meta.constraints:
        if isinstance(rule, CheckConstraint) and isinstance(rule.condition, Q):
            yield from allowed(rule.condition)


def too_long(model: type[Model]) -> Iterator[str]:
    columns = {each.name: each for each in model._meta.get_fields()}
    for name, words in named(model):
        column = columns.get(name)
        if isinstance(column, CharField) and column.max_length:
            for word in words:
                if isinstance(word, str) and len(word) > column.max_length:
                    yield f"{model.__name__}.{name}: {word}"


def test_every_word_that_a_rule_allows_fits_its_column():
    models = [each for each in apps.get_models() if each._meta.app_label in OURS]
    assert [each for model in models for each in too_long(model)] == []
    assert sum(1 for model in models for _ in named(model)) > 40
