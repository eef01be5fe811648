"""Django with our database and nothing else."""

from config import settings as ours

SECRET_KEY = ours.SECRET_KEY
ALLOWED_HOSTS = ours.ALLOWED_HOSTS
DATABASES = ours.DATABASES
DEFAULT_AUTO_FIELD = ours.DEFAULT_AUTO_FIELD
ROOT_URLCONF = "tests.benchmarks.floor"
MIDDLEWARE: list[str] = []
INSTALLED_APPS: list[str] = []
USE_TZ = True
