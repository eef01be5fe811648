"""Workers started one after the other, each a process that dies at a point."""

import os
import sys

import django
from django.core.management import call_command


def one_worker(point, lease):
    """Fork before any connection exists, so that a worker's death is its own."""
    pid = os.fork()
    if pid == 0:
        os.environ["OUTBOX_FAULT"] = f"{point}=crash"
        call_command("work", lease=lease)
        os._exit(0)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    django.setup()
    times, lease, *points = sys.argv[1:]
    for point in points:
        for _ in range(int(times)):
            sys.stdout.write(f"{point} {one_worker(point, float(lease))}\n")
            sys.stdout.flush()
