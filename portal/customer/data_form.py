"""The form that asks what became of the data: once for all units of a product."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.customer.acts import WishForm
from rma.queries.cover_desk import DataLineView
from rma.rules import erasure
from rma.rules.erasure import DECLARATIONS, Erasure


class DataForm(WishForm):
    """Ask what became of the data, together for units of which the same was told."""

    counts_words = True

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own
        lines: tuple[DataLineView, ...],
        may_keep_disk: bool,
        is_each: bool = False,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        """Offer what the policy lets them choose; `is_each` asks for every unit."""
        super().__init__(*args, **kwargs)
        self.is_each = is_each
        self.groups = {
            f"line-{together[0].position}": together
            for together in _together(lines, is_each=is_each)
        }
        self.is_several = any(len(lines) > 1 for lines in self.groups.values())
        for name, together in self.groups.items():
            self.fields[name] = forms.ChoiceField(
                label=_title(together),
                help_text=", ".join(each.serial for each in together[1:] and together),
                choices=_choices(together[0], may_keep_disk=may_keep_disk),
                widget=forms.RadioSelect,
                initial=together[0].declared or None,
                error_messages={"required": _("Choose what became of the data.")},
            )

    def answers(self) -> dict[int, Erasure]:
        """Return what was declared, by the line's position."""
        return {
            line.position: Erasure(self.cleaned_data[name])
            for name, together in self.groups.items()
            for line in together
        }


def _together(
    lines: Iterable[DataLineView], *, is_each: bool
) -> Iterable[list[DataLineView]]:
    """Return units by product; what was declared apart before stays apart."""
    gathered: dict[object, list[DataLineView]] = {}
    for line in lines:
        key = line.position if is_each else (line.product, line.declared)
        gathered.setdefault(key, []).append(line)
    return gathered.values()


def _choices(line: DataLineView, *, may_keep_disk: bool) -> list[tuple[str, Any]]:
    may = erasure.choices(may_keep_disk=may_keep_disk, category=line.category)
    return [(each.value, _(DECLARATIONS[each])) for each in may]


def _title(together: list[DataLineView]) -> str:
    if len(together) == 1:
        return together[0].title
    words = {"count": len(together), "product": together[0].product}
    return _now("All %(count)s × %(product)s") % words
