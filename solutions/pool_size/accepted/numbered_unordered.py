"""imap_unordered with numbered tasks, sorted at the end; functools.partial and a dataclass."""

import functools
import multiprocessing
import os
import time
from dataclasses import dataclass, field


# given: leave as it is
def work(task):
    """One task: slow, and squares a whole number."""
    time.sleep(0.1)
    return task * task


@dataclass(order=True)
class Done:
    number: int
    result: int = field(compare=False)


def numbered(function, pair):
    number, task = pair
    return Done(number, function(task))


def usable_processors():
    for ask in ("process_cpu_count", "cpu_count"):
        if ask == "cpu_count" and hasattr(os, "sched_getaffinity"):
            return len(os.sched_getaffinity(0))
        if hasattr(os, ask):
            return getattr(os, ask)() or 1
    return 1


def choose_size(tasks, requested=None):
    if requested is not None and (type(requested) is not int or requested < 1):
        raise ValueError(requested)
    limit = usable_processors() if requested is None else requested
    return sorted([1, limit, max(1, len(tasks))])[1]


def main(tasks, requested=None):
    pairs = enumerate(tasks)
    with multiprocessing.Pool(choose_size(tasks, requested)) as pool:
        done = sorted(pool.imap_unordered(functools.partial(numbered, work), pairs))
    return [one.result for one in done]
