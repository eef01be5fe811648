"""Files and letters of these tests stay with them."""

import pytest


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    kept = settings.STORAGES["default"]
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**kept, "OPTIONS": {"location": tmp_path / "files"}},
    }
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
