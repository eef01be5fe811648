from collections.abc import Callable

import pytest

from rma.documents import render
from tests.rma.documents import samples


@pytest.fixture(scope="session")
def printed() -> Callable[..., bytes]:
    """Print a sample once a session."""
    kept: dict[object, bytes] = {}

    def once(kind):
        if kind not in kept:
            kept[kind] = render.pdf(kind.sheet(samples.ALL[kind]))
        return kept[kind]

    return once
