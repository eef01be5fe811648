"""What an inspector looks at, by the kind of product."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rma.rules.words import N_


@dataclass(frozen=True, slots=True)
class Asked:
    """Ask one question, for one value where a unit is named, or for a photo."""

    key: str
    question: str
    unit: str = ""
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    is_photo: bool = False

    def fits(self, value: Decimal) -> bool:
        """Whether a measured value lies within its limits."""
        is_low = self.at_least is not None and value < self.at_least
        is_high = self.at_most is not None and value > self.at_most
        return not (is_low or is_high)


@dataclass(frozen=True, slots=True)
class Subjects:
    """Say for which product or category somebody wrote a check; None is all."""

    asked: Asked
    product_id: int | None
    category: str


_ALWAYS = (
    ("serial", N_("The serial number is the one announced")),
    ("housing", N_("The housing is whole, without dents or liquid")),
    ("power", N_("It switches on")),
)
# Named places for photos: an empty one says what nobody has taken yet.
_PHOTOS = (
    ("front", N_("The whole unit from the front")),
    ("label", N_("The label with its serial number")),
    ("damage", N_("The damage, or what shows the fault")),
)
_BY_CATEGORY = {
    "cameras": (
        ("picture", N_("It gives a picture")),
        ("cable", N_("The connector and its cable are uncut and dry")),
    ),
    "recorders": (
        ("picture", N_("It shows its menu on a screen")),
        ("disks", N_("Its disks are left in or out as announced")),
    ),
    "drives": (
        ("spin", N_("It spins up and is recognised")),
        ("smart", N_("Its own error log shows failures")),
    ),
}


def checks_for(
    category: str, product_id: int | None = None, own: Sequence[Subjects] = ()
) -> tuple[Asked, ...]:
    """
    Return what is asked about a product.

    Checks somebody wrote for it count, else those for its category and for all;
    where nobody wrote any, the house's own.
    """
    house = _ALWAYS + _BY_CATEGORY.get(_many(category), ())
    written = _written(category, product_id, own, is_photo=False)
    return tuple(written or (Asked(key, text) for key, text in house))


def photos_for(
    category: str, product_id: int | None = None, own: Sequence[Subjects] = ()
) -> tuple[Asked, ...]:
    """Return which photos are asked for of a product, by the same order of rules."""
    written = _written(category, product_id, own, is_photo=True)
    house = (Asked(key, text, is_photo=True) for key, text in _PHOTOS)
    return tuple(written or house)


def _many(category: str) -> str:
    """Return the name of a category as the house's own checks have it."""
    name = category.strip().casefold()
    return name if name.endswith("s") else f"{name}s"


def _written(
    category: str, product_id: int | None, own: Sequence[Subjects], *, is_photo: bool
) -> list[Asked]:
    """Return what somebody wrote for a product, else for its category and for all."""
    meant = [each for each in own if each.asked.is_photo == is_photo]
    exact = [
        each.asked for each in meant if product_id and each.product_id == product_id
    ]
    wide = [
        each.asked
        for each in meant
        if each.product_id is None
        and each.category.lower() in ("", category.strip().lower())
    ]
    return exact or wide


@dataclass(frozen=True, slots=True)
class Answered:
    """Hold one check as papers tell it: what was asked, said, and measured."""

    question: str
    result: str
    measured: str = ""


_RESULTS = {"yes": N_("yes"), "no": N_("no"), "na": N_("does not apply")}
_FITS = {"yes": N_("within its limits"), "no": N_("outside its limits")}


def answered(kept: Mapping[str, str]) -> Answered:
    """Return a check as the bench kept it in words, not in the keys of its form."""
    question = kept.get("question") or kept.get("check") or ""
    answer = kept.get("answer") or kept.get("result") or ""
    if "value" in kept:
        return Answered(question, _FITS.get(kept.get("fits", ""), ""), answer)
    return Answered(question, _RESULTS.get(answer, answer))
