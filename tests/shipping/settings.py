"""The settings of processes in these tests: outbox and shipping, nothing else."""

from config.settings import *  # noqa: F403

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "outbox",
    "shipping",
]
# Tables are made straight from the models: no scene is about migrations.
MIGRATION_MODULES = dict.fromkeys(("auth", "contenttypes", "outbox", "shipping"))
AUTH_USER_MODEL = "auth.User"
MIDDLEWARE = []
ROOT_URLCONF = "tests.shipping.settings"
urlpatterns = []
