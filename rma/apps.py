"""The app's name for Django."""

from django.apps import AppConfig


class RmaConfig(AppConfig):
    """Register the returns business."""

    name = "rma"
    verbose_name = "Returns"
