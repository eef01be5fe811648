"""The words our people read for reasons, wishes, decisions, findings and states."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.desk import bench_words, label_words, trouble_words

Choices = list[tuple[str, Any]]

WORDS: dict[str, dict[str, Any]] = (
    {
        "reason": {
            "defective": _("Stopped working"),
            "doa": _("Dead on arrival"),
            "wrong_item": _("Wrong item delivered"),
            "missing_parts": _("Parts missing"),
            "damaged_in_transit": _("Damaged on the way to them"),
            "recall": _("Called back by the maker"),
            "unwanted": _("Not wanted any more"),
            "other": _("Something else"),
        },
        "wish": {
            "replacement": _("Replacement"),
            "advance_replacement": _("Replacement first"),
            "repair": _("Repair"),
            "credit": _("Credit"),
            "refund": _("Refund"),
        },
        "destination": {
            "site": _("One of our sites"),
            "partner": _("A repair partner"),
            "maker": _("Straight to the maker"),
        },
        "decision": {
            "needs_review": _("To decide"),
            "needs_info": _("Asked, no answer yet"),
            "approved": _("Approved"),
            "refused": _("Refused"),
            "cancelled": _("Cancelled"),
        },
        "status": {
            "submitted": _("To decide"),
            "needs_info": _("Asked the customer"),
            "approved": _("Approved"),
            "in_progress": _("Under way"),
            "awaiting_customer": _("Waiting for the customer"),
            "resolved": _("Put right"),
            "closed": _("Closed"),
            "rejected": _("Refused"),
            "cancelled": _("Cancelled"),
            "expired": _("Expired"),
        },
        "verdict": {
            "covered": _("Covered"),
            "partly": _("Partly covered"),
            "not_covered": _("Not covered"),
            "unknown": _("Cover unknown"),
        },
        "basis": {
            "warranty": _("warranty"),
            "doa": _("dead on arrival"),
            "contract": _("contract"),
            "law": _("law"),
            "goodwill": _("goodwill"),
        },
        "finding": {
            "fault_confirmed": _("fault confirmed"),
            "no_fault_found": _("no fault found"),
            "external_damage": _("damage from outside"),
            "transit_damage": _("damaged on the way"),
            "wrong_unit": _("another unit than announced"),
            "incomplete": _("parts missing"),
        },
        "resolution": {
            "credit": _("Credit"),
            "refund": _("Refund"),
            "replacement": _("Replacement"),
            "repair": _("Repair"),
            "paid_repair": _("Paid repair"),
            "return_as_is": _("Back to the customer as it is"),
            "refuse": _("Nothing: refuse"),
        },
        "disposition": {
            "restock": _("Back into stock"),
            "refurbish": _("Refurbish"),
            "repair": _("Repair"),
            "return_to_vendor": _("Send to the maker"),
            "harvest": _("Use for parts"),
            "recycle": _("Recycle"),
            "scrap": _("Scrap"),
            "back_to_customer": _("Back to the customer"),
        },
        "start": {
            "shipped": _("shipped"),
            "delivered": _("delivered"),
            "invoiced": _("invoiced"),
            "installed": _("installed"),
            "manufactured": _("made"),
        },
        "fate": {
            "block": _("Refuse it, and say what to do instead"),
            "flag": _("Accept it all the same, and mark it"),
            "offer": _("A person looks and offers a price"),
        },
        "payer": {"us": _("We pay"), "customer": _("The customer pays")},
        "agreement": {"service": _("Service"), "licence": _("Licence")},
        "denial": {
            "replaced": _("Replaced before"),
            "stolen": _("Stolen"),
            "grey_import": _("Made for another market"),
            "lost": _("Lost"),
            "other": _("Something else"),
        },
        "way": {
            "we_decide": _("We decide first"),
            "maker_repairs": _("The maker repairs it"),
        },
        "fallback": {
            "replacement": _("Swap it"),
            "credit": _("Credit it"),
        },
        "difference": {
            "missing": _("Missing"),
            "extra": _("More than announced"),
            "wrong_item": _("Another article"),
            "serial_mismatch": _("Another serial number"),
            "accessory_missing": _("Accessory missing"),
            "damaged_box": _("Damaged box"),
            "battery": _("Battery in danger"),
        },
        "erasure": {
            "overwritten": _("Overwritten"),
            "key_destroyed": _("Key destroyed"),
            "degaussed": _("Degaussed"),
            "destroyed": _("Medium destroyed"),
            "no_media": _("No medium inside"),
            "waived": _("Erasure waived"),
        },
        "stay": {"kept": _("The customer keeps it"), "destroyed": _("They destroy it")},
        "deed": {
            "receipt": _("A count"),
            "inspection": _("A finding"),
            "disposition": _("A place"),
        },
        "mystery": {"parked": _("Parked, nobody knows it")},
        "way_out": {
            "still_coming": _("It still comes; we go on waiting"),
            "stop_waiting": _("We stop waiting; the return goes on without it"),
            "accept": _("Accept it as it came"),
            "swap_case": _("It is on another return: count it in there"),
            "ask_customer": _("Ask the customer; it stays open until they answer"),
            "send_back": _("Send it back to the customer; it is packed next"),
            "claim_carrier": _("Claim it at the carrier"),
            "made_safe": _("A trained person made it safe"),
            "other": _("Something else"),
        },
        "claim": {
            "prospective": _("Waiting for the check"),
            "ready": _("Ready to file"),
            "submitted": _("Filed"),
            "approved": _("Accepted"),
            "partly": _("Accepted in part"),
            "denied": _("Denied"),
            "recovered": _("Recovered"),
            "lapsed": _("Lapsed"),
            "withdrawn": _("Withdrawn"),
        },
        "party": {
            "us": _("We"),
            "customer": _("Customer"),
            "carrier": _("Carrier"),
            "manufacturer": _("Maker"),
        },
        "step": {
            "decide": _("Decide"),
            "answer": _("Customer answers"),
            "prove": _("Customer sends the proof"),
            "check_proof": _("Look at the proof"),
            "label": _("Label is ready"),
            "ship_replacement": _("Ship the replacement"),
            "deliver_replacement": _("Replacement arrives"),
            "ship_box": _("Send an empty box"),
            "deliver_box": _("Empty box arrives"),
            "hand_over": _("Customer hands it over"),
            "arrive": _("Parcel reaches us"),
            "inspect": _("Check the unit"),
            "maker_repair": _("Maker repairs it, or we step in"),
            "resolve": _("Put it right"),
            "deliver": _("Delivered to the customer"),
            "mend": _("Put the parcel right"),
            "reply": _("Answer the customer"),
            "choose": _("Choose what happens next"),
            "return_loaner": _("Customer sends the loaner back"),
        },
        "parcel": {
            "planned": _("Being prepared"),
            "label_ready": _("Label ready, not handed over"),
            "handed_over": _("Handed over"),
            "moving": _("On the way"),
            "delayed": _("Delayed"),
            "out_for_delivery": _("Out for delivery"),
            "delivered": _("Delivered"),
            "exception": _("Held up: the carrier needs something"),
            "lost": _("Lost"),
            "damaged": _("Damaged on the way"),
            "returned_to_sender": _("Sent back to its sender"),
            "cancelled": _("Called off"),
        },
        "trouble": trouble_words.KINDS,
        "trouble_ending": trouble_words.ENDINGS,
        "label": {
            "pending": _("Label being made"),
            "ready": _("Label ready"),
            "failed": _("Label failed"),
            "void": _("Label given back"),
        },
        "leg": {"in": _("To us"), "out": _("To the customer")},
        "dispatch": {
            "replacement": _("Replacement"),
            "repaired": _("Repaired unit"),
            "returned": _("Unit going back"),
            "loaner": _("Loaner"),
        },
        "hand_over": {
            "label": _("Our label"),
            "counter_code": _("Code at the counter"),
            "pickup": _("Picked up"),
            "box": _("In a box we send"),
            "own_carrier": _("Their own carrier"),
        },
        "feeling": {
            "fine": _("All good"),
            "failed": _("It failed again"),
            "other": _("Something else"),
        },
        "channel": {
            "portal": _("on the web"),
            "desk": _("by us, for a caller"),
            "phone": _("by us, for a caller"),
            "api": _("by a program"),
            "web": _("on the web"),
            "again": _("as it failed again"),
        },
        "role": {
            "support": _("Support"),
            "warehouse": _("Warehouse"),
            "warranty": _("Warranty"),
            "lead": _("Lead"),
            "admin": _("Administrator"),
        },
        "too_late": {
            "closed": _("it has ended."),
            "received": _("a unit is here already."),
            "resolved": _("something was sent or paid already."),
            "on_the_way": _("the parcel is on its way."),
        },
        "party_kind": {"company": _("Businesses"), "person": _("Consumers")},
        "filing": {
            "reported": _("reported to us"),
            "received": _("received by us"),
            "inspected": _("checked by us"),
            "replaced": _("replaced by us"),
        },
        "part_return": {
            "yes": _("Yes, send it"),
            "no": _("No"),
            "hold": _("Keep it until they decide"),
        },
        "job": {
            "ready": _("Waiting"),
            "leased": _("Being done"),
            "done": _("Done"),
            "dead": _("Given up"),
            "cancelled": _("Cancelled"),
        },
    }
    | label_words.WORDS
    | bench_words.WORDS
)


def named(kind: str, value: str) -> str:
    """Return the words for a value of a kind; one we have no words for is itself."""
    return str(WORDS[kind].get(value, value.replace("_", " ")))


def choices(kind: str, *values: str) -> Choices:
    """Return the values of a kind with their words, all of them where none is named."""
    known = WORDS[kind]
    return [(value, known[value]) for value in (values or tuple(known))]
