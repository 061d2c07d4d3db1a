"""Exhaustive search of real programs against interleavings counted by hand.

What is counted are orders of the operations that depend on each other; the search may run an order more
than once, but must run each that there is, and no other can exist.
"""

from collections.abc import Callable

import pytest
from conftest import Program
from procession.engine.observation import Observation
from procession.engine.strategies.exhaustive import Search

START = """
import multiprocessing as mp

def run(*processes):
    for process in processes:
        process.start()
    for process in processes:
        process.join()
"""
PRINTS = """
def say(letter, times):
    for _ in range(times):
        print(letter)
"""
COUNT = """
def count(value, lock):
    if lock is None:
        value.value += 1
    else:
        with lock:
            value.value += 1
"""

# Program, arguments of Scenario, preemptions that are enough for any order, the operations counted, how many
# orders there are, and what may come out.
#
# two_prints: of 4 prints the 2 of process a take any 2 places: 4! / (2! 2!) = 6
# three_prints: 3 processes of one print each: 3! = 6
# lost_update: load a, store a, load b, store b, each pair in its order: 4! / (2! 2!) = 6; all but the two in
#     which one process is done before the other begins lose an update
# kept_update: whoever gets the lock first does both: 2
# two_puts: whoever writes to the queue's pipe first: 2
CASES = {
    "two_prints": (
        PRINTS + "def main():\n    run(*[mp.Process(target=say, args=(letter, 2)) for letter in 'ab'])\n",
        {"terminal": True}, 2, ("print",), 6, {None},
    ),
    "three_prints": (
        PRINTS + "def main():\n    run(*[mp.Process(target=say, args=(letter, 1)) for letter in 'abc'])\n",
        {"terminal": True}, 0, ("print",), 6, {None},
    ),
    "lost_update": (
        COUNT + "def main():\n    value = mp.RawValue('i', 0)\n"
        "    run(*[mp.Process(target=count, args=(value, None)) for _ in 'ab'])\n    return value.value\n",
        {}, 2, ("load", "store"), 6, {1, 2},
    ),
    "kept_update": (
        COUNT + "def main():\n    value, lock = mp.RawValue('i', 0), mp.Lock()\n"
        "    run(*[mp.Process(target=count, args=(value, lock)) for _ in 'ab'])\n    return value.value\n",
        {}, 2, ("load", "store"), 2, {2},
    ),
    "two_puts": (
        "def put(queue, letter):\n    queue.put(letter)\n"
        "def main():\n    queue = mp.SimpleQueue()\n"
        "    run(*[mp.Process(target=put, args=(queue, letter)) for letter in 'ab'])\n"
        "    return queue.get() + queue.get()\n",
        {}, 2, ("send",), 2, {"ab", "ba"},
    ),
}  # fmt: skip


def _order(seen: Observation, operations: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Who did the operations that count, one after the other; what main does before and after is left out."""
    return tuple((step.thread, step.op) for step in seen.steps if step.op in operations and step.thread != "main")


@pytest.mark.parametrize("name", CASES)
def test_as_many_orders_as_there_are(program: Callable[..., Program], name: str) -> None:
    """Each order that can be, and each outcome."""
    source, how, preemptions, operations, count, values = CASES[name]
    made = program(START + source)
    search = Search(preemptions=preemptions)
    orders, outcomes = set(), set()
    while (strategy := search.next()) is not None:
        seen = made.run(strategy=strategy, **how)
        assert seen.ending == "ended"
        orders.add(_order(seen, operations))
        outcomes.add(seen.outcome.value)
    assert search.complete
    assert len(orders) == count
    assert outcomes == values
