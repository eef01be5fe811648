"""
The carriers we can use, and the one this installation uses.

A front is what pages may load; a carrier is what workers speak with. Both are named
in one table and loaded when first asked for, so that no page loads a carrier's SDK.
"""

from datetime import timedelta
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from shipping.carriers.base import Carrier, CarrierFront
from shipping.carriers.watched import Watched
from shipping.health import CircuitGate, limits_of

# What each makes of the options that the settings keep under its name.
_FRONTS = {
    "sandbox": "shipping.carriers.sandbox.front.SandboxFront",
    "shippo": "shipping.carriers.shippo.front.ShippoFront",
}
_CARRIERS = {
    "sandbox": "shipping.carriers.sandbox.carrier.SandboxCarrier",
    "shippo": "shipping.carriers.shippo.carrier.ShippoCarrier",
}


def current() -> Carrier:
    """Return the carrier that new labels are bought from."""
    return _carrier(settings.SHIPPING_CARRIER)


def named(name: str) -> Carrier:
    """Return the carrier a label was once bought from, or the current one."""
    return _carrier(name) if name in _CARRIERS else current()


def front() -> CarrierFront:
    """Return what a page may ask of the carrier that new labels are bought from."""
    return _front(settings.SHIPPING_CARRIER)


def front_of(name: str) -> CarrierFront:
    """Return what a page may ask of a carrier; KeyError where there is none such."""
    return _front(name)


def names() -> tuple[str, ...]:
    """Return every carrier there is a folder for."""
    return tuple(_FRONTS)


def horizon() -> timedelta:
    """Return after how long an order that can't be found was certainly never taken."""
    return timedelta(seconds=settings.LABEL_HORIZON_SECONDS)


def longest_silence() -> timedelta | None:
    """Return after how long a parcel is asked about at the latest; None: as usual."""
    seconds = settings.SHIPPO_POLL_SECONDS
    return timedelta(seconds=seconds) if seconds else None


@cache
def _carrier(name: str) -> Carrier:
    options = settings.CARRIER_OPTIONS.get(name, {})
    carrier: Carrier = import_string(_CARRIERS[name])(**options)
    limits = limits_of(carrier.name, is_live=carrier.is_live)
    return Watched(carrier, CircuitGate(limits))


@cache
def _front(name: str) -> CarrierFront:
    made: CarrierFront = import_string(_FRONTS[name])(
        **settings.CARRIER_OPTIONS.get(name, {})
    )
    return made
