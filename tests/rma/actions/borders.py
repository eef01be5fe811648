"""Units that cross a border: who sends them, and what customs ask of an article."""

from shipping.words import Address
from tests.rma.builders import a_case, a_unit, broken

SWISS = Address("Nora Keller", "Bahnhofstrasse 12", "Zürich", "8001", "CH")
AMERICAN = Address("Al Gore", "Main St 1", "Austin", "78701", "US", state="TX")
ITN = "X20260302123456"


def made(**more):
    return {"hs_code": "852589", "origin_country": "JP", **more}


def abroad(serial, product, sender=SWISS):
    return a_case(broken(a_unit(serial, product=product).serial), ship_from=sender)
