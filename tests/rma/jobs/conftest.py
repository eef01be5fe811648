"""Files and letters of these tests stay with them."""

import pytest

from tests.rma.jobs.mailbox import Mailbox


@pytest.fixture(autouse=True)
def mailbox(settings, tmp_path):
    kept = settings.STORAGES["default"]
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**kept, "OPTIONS": {"location": tmp_path / "files"}},
    }
    settings.EMAIL_BACKEND = "rma.messages.eml.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return Mailbox(tmp_path / "mail")
