"""The carriers we can use, and the one this installation uses."""

from django.conf import settings

from shipping.carriers.base import Carrier
from shipping.carriers.sandbox.carrier import SandboxCarrier

_CARRIERS: dict[str, Carrier] = {"sandbox": SandboxCarrier()}


def current() -> Carrier:
    """Return the carrier that new labels are bought from."""
    return _CARRIERS[settings.SHIPPING_CARRIER]


def named(name: str) -> Carrier:
    """Return the carrier a label was once bought from, or the current one."""
    return _CARRIERS.get(name) or current()
