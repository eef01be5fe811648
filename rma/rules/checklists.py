"""What an inspector looks at, by the kind of product."""

from rma.rules.words import N_

_ALWAYS = (
    ("serial", N_("The serial number is the one announced")),
    ("housing", N_("The housing is whole, without dents or liquid")),
    ("power", N_("It switches on")),
)
_BY_CATEGORY = {
    "camera": (
        ("picture", N_("It gives a picture")),
        ("cable", N_("The connector and its cable are uncut and dry")),
    ),
    "recorder": (
        ("picture", N_("It shows its menu on a screen")),
        ("disks", N_("Its disks are left in or out as announced")),
    ),
    "drive": (
        ("spin", N_("It spins up and is recognised")),
        ("smart", N_("Its own error log shows failures")),
    ),
}


def checks_for(category: str) -> tuple[tuple[str, str], ...]:
    """Return the checks for a category of products: a key and a question each."""
    return _ALWAYS + _BY_CATEGORY.get(category.lower(), ())
