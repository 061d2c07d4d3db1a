"""Type hints; operator.index tells whole numbers from others; bool is refused as well."""

import multiprocessing
import operator
import os
import time


# given: leave as it is
def work(task):
    """One task: slow, and squares a whole number."""
    time.sleep(0.1)
    return task * task


def may_use() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return multiprocessing.cpu_count()


def choose_size(tasks: list[int], requested: int | None = None) -> int:
    if requested is None:
        wanted = may_use()
    else:
        try:
            wanted = operator.index(requested)
        except TypeError as error:
            raise ValueError(f"requested must be a whole number, not {requested!r}") from error
        if isinstance(requested, bool) or wanted <= 0:
            raise ValueError(f"requested must be positive, not {requested!r}")
    return min(wanted, len(tasks)) or 1


def main(tasks: list[int], requested: int | None = None) -> list[int]:
    size: int = choose_size(tasks, requested)
    with multiprocessing.Pool(size) as pool:
        results: list[int] = pool.map(work, tasks, 1)
        pool.close()
        pool.join()
    return results


if __name__ == "__main__":
    print(main(list(range(10))))
    print(main(list(range(10)), 3))
