"""A place in our warehouse with a code on it."""

from django.db import models
from typing_extensions import override

from rma.models.site import Site


class Shelf(models.Model):
    """Be one shelf or bay of a site."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="shelves")
    name = models.CharField(max_length=20)
    code = models.CharField(max_length=13, unique=True)

    class Meta:
        """Name each shelf once a site."""

        verbose_name_plural = "shelves"
        constraints = [
            models.UniqueConstraint(fields=["site", "name"], name="shelf_name_once")
        ]

    @override
    def __str__(self) -> str:
        """Return what stands on the shelf's label."""
        return self.name
