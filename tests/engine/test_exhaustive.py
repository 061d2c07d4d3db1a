"""Exhaustive search finds every outcome there is, and says truthfully whether that was all."""

import itertools
from collections.abc import Callable
from math import comb

import pytest
from conftest import Program
from procession.engine.observation import Observation
from procession.engine.strategies import Choice
from procession.engine.strategies.exhaustive import Search, independent

Threads = dict[str, list[tuple[str, str]]]


def simulate(threads: Threads, search: Search) -> list[tuple[str, ...]]:
    """Run straight-line threads of (op, key) under a search; the order in which they went, each time."""
    found = []
    while (strategy := search.next()) is not None:
        left = {name: list(ops) for name, ops in threads.items()}
        order = []
        while any(left.values()):
            choices = [Choice(name, *ops[0], False, 0.0) for name, ops in left.items() if ops]
            name = choices[strategy.pick(choices)].thread
            order.append(f"{name}{left[name].pop(0)[1]}")
        found.append(tuple(order))
    return found


def test_all_orders_of_what_depends_on_each_other() -> None:
    """Two threads of three prints each: every interleaving once."""
    search = Search()
    orders = simulate({"a": [("print", "")] * 3, "b": [("print", "")] * 3}, search)
    assert len(orders) == len(set(orders)) == comb(6, 3)
    assert search.complete
    assert search.next() is None


def test_one_order_of_what_is_independent() -> None:
    """Two threads on locks of their own need a single schedule; the few others are known to be repetitions."""
    search = Search()
    orders = simulate({"a": [("acquire", "sem1")] * 3, "b": [("acquire", "sem2")] * 3}, search)
    assert len(orders) - search.redundant == 1
    assert len(orders) < comb(6, 3) / 3
    assert search.complete


OPS = [("acquire", "sem1"), ("acquire", "sem2"), ("print", "")]


@pytest.mark.parametrize("first", list(itertools.product(OPS, repeat=2)), ids=str)
@pytest.mark.parametrize("second", list(itertools.product(OPS, repeat=2)), ids=str)
def test_each_class_of_equal_schedules_is_run(
    first: tuple[tuple[str, str], ...], second: tuple[tuple[str, str], ...]
) -> None:
    """Against all interleavings by brute force, told apart by the order of dependent operations."""
    threads = {"a": list(first), "b": list(second), "c": [("acquire", "sem1")]}
    found = [_class(order, threads) for order in _replays(threads, simulate(threads, Search()))]
    everything = {_class(order, threads) for order in _interleavings(threads)}
    assert set(found) == everything


def _interleavings(threads: Threads) -> list[tuple[str, ...]]:
    names = [name for name, ops in threads.items() for _ in ops]
    return sorted(set(itertools.permutations(names)))


def _replays(threads: Threads, orders: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [tuple(one[0] for one in order) for order in orders]


def _class(order: tuple[str, ...], threads: Threads) -> frozenset[tuple[tuple[str, int], tuple[str, int]]]:
    """Which operations that depend on each other come in which order."""
    count: dict[str, int] = dict.fromkeys(threads, 0)
    done: list[tuple[str, int]] = []
    pairs = set()
    for name in order:
        mine = (name, count[name])
        count[name] += 1
        for other in done:
            one, two = (Choice(n, *threads[n][i], False, 0.0) for n, i in (other, mine))
            if not independent(one, two):
                pairs.add((other, mine))
        done.append(mine)
    return frozenset(pairs)


@pytest.mark.parametrize(("bound", "count"), [(0, 2), (1, 6), (None, 20)])
def test_a_bound_on_preemptions(bound: int | None, count: int) -> None:
    """Of two threads of three steps: no preemption 2 schedules, one 2 + 4, no bound all 20."""
    search = Search(preemptions=bound)
    orders = simulate({"a": [("print", "")] * 3, "b": [("print", "")] * 3}, search)
    assert len(set(orders)) == len(orders) == count
    assert search.complete


def test_a_path_that_is_too_long_is_no_complete_search() -> None:
    """What lies below the depth was not tried, and that is said."""
    search = Search(depth=2)
    orders = simulate({"a": [("print", "")] * 3, "b": [("print", "")] * 3}, search)
    assert len(orders) < comb(6, 3)
    assert not search.complete


def test_a_program_that_does_something_else_ends_the_search() -> None:
    """On the same choices another thread: nothing more can be concluded."""
    search = Search()
    one = search.next()
    assert one is not None
    for left in (("a", "b"), ("b",)):
        one.pick([Choice(name, "print", "", False, 0.0) for name in left])
    other = search.next()
    assert other is not None
    other.pick([Choice("c", "print", "", False, 0.0)])
    assert search.diverged
    assert search.next() is None
    assert not search.complete


PRINTERS = """
import multiprocessing

def say(letter):
    print(letter * 2)
    print(letter * 2)

def main():
    processes = [multiprocessing.Process(target=say, args=(letter,)) for letter in "ab"]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
"""


def everything(made: Program, search: Search, **more: object) -> list[Observation]:
    """All runs of a search."""
    found = []
    while (strategy := search.next()) is not None:
        found.append(made.run(strategy=strategy, **more))
    return found


def test_every_output_of_a_real_program(program: Callable[..., Program]) -> None:
    """Two processes that print two lines each: all six outputs, and nothing else."""
    search = Search(preemptions=2)
    seen = everything(program(PRINTERS), search, terminal=True)
    outputs = {"".join(line[0] for line in one.stdout.split()) for one in seen}
    assert search.complete
    assert outputs == {"".join(letters) for letters in itertools.permutations("aabb")}


LOCKS = """
import multiprocessing

def take(one, other):
    with one, other:
        pass

def main():
    one, other = multiprocessing.Lock(), multiprocessing.Lock()
    process = multiprocessing.Process(target=take, args=(other, one))
    process.start()
    take(one, other)
    process.join()
"""


def test_a_deadlock_that_one_schedule_in_many_shows_is_found(program: Callable[..., Program]) -> None:
    """And both orders of taking the locks are seen to end."""
    search = Search()
    seen = everything(program(LOCKS), search)
    assert search.complete
    assert {one.ending for one in seen} == {"deadlocked", "ended"}
