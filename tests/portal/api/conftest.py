"""What every test of the API starts with."""

import pytest

from tests.portal.api import world


@pytest.fixture(autouse=True)
def _defaults(db):
    """A test that empties the database may have run before."""
    world.defaults()


@pytest.fixture
def camera(db):
    return world.product(advance_replacement=True)


@pytest.fixture
def north(db):
    return world.account("A-100")


@pytest.fixture
def south(db):
    return world.account("A-200")


@pytest.fixture
def sick(north, camera):
    """A covered unit of north."""
    return world.unit("SN-0001", north, camera)


@pytest.fixture
def partner(north):
    return world.program(account=north)


@pytest.fixture
def stranger(south):
    return world.program(account=south)


@pytest.fixture
def staff(db):
    return world.program()


@pytest.fixture
def opened(partner, sick):
    """The answer to a return opened for the covered unit."""
    return partner.post("/returns", world.asked(sick.serial)).json()
