"""Virtual time, and callers who are held: what may happen before what, when somebody is slow."""

from collections.abc import Sequence

import pytest
from procession.engine.strategies import Choice

VISITORS = """
import multiprocessing, time
def work(name, queue):
    queue.put(slow(name))
def slow(name):
    time.sleep(1)
    return name
def main(names):
    queue = multiprocessing.SimpleQueue()
    workers = [multiprocessing.Process(target=work, args=(name, queue)) for name in names]
    for worker in workers:
        worker.start()
    order = [queue.get() for _ in workers]
    for worker in workers:
        worker.join()
    return order
"""

POLLER = """
import multiprocessing, time
def slow():
    pass
def call(begin):
    begin.get()
    slow()
def poll(first, second):
    for queue in (first, second):
        while queue.empty():
            pass
    slow()
def tell(*queues):
    time.sleep(1)
    for queue in queues:
        queue.put("now")
def main():
    begin, first, second = [multiprocessing.SimpleQueue() for _ in range(3)]
    workers = [
        multiprocessing.Process(target=call, args=(begin,)),
        multiprocessing.Process(target=poll, args=(first, second)),
        multiprocessing.Process(target=tell, args=(begin, first, second)),
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
"""


class Unfair:
    """Whoever tells others something goes only when nobody else can."""

    name, seed = "unfair", 0

    def pick(self, choices: Sequence[Choice]) -> int:
        """The first that is not of the process that tells."""
        return min(range(len(choices)), key=lambda index: choices[index].thread.startswith("p3"))


def test_sleeps_are_virtual(program):
    """Hours of sleep are a number, not a wait; the clocks agree with them."""
    source = """
import time
def main():
    began = time.monotonic(), time.time(), time.perf_counter()
    time.sleep(36_000)
    return [round(now - then) for now, then in zip((time.monotonic(), time.time(), time.perf_counter()), began)]
"""
    seen = program(source).run()
    assert seen.outcome.value == [36_000] * 3
    assert seen.virtual_seconds == 36_000


def test_fair_time_lets_workers_finish_first(program):
    """A timer fires early under adversarial time, and only when nothing else can happen under fair."""
    source = """
import multiprocessing
def work(queue):
    queue.put(1)
def main():
    queue = multiprocessing.Queue()
    worker = multiprocessing.Process(target=work, args=(queue,))
    worker.start()
    try:
        return queue.get(timeout=5)
    except Exception as error:
        return type(error).__name__
    finally:
        worker.join()
"""
    polls = program(source)
    assert polls.run(time="adversarial").outcome.value == "Empty"
    assert polls.run(time="fair").outcome.value == 1


def test_of_sleepers_of_one_moment_any_may_wake_first(program):
    """In fair time too: that one was started first says nothing about who wakes up first."""
    visitors = program(VISITORS)
    orders = {tuple(visitors.run("ab", time="fair", strategy="random", seed=seed).outcome.value) for seed in range(10)}
    assert orders == {("a", "b"), ("b", "a")}


def test_held_workers_show_how_many_can_be_inside(program):
    """Callers of a held function wait until nobody else can move: their number is the overlap."""
    source = """
import multiprocessing
def work(lock):
    if lock:
        with lock:
            slow()
    else:
        slow()
def slow():
    pass
def main(serial):
    lock = multiprocessing.Lock() if serial else None
    workers = [multiprocessing.Process(target=work, args=(lock,)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
"""
    held = program(source)
    assert held.run(False, hold="slow", given=("slow",)).held_together == 4
    assert held.run(True, hold="slow", given=("slow",)).held_together == 1


def test_one_slow_caller_does_not_come_before_the_others(program):
    """Held is who calls with that value; the others go on, until nobody can."""
    visitors = program(VISITORS)
    for name in "abc":
        for strategy in ("round-robin", "impatient", "random"):
            seen = visitors.run("abc", hold="slow", hold_with=(name,), given=("slow",), strategy=strategy)
            assert (seen.outcome.value[-1], seen.held_together) == (name, 1)


def test_who_is_kept_back_by_the_strategy_goes_before_the_held_do(program):
    """Somebody polls for what a third one would do: not a state in which nobody can go on."""
    seen = program(POLLER).run(hold="slow", given=("slow",), time="fair", strategy=Unfair())
    assert (seen.ending, seen.held_together) == ("ended", 2)


FLAGS = """
import multiprocessing, time
def slow():
    pass
def work(flags, number, lock):
    slow()
    with lock:
        flags[number] = 1
def main(locked):
    lock, flags = multiprocessing.Lock(), multiprocessing.RawArray("b", 3)
    workers = [multiprocessing.Process(target=work, args=(flags, number, lock)) for number in range(3)]
    for worker in workers:
        worker.start()
    while True:
        if locked:
            with lock:
                done = all(flags)
        else:
            done = all(flags)
        if done:
            break
        time.sleep(0.01)
    for worker in workers:
        worker.join()
def sums():
    numbers = multiprocessing.RawArray("b", 300)
    workers = [multiprocessing.Process(target=add_up, args=(numbers,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
def add_up(numbers):
    sum(numbers[index] for index in range(300))
    slow()
"""


@pytest.mark.parametrize("locked", [False, True])
@pytest.mark.parametrize("strategy", ["round-robin", "impatient", "random"])
def test_who_naps_until_a_shared_array_says_so_lets_those_go_who_are_held(program, strategy, locked):
    """To read the same elements again and again is to poll."""
    seen = program(FLAGS).run(locked, hold="slow", given=("slow",), strategy=strategy)
    assert (seen.ending, seen.held_together) == ("ended", 3)


def test_who_reads_many_elements_is_not_polling(program):
    """One is held while the other still reads: it comes there, too."""
    seen = program(FLAGS).run(entry="sums", hold="slow", given=("slow",), strategy="hand-over")
    assert (seen.ending, seen.held_together) == ("ended", 2)


POLLS = """
import multiprocessing
import time

def slow(name):
    return name

def sleeper(done, seconds):
    time.sleep(seconds)
    done.set()

def waits_by_naps(nap, seconds):
    done = multiprocessing.Event()
    process = multiprocessing.Process(target=sleeper, args=(done, seconds))
    process.start()
    naps = 0
    while not done.is_set() and naps < 5000:
        time.sleep(nap)
        naps += 1
    process.join()
    return naps

def comes(seconds):
    time.sleep(seconds)
    slow(seconds)

def polls_for_all(nap, *comings):
    processes = [multiprocessing.Process(target=comes, args=(seconds,)) for seconds in comings]
    for process in processes:
        process.start()
    while any(process.is_alive() for process in processes):
        time.sleep(nap)
"""


@pytest.mark.parametrize(("nap", "least", "most"), [(0.01, 100, 200), (0.001, 200, 300), (0, 60, 300)])
def test_short_naps_are_no_livelock_while_somebody_sleeps(program, nap, least, most):
    """In fair time naps last a little longer after a hundred, and those that last no time at all do after some."""
    seen = program(POLLS).run(nap, 3.0, entry="waits_by_naps", time="fair")
    assert seen.ending == "ended"
    assert least <= seen.outcome.value <= most


@pytest.mark.parametrize("time", ["adversarial", "fair"])
def test_who_polls_does_not_let_those_go_who_are_held_while_somebody_is_on_its_way(program, time):
    """The last one comes after two hundred naps, and finds the others still in the held function."""
    polls, held = program(POLLS), {"hold": "slow", "given": ("slow",)}
    for strategy in ("round-robin", "hand-over"):
        seen = polls.run(0.005, 0, 0.5, 1.0, entry="polls_for_all", time=time, strategy=strategy, **held)
        assert (seen.ending, seen.held_together) == ("ended", 3)
