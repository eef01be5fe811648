"""What carriers tell us by themselves: kept raw at the door, read later by a job."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from outbox.inserting import LEFT_AS_IT_IS, insert
from outbox.post import Posting, post_many
from shipping import carriers, signatures
from shipping.carriers.base import Hint, HintKind
from shipping.models import CarrierHook, LabelPurchase, LabelRefund, Parcel
from shipping.models.carrier_hook import HookState

MOST_BYTES = 256 * 1024
_KEPT = timedelta(days=90)
_WAITED_FOR = timedelta(days=7)
_SHORTEST_WAIT = timedelta(minutes=1)
_AS_READ = ["state", "look_at", "read_at", "outcome", "kind", "provider_id", "ref"]


@dataclass(frozen=True, slots=True)
class Guard:
    """This will hold what a caller must show beside the secret of the address."""

    hmac_secrets: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()

    def proof(
        self, *, body: bytes, signature: str, caller: str | None, at: datetime
    ) -> str:
        """
        Return in one word what proves the caller, or nothing for a stranger.

        Each proof the installation asks for must be given; where it asks for none,
        the secret in the address is the proof.
        """
        if self.addresses and caller not in self.addresses:
            return ""
        if self.hmac_secrets:
            secrets = self.hmac_secrets
            signed = signatures.is_signed(signature, body, secrets=secrets, at=at)
            return "signature" if signed else ""
        return "address" if self.addresses else "secret"


def keep(*, carrier: str, body: bytes, proof: str, at: datetime) -> None:
    """Keep a hook in one statement; the same one sent again is kept already."""
    hook = CarrierHook(
        carrier=carrier,
        body=body,
        body_hash=hashlib.sha256(body).hexdigest(),
        proof=proof,
        received_at=at,
        look_at=at,
    )
    insert([hook], clash=LEFT_AS_IT_IS)


def read_batch(*, at: datetime, most: int = 200) -> bool:
    """
    Read the hooks that are due, and have the carrier asked about what they hint at.

    What a hook says is never believed: it only says where to look. Returns whether
    more hooks wait.
    """
    with transaction.atomic():
        due = list(CarrierHook.objects.due(at)[:most])
        wanted: dict[int, int] = {}
        for hook in due:
            for parcel_id in _read(hook, at):
                wanted[parcel_id] = hook.pk
        CarrierHook.objects.bulk_update(due, _AS_READ)
        post_many(
            Posting(
                "parcel.look",
                f"parcel.look:{parcel_id}:hook:{hook_id}",
                {"parcel_id": parcel_id},
            )
            for parcel_id, hook_id in wanted.items()
        )
    return len(due) == most


def forget(*, at: datetime, most: int = 1000) -> bool:
    """Delete hooks that are read and old; return whether more of them wait."""
    old = CarrierHook.objects.filter(
        received_at__lt=at - _KEPT, state__in=(HookState.READ, HookState.IGNORED)
    )
    some = list(old.values_list("pk", flat=True)[:most])
    CarrierHook.objects.filter(pk__in=some).delete()
    return len(some) == most


def _read(hook: CarrierHook, at: datetime) -> set[int]:
    """Note on a hook what it is about; return the parcels to ask about."""
    front = carriers.front_of(hook.carrier)
    hints = front.parse_hook(bytes(hook.body))
    if not hints:
        hook.end(HookState.IGNORED, "It says nothing we follow.", at=at)
        return set()
    if front.is_live and any(hint.is_test for hint in hints):
        hook.end(HookState.IGNORED, "A test, and we are not testing.", at=at)
        return set()
    first = hints[0]
    hook.kind, hook.provider_id, hook.ref = first.kind, first.provider_id, first.ref
    found = [set(_parcels(hint)) for hint in hints]
    if all(found) and not any(map(_is_second_sale, hints)):
        hook.end(HookState.READ, "", at=at)
    elif at - hook.received_at < _WAITED_FOR:
        # It may be quicker than our own commit; the wait grows with its age.
        hook.park(until=at + max(_SHORTEST_WAIT, (at - hook.received_at) / 2))
    else:
        hook.end(
            HookState.IGNORED,
            "Nobody here knows this parcel or label.",
            at=at,
        )
    return set().union(*found)


def _is_second_sale(hint: Hint) -> bool:
    """Return whether it tells of one label more than an order of ours has."""
    if hint.kind is not HintKind.PURCHASE or not (hint.ref and hint.provider_id):
        return False
    known = LabelPurchase.objects.filter(provider_id=hint.provider_id)
    going = LabelRefund.objects.filter(provider_id=hint.provider_id)
    if known.exists() or going.exists():
        return False
    sold = LabelPurchase.objects.filter(ref=hint.ref).exclude(provider_id="")
    return sold.exists()


def _parcels(hint: Hint) -> Iterable[int]:
    """Return the parcels a hint speaks of: by the purchase, else by the number."""
    bought = LabelPurchase.objects.none()
    if hint.provider_id:
        bought = LabelPurchase.objects.filter(provider_id=hint.provider_id)
    if not bought and hint.ref:
        bought = LabelPurchase.objects.filter(ref=hint.ref)
    known = list(bought.values_list("parcel_id", flat=True))
    if known or not hint.tracking_number:
        return known
    # A number alone may be several carriers'; looking at one too many does no harm.
    numbered = Parcel.objects.filter(tracking_number=hint.tracking_number)
    return numbered.values_list("pk", flat=True)
