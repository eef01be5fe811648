"""What the web server runs."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()
# Else each process loads its pages while its first caller waits, for a second or more.
PAGES = get_resolver().url_patterns
# What is loaded now stays for ever: the collector need not go through it again.
gc.collect()
gc.freeze()
