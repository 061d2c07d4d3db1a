"""Races are named by both lines, in runs that did no harm too; what is in order is none."""

from collections.abc import Callable

import pytest
from conftest import Program
from procession.engine.observation import Race
from procession.engine.races import races
from procession.engine.strategies.reversal import Reversal

NUMBER = """
import multiprocessing

def read():
    with open("number") as file:
        return int(file.read())

def write(number):
    with open("number", "w") as file:
        file.write(str(number))

def add(lock, turn):
    if turn is not None:
        turn.acquire()
    if lock:
        with lock:
            write(read() + 1)
    else:
        write(read() + 1)

def main(how):
    write(0)
    lock = multiprocessing.Lock() if how == "lock" else None
    turns = [multiprocessing.Semaphore(0) if how == "turns" else None for _ in range(2)]
    processes = [multiprocessing.Process(target=add, args=(lock, turn)) for turn in turns]
    for process, turn in zip(processes, turns):
        process.start()
        if how == "one by one":
            process.join()
        if turn is not None:
            turn.release()
            process.join()
    for process in processes:
        process.join()
    return read()
"""


def spots(found: tuple[Race, ...]) -> set[tuple[str, str, str]]:
    """What each race is about, with what both sides do, in the order in which they came."""
    return {(race.key, *sorted((race.first.kind, race.second.kind))) for race in found}


def test_a_race_is_named_even_where_it_did_no_harm(program: Callable[..., Program]) -> None:
    """The calm schedule counts right; the race is there all the same."""
    seen = program(NUMBER).run("", strategy="first-come")
    assert seen.outcome.value == 2
    found = races(seen)
    assert spots(found) == {("file:number", "load", "store"), ("file:number", "store", "store")}
    assert {race.first.thread for race in found} | {race.second.thread for race in found} == {"p1", "p2"}
    assert all(race.first.spot and race.first.spot.file == "program.py" for race in found)


@pytest.mark.parametrize("how", ["lock", "turns", "one by one"])
@pytest.mark.parametrize("strategy", ["round-robin", "hand-over", "first-come", "random"])
def test_what_is_in_order_is_no_race(program: Callable[..., Program], how: str, strategy: str) -> None:
    """By a lock, by semaphores, by starting and joining."""
    seen = program(NUMBER).run(how, strategy=strategy)
    assert seen.outcome.value == 2
    assert races(seen) == ()


def test_reversing_a_race_shows_what_it_can_do(program: Callable[..., Program]) -> None:
    """From the run that did no harm to the one that lost an update, in one step."""
    made = program(NUMBER)
    calm = made.run("", strategy="first-come")
    values = {made.run("", strategy=Reversal(calm.schedule, race)).outcome.value for race in races(calm)}
    assert 1 in values


MESSAGES = """
import multiprocessing

def tell(connection, queue):
    with open("news", "w") as file:
        file.write("x")
    if connection is not None:
        connection.send("written")
    if queue is not None:
        queue.put("written")

def main(how):
    mine, other = multiprocessing.Pipe()
    queue = multiprocessing.Queue()
    process = multiprocessing.Process(target=tell, args=(other if how == "pipe" else None, queue if how == "queue" else None))
    process.start()
    if how == "pipe":
        mine.recv()
    if how == "queue":
        queue.get()
    try:
        with open("news") as file:
            text = file.read()
    except FileNotFoundError:
        text = ""
    process.join()
    return text
"""


@pytest.mark.parametrize(("how", "count"), [("pipe", 0), ("queue", 0), ("", 1)])
def test_a_message_puts_in_order_what_comes_before_and_after_it(
    program: Callable[..., Program], how: str, count: int
) -> None:
    """From send to recv and from put to get, through the queue's feeder thread."""
    made = program(MESSAGES)
    for strategy in ("round-robin", "first-come", "hand-over"):
        assert len(races(made.run(how, strategy=strategy))) == count


COUNTER = """
import multiprocessing

def add(counter, whole):
    if whole:
        with counter.get_lock():
            counter.value += 1
    else:
        counter.value += 1

def fill(array, index):
    array[index] = index

def main(whole):
    counter, array = multiprocessing.Value("i", 0), multiprocessing.Array("i", 2)
    processes = [multiprocessing.Process(target=add, args=(counter, whole)) for _ in range(2)]
    processes += [multiprocessing.Process(target=fill, args=(array, index)) for index in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return counter.value
"""


@pytest.mark.parametrize("strategy", ["round-robin", "first-come"])
def test_a_lock_that_is_taken_for_each_access_alone_puts_nothing_in_order(
    program: Callable[..., Program], strategy: str
) -> None:
    """`value += 1` takes a Value's lock twice; elements of an array are things of their own."""
    made = program(COUNTER)
    found = races(made.run(False, strategy=strategy))
    assert spots(found) == {("memory#1", "load", "store"), ("memory#1", "store", "store")}
    assert races(made.run(True, strategy=strategy)) == ()
