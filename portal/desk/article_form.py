"""What is set up for one article: it is named by its number, and shown by it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from typing_extensions import override

from rma.queries import destination_list


class ArticleForm(forms.ModelForm):  # type: ignore[type-arg]
    """Ask for an article by its number; `product` is what it names, or None."""

    sku = forms.CharField(
        label=gettext_lazy("Only this article number"), max_length=60, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Show the article it is about."""
        super().__init__(*args, **(kwargs | {"label_suffix": ""}))
        product = self.instance.product
        self.initial["sku"] = product.sku if product else ""

    @override
    def clean(self) -> dict[str, Any]:
        """Want a known article, where one is named."""
        told = dict(super().clean() or {})
        sku = str(told.pop("sku", "")).strip()
        told["product"] = destination_list.article(sku) if sku else None
        if sku and told["product"] is None:
            self.add_error("sku", _("No article has this number."))
        return told
