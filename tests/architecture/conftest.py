"""These tests read the code, they run nothing of it: make check asks them."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies in this folder, so that the suite need not ask it again."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.house)
