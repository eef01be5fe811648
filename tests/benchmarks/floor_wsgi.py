"""What the bare web server runs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.floor_settings"

application = get_wsgi_application()
