"""What the strategies are for, on programs small enough to be simulated."""

import pytest
from procession.engine.strategies import Choice, make

Threads = dict[str, list[tuple[str, str]]]


def order(threads: Threads, strategy: str, seed: int) -> list[str]:
    """The order in which straight-line threads of (op, key) go, as thread and key."""
    chooser = make(strategy, seed)
    left = {name: list(ops) for name, ops in threads.items()}
    found = []
    while any(left.values()):
        choices = [Choice(name, *ops[0], False, 0.0) for name, ops in left.items() if ops]
        name = choices[chooser.pick(choices)].thread
        found.append(f"{name} {left[name].pop(0)[1]}")
    return found


LATE: Threads = {"a": [("acquire", "sem1")], "b": [("acquire", "sem2")] * 40 + [("acquire", "sem1")]}


def test_partial_order_sampling_delays_one_operation_past_many_others() -> None:
    """That a comes last is one order of forty-one; a random walk has to toss forty coins for it."""
    seeds = range(300)
    last = {
        strategy: sum(order(LATE, strategy, seed)[-1] == "a sem1" for seed in seeds)
        for strategy in ("partial-order", "random")
    }
    assert last["partial-order"] > 5 > last["random"]


@pytest.mark.parametrize("op", ["poll", "alive"])
def test_first_come_does_not_stay_with_a_thread_that_only_looks(op: str) -> None:
    """It polls for what the other would do: after a few looks the other goes first."""
    threads: Threads = {"a": [(op, "pipe1"), ("wait", "pipe1")] * 500, "b": [("send", "pipe1")]}
    assert order(threads, "first-come", 0).index("b pipe1") < 30


def test_first_come_stays_with_a_thread_that_gets_on() -> None:
    """A look now and then is no polling."""
    threads: Threads = {"a": [("poll", "pipe1"), ("recv", "pipe1")] * 50, "b": [("send", "pipe2")]}
    assert order(threads, "first-come", 0)[-1] == "b pipe2"


@pytest.mark.parametrize(
    "strategy", ["first-come", "round-robin", "hand-over", "random", "partial-order", "priorities"]
)
def test_the_same_seed_makes_the_same_choices(strategy: str) -> None:
    """A strategy is a function of the program and its seed."""
    assert [order(LATE, strategy, seed) for seed in range(5)] == [order(LATE, strategy, seed) for seed in range(5)]
