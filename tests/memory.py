"""How much memory a process has held at most, told by itself."""

import resource
import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")


def peak_megabytes() -> int:
    """
    Return the most this program has held in megabytes.

    The kernel's own high-water mark is asked first: the figure of `getrusage` begins
    with what the process that started this one held.
    """
    if _STATUS.exists():
        lines = _STATUS.read_text().splitlines()
        kilobytes = next(line.split()[1] for line in lines if line.startswith("VmHWM"))
        return int(kilobytes) // 1024
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // unit
