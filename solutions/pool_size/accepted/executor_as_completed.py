"""Futures as they complete, put back in order by their numbers; type hints."""

import os
import time
from concurrent.futures import Future, ProcessPoolExecutor, as_completed


# given: leave as it is
def work(task):
    """One task: slow, and squares a whole number."""
    time.sleep(0.1)
    return task * task


def usable_processors() -> int:
    if hasattr(os, "process_cpu_count"):
        return os.process_cpu_count() or 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def choose_size(tasks: list[int], requested: int | None = None) -> int:
    match requested:
        case None:
            wanted = usable_processors()
        case int() if requested >= 1:
            wanted = requested
        case _:
            raise ValueError(f"requested must be an int of at least 1, not {requested!r}")
    return min(wanted, len(tasks)) or 1


def main(tasks: list[int], requested: int | None = None) -> list[int]:
    results: list[int] = [0] * len(tasks)
    with ProcessPoolExecutor(choose_size(tasks, requested)) as executor:
        numbers: dict[Future[int], int] = {}
        for number, task in enumerate(tasks):
            numbers[executor.submit(work, task)] = number
        for future in as_completed(numbers):
            results[numbers[future]] = future.result()
    return results
