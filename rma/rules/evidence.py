"""What a policy wants to see for each fault before it decides unseen."""

from collections.abc import Collection, Mapping
from enum import StrEnum

from rma.rules.words import N_, Reason


class Evidence(StrEnum):
    """Name one thing that shows what happened."""

    PHOTO = "photo"
    NAMEPLATE = "nameplate"
    PROOF_OF_PURCHASE = "proof_of_purchase"
    DESCRIPTION = "description"


EVIDENCE_WORDS = {
    Evidence.PHOTO: N_("Please add a photo that shows it."),
    Evidence.NAMEPLATE: N_("Please add a photo of the nameplate."),
    Evidence.PROOF_OF_PURCHASE: N_("Please add the receipt or invoice."),
    Evidence.DESCRIPTION: N_("Please say in your own words what happened."),
}


def asked_for(
    table: Mapping[str, Collection[str]], reason: Reason | None
) -> tuple[Evidence, ...]:
    """Return what is wanted for a reason, in one order."""
    wanted = table.get(reason or "", ())
    return tuple(each for each in Evidence if each in wanted)


def missing(
    wanted: Collection[Evidence], shown: Collection[str], *, has_words: bool
) -> tuple[Evidence, ...]:
    """Return what is wanted and not there yet."""
    there = {*shown, *([Evidence.DESCRIPTION.value] if has_words else [])}
    return tuple(each for each in Evidence if each in wanted and each not in there)
