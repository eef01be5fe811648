"""The questions and known fixes that fit the units of a draft, by what happened."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.db.models import Q
from django.db.models.functions import Lower

from rma.models import FollowUp, KnownFix, Product
from rma.rules import narrowing


@dataclass(frozen=True, slots=True)
class Helps:
    """Hold, for each reason, up to three questions and up to three fixes."""

    questions: dict[str, tuple[FollowUp, ...]]
    fixes: dict[str, tuple[KnownFix, ...]]

    @classmethod
    def none(cls) -> Self:
        """Return nothing to ask and nothing to try."""
        return cls({}, {})


def helps_for(products: Iterable[Product | None]) -> dict[int | None, Helps]:
    """Return what fits each product, by its id; None stands for one not known."""
    wanted = {product.pk if product else None: product for product in products}
    known = [product for product in wanted.values() if product]
    categories = {"", *(product.category.lower() for product in known)}
    fits = Q(product__in=known) | Q(product=None, plain__in=categories)
    questions = list(FollowUp.objects.annotate(plain=Lower("category")).filter(fits))
    fixes = list(KnownFix.objects.annotate(plain=Lower("category")).filter(fits))
    helps: dict[int | None, Helps] = {}
    for key, product in wanted.items():
        category = product.category if product else ""
        helps[key] = Helps(
            narrowing.chosen(questions, product_id=key, category=category),
            narrowing.chosen(fixes, product_id=key, category=category),
        )
    return helps
