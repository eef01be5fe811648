"""How often one address may ask in a minute, before guessing pays."""

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

from portal.addresses import network_of


def is_too_often(request: HttpRequest, what: str, most: int = 10) -> bool:
    """Count one more request, and say whether that is too many for this minute."""
    minute = timezone.now().strftime("%Y%m%d%H%M")
    key = f"often:{what}:{network_of(request)}:{minute}"
    if cache.add(key, 1, timeout=120):
        return most < 1
    try:
        return cache.incr(key) > most
    except ValueError:
        return False  # Pushed out a moment ago; the count begins anew.
