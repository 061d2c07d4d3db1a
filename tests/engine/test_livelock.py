"""A livelock is told apart from a deadlock and from slow work, and takes no longer than some hundred polls."""

from collections.abc import Callable

import pytest
from conftest import Program

STUCK = """
import multiprocessing
import queue
import time

def eager(one, other):
    while True:
        one.acquire()
        if other.acquire(block=False):
            return
        one.release()

def polls():
    inbox = multiprocessing.Queue()
    while True:
        try:
            return inbox.get(timeout=1)
        except queue.Empty:
            pass

def looks():
    inbox = multiprocessing.Queue()
    while inbox.empty():
        pass

def sleeps():
    flag = multiprocessing.Value("b", 0)
    while not flag.value:
        time.sleep(0.1)

def spins():
    flag = multiprocessing.RawValue("b", 0)
    while not flag.value:
        pass

def tries():
    one, other = multiprocessing.Lock(), multiprocessing.Lock()
    other.acquire()
    process = multiprocessing.Process(target=eager, args=(one, other))
    process.start()
    process.join()

def waits():
    lock = multiprocessing.Lock()
    lock.acquire()
    lock.acquire()

def computes():
    number = 0
    while True:
        number += 1

def works():
    counter, inbox = multiprocessing.Value("i", 0), multiprocessing.SimpleQueue()
    for number in range(300):
        inbox.put(number)
        counter.value += inbox.get()
    return counter.value

def counts():
    lock = multiprocessing.Lock()
    for _ in range(1500):
        with lock:
            pass
    return "done"

def patient():
    inbox = multiprocessing.Queue()
    for _ in range(100):
        try:
            return inbox.get(timeout=1)
        except queue.Empty:
            pass
    return "nothing came"
"""


@pytest.mark.parametrize("entry", ["polls", "looks", "sleeps", "spins", "tries"])
def test_a_livelock_is_called_so(program: Callable[..., Program], entry: str) -> None:
    """Whoever waits by asking again and again, with the line where it does."""
    seen = program(STUCK).run(entry=entry)
    assert (seen.ending, seen.cause) == ("timed out", "livelock")
    assert len(seen.steps) < 2500
    circling = [waiting for waiting in seen.waiting if "goes round and round" in waiting.what]
    assert circling
    assert all(waiting.spot for waiting in circling)


@pytest.mark.parametrize(("entry", "ending", "cause"), [("waits", "deadlocked", ""), ("computes", "timed out", "busy")])
def test_what_is_stuck_otherwise_is_called_otherwise(
    program: Callable[..., Program], entry: str, ending: str, cause: str, short_limits
) -> None:
    """A proven deadlock, and a loop that comes to no gate."""
    seen = program(STUCK).run(entry=entry, limits=short_limits)
    assert (seen.ending, seen.cause) == (ending, cause)


@pytest.mark.parametrize(
    ("entry", "value"), [("works", sum(range(300))), ("counts", "done"), ("patient", "nothing came")]
)
def test_slow_work_comes_to_its_end(program: Callable[..., Program], entry: str, value: object) -> None:
    """Thousands of steps that get somewhere, or that only take locks, or a hundred polls."""
    for strategy in ("round-robin", "first-come"):
        seen = program(STUCK).run(entry=entry, strategy=strategy)
        assert (seen.ending, seen.outcome.value) == ("ended", value)
