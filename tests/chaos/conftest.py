"""The yards of the outbox's tests serve here too, and a whole product's database."""

import shutil
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from tests.conftest import FIRST_MIGRATION
from tests.outbox import yard as yards
from tests.outbox.conftest import empty_yard, yard
from tests.shipping.conftest import own_database


def pytest_collection_modifyitems(config, items):
    """Leave chaos out, visibly, unless it is asked for by its mark."""
    if "chaos" in config.option.markexpr:
        return
    left = [item for item in items if item.get_closest_marker("chaos")]
    items[:] = [item for item in items if item not in left]
    config.hook.pytest_deselected(items=left)


@pytest.fixture
def whole_product(transactional_db, tmp_path):
    """Give the environment of processes with the product's tables to themselves."""
    if not apps.get_model("rma", "Site").objects.exists():
        # A test before this one emptied every table.
        import_module(FIRST_MIGRATION).give_defaults(apps, None)
    connection.close()
    env = {"RETURNWELL_DATA": str(tmp_path), "DATABASE_URL": ""}
    original = connection.settings_dict["NAME"]
    if connection.vendor != "postgresql":
        shutil.copy(original, tmp_path / "returnwell.sqlite3")
        yield env
        return
    name = yards.new_name()
    with yards.admin_connection() as server:
        server.execute(f'create database {name} template "{original}"')
        yield env | {"DATABASE_URL": yards.address_of(name)}
        server.execute(f"drop database {name} with (force)")


__all__ = ["empty_yard", "own_database", "whole_product", "yard"]
