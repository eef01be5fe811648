"""How units are spread over boxes: what a person can lift and a carrier takes."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Goods:
    """Hold how many units of one kind travel, and how large one of them is."""

    place: int
    quantity: int
    weight_grams: int
    volume_ml: int


@dataclass(frozen=True, slots=True)
class BoxLimits:
    """Hold what one box may weigh and hold."""

    most_grams: int = 30_000
    most_ml: int = 400_000


Contents = dict[int, int]


def spread(goods: Iterable[Goods], limits: BoxLimits) -> tuple[Contents, ...]:
    """
    Return what goes into which box, as place and quantity, in the order given.

    A unit too heavy for any box gets one alone: the carrier has the last word on it.
    """
    boxes: list[Contents] = []
    grams = millilitres = 0
    for kind in goods:
        left = kind.quantity
        while left:
            fits = _room(kind, limits, grams, millilitres)
            if not boxes or fits < 1:
                boxes.append({})
                grams = millilitres = 0
                fits = max(_room(kind, limits, 0, 0), 1)
            count = min(fits, left)
            boxes[-1][kind.place] = boxes[-1].get(kind.place, 0) + count
            grams += count * kind.weight_grams
            millilitres += count * kind.volume_ml
            left -= count
    return tuple(boxes)


def _room(kind: Goods, limits: BoxLimits, grams: int, millilitres: int) -> int:
    by_weight = (limits.most_grams - grams) // max(kind.weight_grams, 1)
    by_volume = (limits.most_ml - millilitres) // max(kind.volume_ml, 1)
    return min(by_weight, by_volume)
