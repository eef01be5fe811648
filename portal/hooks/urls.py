"""The addresses that carriers call."""

from django.urls import path

from portal.hooks import shippo

app_name = "hooks"

urlpatterns = [path("shippo/<str:secret>", shippo.hear, name="shippo")]
