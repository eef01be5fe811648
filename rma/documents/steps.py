"""The numbered steps of sending something back, for paper and screen alike."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from rma.documents.sheets import day
from rma.rules.pictures import Picture
from rma.rules.words import N_

# How a battery is packed, as the transport rules ask for each kind (UN 3480, 3481).
_BATTERY: dict[str, tuple[str, str, Picture]] = {
    "alone": (
        N_("Tape the contacts of each battery and pack it by itself"),
        N_("It travels by road with our label only: the label says so."),
        Picture.BATTERY_ALONE,
    ),
    "packed_with": (
        N_("Take the battery out, tape its contacts and wrap it apart"),
        N_("Put device and battery into the same box so that neither can move."),
        Picture.BATTERY_APART,
    ),
    "contained": (
        N_("Switch it off and leave the battery in"),
        N_("Make sure that it can't switch itself on in the box."),
        Picture.BATTERY_INSIDE,
    ),
}


@dataclass(frozen=True, slots=True)
class Step:
    """
    One thing to do, its verb first, what helps to do it, and its drawing.

    A sender's tick is kept under `key`; what is to be done otherwise has another one.
    Nothing that is drawn depends on it.
    """

    title: str
    detail: str = ""
    picture: Picture = Picture.PREPARE
    key: str = field(default="", compare=False)


def packing_steps(
    *,
    prepare: tuple[Step, ...] = (),
    holds_data: bool = False,
    lithium: str = "none",
    hand_over: str = "label",
    send_by: date | None = None,
    advance: bool = False,
) -> tuple[Step, ...]:
    """
    Return what is done to the unit first, then at most six steps of sending it.

    Ours are in the active language; `prepare` has the words of whoever wrote them.
    """
    steps = [
        *prepare,
        *_about_the_unit(holds_data=holds_data, lithium=lithium),
        _pack(advance=advance, in_our_box=hand_over == "box"),
        _close(hand_over),
        *_label(hand_over),
        _hand_over(hand_over, send_by),
    ]
    return tuple(steps)


def _about_the_unit(*, holds_data: bool, lithium: str) -> list[Step]:
    steps = []
    if holds_data:
        steps.append(
            Step(
                _("Back up your data, then erase it"),
                _(
                    "We can't keep what is on it. If it no longer starts, send it as "
                    "it is: we erase or destroy the storage."
                ),
                Picture.DATA,
                key="erase",
            )
        )
    if lithium in _BATTERY:
        title, how, picture = _BATTERY[lithium]
        hurt = _("A swollen, leaking or dented one must not be sent: call us first.")
        key = f"battery-{lithium}"
        steps.append(Step(_(title), f"{_(how)} {hurt}", picture, key))
    return steps


def _pack(*, advance: bool, in_our_box: bool) -> Step:
    if in_our_box:
        return Step(
            _("Pack it in the box we sent you, with padding on every side"),
            _("Send only what is on this return."),
            Picture.PACK,
            "pack-box",
        )
    if advance:
        return Step(
            _("Pack it in the box the new unit came in"),
            _("Keep all that came with the new unit."),
            Picture.PACK,
            "pack-new",
        )
    return Step(
        _("Pack it in a firm box with padding on every side"),
        _("Send only what is on this return."),
        Picture.PACK,
        "pack",
    )


def _close(how: str) -> Step:
    title = _("Put the packing slip inside, then close and tape the box")
    why = _("If the label is lost, we still know whose it is.")
    if how == "counter_code":
        sheet = _("Without a printer, a sheet with your return number does as well.")
        why = f"{why} {sheet}"
    return Step(title, why, Picture.CLOSE, "close")


def _label(how: str) -> list[Step]:
    titles = {
        "label": _("Stick the label flat on the largest side"),
        "box": _("Stick the label from inside the box on its largest side"),
        "own_carrier": _("Stick our parcel label on the largest side"),
    }
    if how not in titles:
        return []
    detail = _("Cover or remove old labels; never fold it over an edge.")
    return [Step(titles[how], detail, Picture.LABEL, f"label-{how}")]


def _hand_over(how: str, send_by: date | None) -> Step:
    by = _("By %(day)s.") % {"day": day(send_by)} if send_by else ""
    titles = {
        "label": _("Hand it over and keep the receipt"),
        "counter_code": _("Show the code from your return page at the counter"),
        "pickup": _("Have it ready for the driver"),
        "box": _("Hand it over and keep the receipt"),
        "own_carrier": _("Send it with a carrier that gives you tracking"),
    }
    details = {
        "label": _("We write to you when it arrives."),
        "counter_code": _("The counter prints the label. Keep the receipt."),
        "pickup": _("The driver brings the label or takes yours."),
        "box": _("We write to you when it arrives."),
        "own_carrier": _("Keep the receipt and send us the number."),
    }
    detail = f"{by} {details[how]}".strip()
    return Step(titles[how], detail, Picture.HAND_OVER, f"hand_over-{how}")
