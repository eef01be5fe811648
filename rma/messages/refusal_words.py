"""What a letter says where a label was refused for what its reader can put right."""

from rma.queries.letter_facts import LetterFacts
from shipping.models.label_purchase import UNFILED_EXPORT, WRONG_ADDRESS
from shipping.words import LabelStatus


def said(facts: LetterFacts) -> dict[str, object]:
    """Return whether the address or the number of the export is what lacks."""
    inbound = facts.dossier.inbound
    failed = (box for box in inbound if box.label_status == LabelStatus.FAILED)
    codes = {box.problem_code for box in failed if not box.is_shared}
    sender = facts.case.sender
    return {
        "is_address_wrong": WRONG_ADDRESS in codes,
        "wants_export": UNFILED_EXPORT in codes,
        "place": f"{sender.postal_code} {sender.city}",
    }
