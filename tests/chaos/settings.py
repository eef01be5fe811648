"""The settings of the label chaos: outbox and shipping, and jobs that need no case."""

from tests.shipping.settings import *  # noqa: F403

OUTBOX_JOBS = ["tests.chaos.jobs"]
