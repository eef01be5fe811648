"""What our people read about labels and papers: orders, calls, differences."""

from typing import Any

from django.utils.translation import gettext_lazy as _

PURCHASES: dict[str, Any] = {
    "intent": _("Ordered"),
    "sending": _("The carrier is confirming"),
    "unknown": _("The carrier is confirming"),
    "purchased": _("Bought"),
    "declined": _("Refused by the carrier"),
    "void_wanted": _("Going back"),
    "void_refused": _("The carrier keeps the money"),
    "voided": _("Given back"),
}
REFUNDS: dict[str, Any] = {
    "wanted": _("To be asked back"),
    "asked": _("Asked back"),
    "returning": _("The carrier said yes, the money is on its way"),
    "returned": _("The money is back"),
    "refused": _("The carrier refused"),
    "ended": _("Given up"),
}
CALLS: dict[str, Any] = {
    "quote": _("Asked for prices"),
    "purchase": _("Ordered the label"),
    "find": _("Looked the order up"),
    "fetch": _("Fetched the label"),
    "void": _("Gave the label back"),
    "refund": _("Asked about the money"),
}
WISHES: dict[str, Any] = {
    "label_format": _("Paper"),
    "signature": _("Signature"),
    "insured": _("Insured for"),
    "battery": _("Battery"),
    "counter_code": _("Code for the counter"),
    "pay_on_use": _("Paid for once it is used"),
    "services": _("Services"),
    "arrive_by": _("To arrive by"),
    "references": _("Printed on it"),
    "customs": _("Customs"),
    "export": _("Export from the United States"),
}
WISHED: dict[str, Any] = {
    "pdf_4x6": _("PDF, 4 × 6 inches"),
    "pdf_a4": _("PDF, A4"),
    "zpl": _("ZPL, for a label printer"),
    "png": _("PNG, a picture"),
    "anybody": _("Anybody there"),
    "adult": _("An adult"),
    "in_device": _("In the device"),
    "beside_device": _("Beside the device"),
    "loose": _("Loose"),
    "damaged": _("Damaged: must not travel"),
    "yes": _("Yes"),
    "return": _("Comes back"),
    "repair": _("For repair"),
    "warranty_exchange": _("Warranty exchange"),
    "sale": _("Sale"),
    "loan": _("Loan"),
    "export_lacking": _("Must be filed first: its number (ITN) is missing"),
}
MATCHES: dict[str, Any] = {
    "unknown_here": _("The carrier lists a label we do not know"),
    "only_told": _("The carrier told of a label that it does not list"),
    "not_listed": _("The carrier does not list our label"),
    "other_price": _("Another price than we paid"),
    "returned_there": _("Given back there, in use here"),
    "still_paid": _("Given back here, still paid there"),
    "refund_refused": _("The carrier keeps the money"),
    "refund_slow": _("The money does not come back"),
    "never_settled": _("An order nobody answered for"),
    "day_sum": _("A day’s sum is not the sum of its labels"),
}
TO_DO: dict[str, Any] = {
    "unknown_here": _(
        "It is on its way back already. Close it once you know who bought it; if "
        "nobody of ours did, change the carrier’s key."
    ),
    "only_told": _(
        "Look for it on the carrier’s own page. If it is there, the next night takes "
        "it up or gives it back; if it is not, close this with a reason."
    ),
    "not_listed": _(
        "Look for its number on the carrier’s own page. If it is not there, give the "
        "label back and order another before the customer prints it."
    ),
    "other_price": _(
        "Compare with the carrier’s invoice. Weight or size may have been corrected; "
        "ask for the difference where they were right."
    ),
    "returned_there": _(
        "Nobody may use this label. Give it back here too and order another."
    ),
    "still_paid": _("Ask the carrier for the money, and close it once it is back."),
    "refund_refused": _(
        "Ask once more, or give the money up with a reason: then the box may have "
        "another label."
    ),
    "refund_slow": _("Carriers take up to two weeks. After that, write to them."),
    "never_settled": _(
        "Look on the carrier’s own page for our word for the order. No second label "
        "is bought while this is open."
    ),
    "day_sum": _("This is a fault of ours. Tell whoever runs Returnwell."),
}
PICKUPS: dict[str, Any] = {
    "pickup_unclear": _("Does the driver come?"),
    "pickup_for_nothing": _("Tell the carrier not to come"),
}
PICKUPS_TO_ASK: dict[str, Any] = {
    "pickup_unclear": _(
        "The carrier did not answer when it was asked. Call it; what it says is told "
        "to the customer."
    ),
    "pickup_for_nothing": _(
        "The return was changed or called off after the carrier was asked. Call it, so "
        "that no driver comes for nothing."
    ),
}
LINES: dict[str, Any] = {
    "money": _("Buying and giving back"),
    "ask": _("Asking"),
}
CIRCUITS: dict[str, Any] = {
    "closed": _("Works"),
    "open": _("Held back"),
    "half_open": _("One call is tried"),
}
VERBS: dict[str, Any] = {
    "send": _("Orders and prices"),
    "read": _("Single looks"),
    "list": _("Lists"),
    "track": _("Tracking"),
}
CARRIERS: dict[str, Any] = {
    "sandbox": _("Sandbox"),
    "shippo": _("Shippo"),
    "": _("Not chosen yet"),
}
SCENARIOS: dict[str, Any] = {
    "SBX TIMEOUT AFTER BUY": _("Sold, but the answer never comes"),
    "SBX TIMEOUT BEFORE BUY": _("Not sold, and the answer never comes"),
    "SBX SILENT": _("Never answers"),
    "SBX LATE BUY": _("Sold, and listed ten minutes late"),
    "SBX SOLD TWICE": _("Sold twice, and nothing said"),
    "SBX 429": _("Too many calls, at first"),
    "SBX 401": _("Our key is refused"),
    "SBX RATE EXPIRED": _("The offer has expired"),
    "00003": _("The carrier refuses the parcel"),
    "00004": _("The label takes a minute"),
    "SBX LINK EXPIRED": _("The link to the label has expired"),
    "SBX VOID REFUSED": _("The carrier keeps the money"),
    "SBX VOID SLOW": _("The money comes back slowly"),
    "SBX DELAYED": _("Two days late"),
    "SBX DAMAGED": _("Damaged on the way"),
    "SBX LOST": _("Lost on the way"),
}
PAPERS: dict[str, Any] = {
    "slip": _("Packing slip"),
    "parcel_label": _("Our parcel label"),
    "invoice": _("Customs invoice"),
    "agreement": _("Advance replacement agreement"),
    "erasure_form": _("Declaration about data, to sign"),
    "claim_packet": _("Claim packet"),
    "claim_evidence": _("All evidence for the maker (ZIP)"),
    "report": _("Resolution report"),
}
WORDS: dict[str, dict[str, Any]] = {
    "paper": PAPERS,
    "purchase": PURCHASES,
    "refund": REFUNDS,
    "call": CALLS,
    "wish_name": WISHES,
    "wished": WISHED,
    "match": MATCHES,
    "pickup_call": PICKUPS,
    "pickup_ask": PICKUPS_TO_ASK,
    "line_to_carrier": LINES,
    "circuit": CIRCUITS,
    "verb": VERBS,
    "carrier": CARRIERS,
    "scenario": SCENARIOS,
}
