"""The settings of processes in these tests: outbox and shipping, nothing else."""

from config.settings import *  # noqa: F403

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "outbox",
    "shipping",
]
AUTH_USER_MODEL = "auth.User"
MIDDLEWARE = []
ROOT_URLCONF = "tests.shipping.settings"
urlpatterns = []
