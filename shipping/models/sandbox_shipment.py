"""A question for prices, as the sandbox was asked it over HTTP."""

from django.db import models
from typing_extensions import override


class SandboxShipment(models.Model):
    """This will hold what was asked, so that a rate can be bought by its id alone."""

    object_id = models.CharField(max_length=32, unique=True)
    asked = models.JSONField()
    scenario = models.CharField(max_length=32, blank=True, default="")
    created_at = models.DateTimeField()

    @override
    def __str__(self) -> str:
        return self.object_id
