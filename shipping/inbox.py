"""What carriers tell us by themselves: kept raw at the door, read later by a job."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from shipping import signatures
from shipping.models import CarrierHook

MOST_BYTES = 256 * 1024


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
    CarrierHook.objects.bulk_create([hook], ignore_conflicts=True)
