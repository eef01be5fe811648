"""How Django finds the doors; importing it does nothing else."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Name the app that holds pages, static files and template tags."""

    name = "portal"
    verbose_name = "Portal"
