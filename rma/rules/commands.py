"""The printed codes that tell the station what to do, so that no glove touches it."""

from enum import StrEnum

from rma.rules import numbers

# Twelve letters of ours, of which the first nine mark a command. A drawn code begins
# so once in thirty-eight thousand million; the letters survive every keyboard.
_MARK = "C" * 9
_LETTERS = {
    "NEXT": "NXT",
    "OPEN": "PNK",
    "CAMERA": "CPR",
    "LOCK": "KCK",
    "HELP": "HHP",
    "ALL IN": "BJN",
    "UNDO": "KDD",
    "ALL YES": "JJS",
    "FAULT": "FTT",
    "NO FAULT": "NFT",
    "GRADE A": "GBB",
    "GRADE B": "GCC",
    "GRADE C": "GDD",
    "GRADE D": "GFF",
    "ACCEPT": "TCP",
    "OTHER": "THR",
    "PHOTO": "PHT",
}


class Command(StrEnum):
    """What a person may tell the station by scanning."""

    NEXT = "NEXT"
    OPEN = "OPEN"
    CAMERA = "CAMERA"
    LOCK = "LOCK"
    HELP = "HELP"
    ALL_IN = "ALL IN"
    UNDO = "UNDO"
    ALL_YES = "ALL YES"
    FAULT = "FAULT"
    NO_FAULT = "NO FAULT"
    GRADE_A = "GRADE A"
    GRADE_B = "GRADE B"
    GRADE_C = "GRADE C"
    GRADE_D = "GRADE D"
    ACCEPT = "ACCEPT"
    OTHER = "OTHER"
    PHOTO = "PHOTO"


def code_of(command: Command) -> str:
    """Return the code that a command sheet prints."""
    return _CODES[command]


def command_of(code: str | None) -> Command | None:
    """Return the command that a code stands for, or None where it is no command."""
    return _COMMANDS.get(code or "")


_CODES = {
    command: numbers.checked(_MARK + _LETTERS[command.value]) for command in Command
}
_COMMANDS = {code: command for command, code in _CODES.items()}
