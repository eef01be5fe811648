"""From which address a request came, as far as our own proxies say."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def caller_of(request: HttpRequest) -> str | None:
    """
    Return the caller's address, or None where it is no address.

    A forwarding header counts only as far as proxies of ours stand in front.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.PROXIES:
        forwarded = request.headers.get("X-Forwarded-For", "").split(",")
        hops = [hop.strip() for hop in forwarded if hop.strip()]
        address = hops[-settings.PROXIES] if len(hops) >= settings.PROXIES else address
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        return None


def network_of(request: HttpRequest) -> str | None:
    """
    Return what is counted as one caller: an address, or an IPv6 network of 64 bits.

    Whoever has one address of version 6 has all of its network to ask from.
    """
    address = caller_of(request)
    if address is None or ":" not in address:
        return address
    return str(ipaddress.ip_network(f"{address}/64", strict=False))
