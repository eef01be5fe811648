"""What a Celery worker runs: `celery -A config worker`."""

import os

from celery import Celery
from django.conf import settings

from outbox.companion import Companion

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("returnwell", broker=settings.BROKER_URL, include=["outbox.tasks"])
# The database knows what is owed and a message only rings the bell: no results, no
# late acknowledgement, no delayed messages, and losing every message costs seconds.
app.conf.update(
    accept_content=["json"],
    broker_connection_retry_on_startup=True,
    task_acks_late=False,
    task_default_queue="outbox",
    task_ignore_result=True,
    worker_cancel_long_running_tasks_on_connection_loss=False,
    worker_enable_remote_control=False,
    worker_hijack_root_logger=False,
    worker_max_tasks_per_child=500,
    worker_prefetch_multiplier=1,
    worker_send_task_events=False,
)
app.steps["worker"].add(Companion)
