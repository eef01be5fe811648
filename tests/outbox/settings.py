"""The settings of worker processes in these tests: the outbox and nothing else."""

from config.settings import *  # noqa: F403

INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "outbox"]
AUTH_USER_MODEL = "auth.User"
MIDDLEWARE = []
ROOT_URLCONF = "tests.outbox.settings"
OUTBOX_JOBS = ["tests.outbox.jobs"]
urlpatterns = []
