"""The map: every address of the installation."""

from django.contrib import admin
from django.urls import include, path

from portal import frame, gate

handler500 = "portal.errors.server_error"

urlpatterns = [
    path("theme", frame.theme, name="theme"),
    path("language", frame.language, name="language"),
    path("healthz", frame.healthz, name="healthz"),
    path("accounts/", include("allauth.urls")),
    path("api/v1/", include("portal.api.urls")),
    path("hooks/", include("portal.hooks.urls")),
    path("station/", include("portal.station.urls")),
    path("desk/", include("portal.desk.urls")),
    # Staff sign in by one door only; Django's own would ask for a password.
    path("admin/login/", gate.to_sign_in),
    path("admin/", admin.site.urls),
    path("", include("portal.customer.urls")),
]
