"""Shared memory at the gates: what nothing protects is lost in some schedule, under every start method."""

from collections.abc import Callable

import pytest
from conftest import Program
from procession.engine.races import races
from procession.engine.strategies.reversal import Reversal

METHODS = ("fork", "spawn", "forkserver")

SHARED = """
import ctypes
import multiprocessing
from multiprocessing import shared_memory


class Point(ctypes.Structure):
    _fields_ = [("x", ctypes.c_int), ("y", ctypes.c_int)]


def add_to_value(value):
    value.value += 1


def add_to_element(array):
    array[1] += 1


def add_to_field(point):
    point.y += 1


def add_under_lock(value):
    with value.get_lock():
        value.value += 1


def add_to_block(block):
    buffer = block.buf
    buffer[0] += 1
    del buffer
    block.close()


def in_two(target, shared):
    processes = [multiprocessing.Process(target=target, args=(shared,)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()


def main(kind):
    if kind == "block":
        block = shared_memory.SharedMemory(create=True, size=8)
        in_two(add_to_block, block)
        value = block.buf[0]
        block.close()
        block.unlink()
        return value
    if kind in ("raw array", "array"):
        array = multiprocessing.RawArray("i", 2) if kind == "raw array" else multiprocessing.Array("d", [0, 0])
        in_two(add_to_element, array)
        return int(array[1])
    if kind in ("raw structure", "structure"):
        point = multiprocessing.Value(Point, 0, 0, lock=kind == "structure")
        in_two(add_to_field, point)
        return point.y
    if kind == "locked":
        value = multiprocessing.Value("i", 0)
        in_two(add_under_lock, value)
        return value.value
    value = multiprocessing.RawValue("i", 0) if kind == "raw value" else multiprocessing.Value("i", 0)
    in_two(add_to_value, value)
    return value.value
"""
STRATEGIES = ("round-robin", "hand-over", "first-come")


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("kind", ["raw value", "value", "raw array", "array", "raw structure", "structure", "block"])
def test_an_update_without_a_lock_is_lost(program: Callable[..., Program], kind: str, method: str) -> None:
    """One of the two updates at a time is lost in some schedule, and none in a calm one."""
    made = program(SHARED)
    values = {s: made.run(kind, start_method=method, strategy=s).outcome.value for s in STRATEGIES}
    assert set(values.values()) == {1, 2}
    assert values["first-come"] == 2


@pytest.mark.parametrize("method", METHODS)
def test_an_update_under_its_lock_is_never_lost(program: Callable[..., Program], method: str) -> None:
    """And who holds the lock stops at no gate for what it protects."""
    made = program(SHARED)
    for strategy in STRATEGIES:
        seen = made.run("locked", start_method=method, strategy=strategy)
        assert seen.outcome.value == 2
        assert not any(step.op in ("load", "store") for step in seen.steps)


LARGE = """
import multiprocessing

def fill(array, start):
    for index in range(start, len(array), 2):
        array[index] = index

def main(size):
    array = multiprocessing.RawArray("i", size)
    processes = [multiprocessing.Process(target=fill, args=(array, start)) for start in (0, 1)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return sum(array)
"""


def test_a_large_array_does_not_make_a_long_run(program: Callable[..., Program]) -> None:
    """After some hundred accesses only some are gates; the program is judged all the same."""
    seen = program(LARGE).run(20_000)
    assert (seen.ending, seen.outcome.value) == ("ended", sum(range(20_000)))
    assert len(seen.steps) < 3000


LOCKED_FILE = """
import fcntl
import multiprocessing

def add(how):
    with open("lock", "w") as lock:
        if how:
            getattr(fcntl, how)(lock, fcntl.LOCK_EX)
        with open("number") as file:
            number = int(file.read())
        with open("number", "w") as file:
            file.write(str(number + 1))

def main(how):
    with open("number", "w") as file:
        file.write("0")
    processes = [multiprocessing.Process(target=add, args=(how,)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    with open("number") as file:
        return int(file.read())
"""


@pytest.mark.parametrize("how", ["flock", "lockf"])
def test_locks_on_files_are_gates(program: Callable[..., Program], how: str) -> None:
    """Nothing is lost under one, and who gets it is the schedule's choice: the same each time."""
    made = program(LOCKED_FILE)
    for strategy in ("round-robin", "random"):
        one, other = (made.run(how, strategy=strategy) for _ in range(2))
        assert (one.ending, one.outcome.value) == ("ended", 3)
        assert one.steps == other.steps
    assert made.run("", strategy="round-robin").outcome.value < 3


OPEN_FILES = """
import multiprocessing
import os

def add():
    with open("number", "r+") as file:
        number = int(file.read())
        file.seek(0)
        file.write(str(number + 1))

def add_by_descriptor():
    descriptor = os.open("number", os.O_RDWR)
    number = int(os.read(descriptor, 10))
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, str(number + 1).encode())
    os.close(descriptor)

def rewrite():
    with open("number", "w") as file:
        file.write("1")

def main(kind):
    with open("number", "w") as file:
        file.write("0")
    target = {"object": add, "descriptor": add_by_descriptor, "torn": rewrite}[kind]
    processes = [multiprocessing.Process(target=target) for _ in range(2)]
    for process in processes:
        process.start()
    seen = open("number").read() if kind == "torn" else ""
    for process in processes:
        process.join()
    with open("number") as file:
        return seen if kind == "torn" else file.read()
"""


@pytest.mark.parametrize("kind", ["object", "descriptor"])
def test_a_file_that_stays_open_is_read_and_written_at_gates(program: Callable[..., Program], kind: str) -> None:
    """Between reading and writing others may come, who have it open as well."""
    made = program(OPEN_FILES)
    assert made.run(kind, strategy="round-robin").outcome.value == "1"
    assert made.run(kind, strategy="first-come").outcome.value == "2"


def test_a_file_that_is_being_rewritten_is_seen_empty(program: Callable[..., Program]) -> None:
    """What was written lies in a buffer until the file is closed; to look meanwhile is one reversal away."""
    made = program(OPEN_FILES)
    calm = made.run("torn", strategy="round-robin")
    runs = [made.run("torn", strategy=Reversal(calm.schedule, race)) for race in races(calm)]
    assert "" in {seen.outcome.value for seen in runs}


OTHER_MEANS = """
import mmap
import multiprocessing
import socket
import subprocess

def put(queue):
    queue.put(1)

def main(kind):
    if kind == "own":
        queue = multiprocessing.Queue()
        process = multiprocessing.Process(target=put, args=(queue,))
        process.start()
        queue.get()
        process.join()
        with multiprocessing.Pool(2) as pool:
            pool.map(abs, [1, 2])
        with multiprocessing.Manager() as manager:
            manager.list([1])
    else:
        socket.socket().bind(("127.0.0.1", 0))
        mmap.mmap(-1, 8)
        subprocess.run(["/bin/true"])
"""


def test_what_passes_the_gates_is_named(program: Callable[..., Program]) -> None:
    """And multiprocessing's own sockets and maps are not."""
    made = program(OTHER_MEANS)
    assert made.run("own").ungated == ()
    assert made.run("others").ungated == ("sockets", "mmap", "subprocesses")
