"""What the demonstration asks after a failure, what helps, what is done first."""

from rma.models import Check, FollowUp, KnownFix, Preparation
from rma.rules.pictures import Picture
from rma.rules.words import Reason

_QUESTIONS = (
    ("cameras", Reason.DEFECTIVE, "Does its light come on?", ("Yes", "No")),
    (
        "cameras",
        Reason.DEFECTIVE,
        "Since when?",
        ("From one moment to the next", "It came and went before"),
    ),
    ("cameras", Reason.DEFECTIVE, "How is it powered?", ("By mains", "By network")),
    ("recorders", Reason.DEFECTIVE, "What does its screen or its lamp show?", ()),
    ("recorders", Reason.DEFECTIVE, "Does it beep?", ("Yes", "No")),
    (
        "drives",
        Reason.DEFECTIVE,
        "Does the system still see it?",
        ("Yes, with errors", "No, not at all"),
    ),
    ("drives", Reason.DEFECTIVE, "Does it make an unusual noise?", ("Yes", "No")),
    ("drives", Reason.DOA, "Did it run in another machine?", ("Yes", "No")),
    ("", Reason.DAMAGED_IN_TRANSIT, "Was the box damaged, too?", ("Yes", "No")),
    ("", Reason.MISSING_PARTS, "What is missing?", ()),
    ("", Reason.WRONG_ITEM, "What did you get instead?", ()),
)
_FIXES = (
    (
        "cameras",
        Reason.DEFECTIVE,
        "Start it once more without its card",
        "Switch it off and take the memory card out.\n"
        "Take the power away for one minute.\n"
        "Switch it on without the card. If it runs, the card is at fault.",
    ),
    (
        "recorders",
        Reason.DEFECTIVE,
        "Let it cool down",
        "Switch it off and clear the slots of dust.\n"
        "Leave it off for half an hour, then start it with nothing connected.",
    ),
    (
        "drives",
        Reason.DEFECTIVE,
        "Try another cable and another port",
        "Shut the machine down.\n"
        "Use another cable and another port.\n"
        "Start again and look whether the system sees the drive.",
    ),
)
# What is done to a unit before it is packed, by family: title, how, picture.
_PREPARATIONS = (
    (
        "cameras",
        "Save its settings and release it from your system",
        "In the menu: System, Maintenance, Export. Then remove the camera from your "
        "recorder or cloud account, so that it can be registered anew.",
        Picture.BACK_UP,
    ),
    (
        "cameras",
        "Reset it and keep the memory card",
        "Hold the reset button for 15 seconds until the lamp turns red. Take the card "
        "out; it is not sent.",
        Picture.RESET,
    ),
    (
        "recorders",
        "Export the configuration and give its licences back",
        "In the menu: Configuration, Backup; save the file elsewhere. Under Licences, "
        "choose Release; channels can then be used on another recorder.",
        Picture.LICENCE,
    ),
    (
        "recorders",
        "Erase the recordings and reset it",
        "In the menu: Storage, Format, then System, Factory reset. If it does not "
        "start any more, leave it as it is and say so when we ask about its data.",
        Picture.ERASE,
    ),
    (
        "drives",
        "Copy your data, then erase the whole drive",
        "Overwrite it once or use its own secure erase. If the system does not see it "
        "any more, leave it as it is and say so when we ask about its data.",
        Picture.DATA,
    ),
)
# What the bench looks at on a recorder: one of it is measured, with its limits.
_CHECKS: tuple[tuple[str, str, str | None, str | None], ...] = (
    ("Serial number compared with the return", "", None, None),
    ("Housing without dents, dry inside", "", None, None),
    ("Voltage at its power supply, under load", "V", "11.4", "12.6"),
    ("Menu on a screen, all channels", "", None, None),
    ("Disks in or out, as the customer said", "", None, None),
)


def write() -> None:
    """Write the questions, the fixes, what is done before packing and at the bench."""
    Check.objects.bulk_create(
        Check(
            category="recorders",
            position=place,
            question=question,
            unit=unit,
            at_least=at_least,
            at_most=at_most,
        )
        for place, (question, unit, at_least, at_most) in enumerate(_CHECKS, 1)
    )
    Preparation.objects.bulk_create(
        Preparation(
            category=category,
            position=place,
            title=title,
            detail=detail,
            picture=picture.value,
        )
        for place, (category, title, detail, picture) in enumerate(_PREPARATIONS, 1)
    )
    FollowUp.objects.bulk_create(
        FollowUp(
            category=category,
            reason=reason.value,
            position=place,
            question=question,
            choices=list(choices),
        )
        for place, (category, reason, question, choices) in enumerate(_QUESTIONS, 1)
    )
    KnownFix.objects.bulk_create(
        KnownFix(
            category=category,
            reason=reason.value,
            position=place,
            title=title,
            steps=steps,
        )
        for place, (category, reason, title, steps) in enumerate(_FIXES, 1)
    )
