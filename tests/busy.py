"""A busy machine, for tests and benchmarks: whatever is slow comes to light there."""

import contextlib
import multiprocessing
import os
from collections.abc import Iterator


@contextlib.contextmanager
def busy_processors() -> Iterator[None]:
    """All processors have something else to do as well."""
    others = [multiprocessing.Process(target=_spin, daemon=True) for _ in range(os.cpu_count() or 1)]
    for other in others:
        other.start()
    try:
        yield
    finally:
        for other in others:
            other.terminate()
            other.join()


def _spin() -> None:
    while True:
        pass
