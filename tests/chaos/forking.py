"""Children that are forked before any connection exists, and how they ended."""

import json
import os
import sys


def begin(work_of_child, *arguments):
    """Fork before any connection exists, so that a death is the child's own."""
    pid = os.fork()
    if pid:
        return pid
    work_of_child(*arguments)
    sys.stdout.flush()
    os._exit(0)


def end(pid):
    """Wait for a child and return how it ended."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def tell(**facts):
    """Say something to whoever started this process, in one line."""
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()
