"""The name under which Django knows the carriers' floor."""

from django.apps import AppConfig


class ShippingConfig(AppConfig):
    """This will register parcels, labels and movements with Django."""

    name = "shipping"
    default_auto_field = "django.db.models.BigAutoField"
