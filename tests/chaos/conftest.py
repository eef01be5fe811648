"""The yards of the outbox's tests serve here too."""

from tests.outbox.conftest import empty_yard, yard
from tests.shipping.conftest import own_database


def pytest_collection_modifyitems(config, items):
    """Leave chaos out, visibly, unless it is asked for by its mark."""
    if "chaos" in config.option.markexpr:
        return
    left = [item for item in items if item.get_closest_marker("chaos")]
    items[:] = [item for item in items if item not in left]
    config.hook.pytest_deselected(items=left)


__all__ = ["empty_yard", "own_database", "yard"]
