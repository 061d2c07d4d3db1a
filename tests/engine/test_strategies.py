"""What the strategies are for, on programs small enough to be simulated."""

from collections import Counter

import pytest
from procession.engine.lasting import LastingNames
from procession.engine.observation import Profile
from procession.engine.roster import Process, Roster
from procession.engine.strategies import Choice, make

Threads = dict[str, list[tuple[str, str]]]
NOTHING = Profile()


def order(threads: Threads, strategy: str, seed: int, profile: Profile = NOTHING) -> list[str]:
    """The order in which straight-line threads of (op, key) go, as thread and key."""
    chooser = make(strategy, seed, profile)
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


def test_first_come_may_leave_helper_threads_behind() -> None:
    """With an odd seed what was put on a queue is still with its feeder when the others have looked."""
    threads: Threads = {"main~2": [("send", "pipe1")], "main": [("release", "sem1")], "p1": [("recv", "sem1")]}
    assert order(threads, "first-come", 0)[0] == "main~2 pipe1"
    assert order(threads, "first-come", 1)[-1] == "main~2 pipe1"


@pytest.mark.parametrize(("seed", "helpers"), [(1, ["p1~2", "p2~2"]), (3, ["p2~2", "p1~2"])])
def test_first_come_may_let_the_youngest_helper_go_first(seed: int, helpers: list[str]) -> None:
    """What was put last comes first, if another process has put it."""
    threads: Threads = {"p1~2": [("send", "pipe1")], "p2~2": [("send", "pipe1")], "main": [("release", "sem1")]}
    assert order(threads, "first-come", seed) == ["main sem1", *(f"{helper} pipe1" for helper in helpers)]


def test_hand_over_is_slow_after_a_helper_has_spoken() -> None:
    """What a process has put is sent before it goes on, and used before it goes on."""
    threads: Threads = {
        "main": [("acquire", "sem1"), ("acquire", "sem2")],
        "main~2": [("send", "pipe1")] * 2,
        "p1": [("recv", "pipe1")] * 2,
    }
    read = ["p1 pipe1"] * 2
    assert order(threads, "hand-over", 2) == ["main sem1", "main~2 pipe1", *read, "main sem2", "main~2 pipe1"]


@pytest.mark.parametrize(("seed", "next_one"), [(1, "main"), (3, "p1")])
def test_hand_over_may_keep_somebody_behind_through_a_wait(seed: int, next_one: str) -> None:
    """Main has told p1 something, waits for a lock of p1's and gets it: then it goes, or with seed 3 p1 again."""
    main, p1 = Choice("main", "send", "pipe:1", False, 0.0), Choice("p1", "release", "sem:1", False, 0.0)
    chooser = make("hand-over", seed)
    assert [chooser.pick([main]), chooser.pick([p1])] == [0, 0]
    after = [Choice("main", "acquire", "sem:1", False, 0.0), Choice("p1", "release", "sem:2", False, 0.0)]
    assert after[chooser.pick(after)].thread == next_one


@pytest.mark.parametrize(("seed", "last"), [(0, "p2"), (1, "p1")])
def test_impatient_lets_main_run_ahead(seed: int, last: str) -> None:
    """Main goes first; after it the eldest or, with an odd seed, the youngest."""
    threads: Threads = {name: [("send", "pipe1")] * 3 for name in ("main", "p1", "p2")}
    found = order(threads, "impatient", seed)
    assert found[:3] == ["main pipe1"] * 3
    assert found[-3:] == [f"{last} pipe1"] * 3


def test_impatient_rather_lets_a_time_out_end() -> None:
    """A join with a time limit ends before its process, but one that is asked for again and again gives way."""
    main = Choice("main", "join", "proc:p1", True, 1.0)
    other = Choice("p1", "send", "pipe:1", False, 0.0)
    chooser = make("impatient", 0)
    chooser.pick([Choice("main", "start", "", False, 0.0)])
    picks = [chooser.pick([other, main]) for _ in range(20)]
    assert picks[0] == 1
    assert 0 in picks


@pytest.mark.parametrize(("strategy", "slow"), [("hand-over", "main"), ("first-come", "main~2")])
@pytest.mark.parametrize(("seed", "early"), [(0, 0), (1, 3)])
def test_time_may_pass_before_a_slow_one_goes_on(strategy: str, slow: str, seed: int, early: int) -> None:
    """With an odd seed a worker sleeps while the one who gave it work, or a helper thread, is slow; but not for ever."""
    slow_one = Choice(slow, "send", "pipe:1", False, 0.0)
    worker = Choice("p1", "sleep", "", True, 1.0)
    chooser = make(strategy, seed)
    assert chooser.pick([slow_one]) == 0
    picks = [chooser.pick([slow_one, worker]) for _ in range(4 * 12)]
    assert picks.index(0) == early
    assert sum(picks) == early * 10
    assert picks[-8:] == [0] * 8


@pytest.mark.parametrize(
    "strategy",
    ["first-come", "round-robin", "hand-over", "impatient", "random", "partial-order", "priorities", "selective"],
)
def test_the_same_seed_makes_the_same_choices(strategy: str) -> None:
    """A strategy is a function of the program and its seed."""
    assert [order(LATE, strategy, seed) for seed in range(5)] == [order(LATE, strategy, seed) for seed in range(5)]


def test_selective_makes_each_order_of_uses_as_likely_as_any_other() -> None:
    """Two threads use an object twice and four times, one of them after much else: fifteen orders."""
    threads: Threads = {
        "a": [("store", "sem:main.1")] * 2,
        "b": [("send", "pipe9")] * 20 + [("store", "sem:main.1")] * 4,
    }
    profile = Profile(uses={"sem:main.1": {"a": 2, "b": 4}, "pipe9": {"b": 20}})
    seen: Counter[str] = Counter()
    for seed in range(1500):
        found = order(threads, "selective", seed, profile)
        seen["".join(step[0] for step in found if "sem" in step)] += 1
    assert len(seen) == 15
    assert 60 < min(seen.values()) <= max(seen.values()) < 145  # 100 each; 4.5 standard deviations


def test_selective_goes_on_when_the_intended_thread_can_not() -> None:
    """The profile speaks of a thread that is not there in this run."""
    threads: Threads = {"a": [("store", "sem:main.1")], "b": [("store", "sem:main.1")]}
    profile = Profile(uses={"sem:main.1": {"main": 50, "a": 1, "b": 1}})
    assert {order(threads, "selective", seed, profile)[0] for seed in range(20)} == {"a sem:main.1", "b sem:main.1"}


def test_names_of_objects_last_from_run_to_run() -> None:
    """Process numbers and inodes are others in each run; two objects of one run keep different names."""
    told = []
    for first, inode in ((3, 900), (40, 17)):
        roster = Roster({first: Process(first, "main", "main"), first + 1: Process(first + 1, "p1", "adder")})
        names = LastingNames(roster.processes)
        keys = (f"sem{first}.2", f"sem{first + 1}.2", f"pipe{inode}", f"pipe{inode - 3}", f"pipe{inode}")
        told.append([names.of(key) for key in (*keys, f"proc{first + 1}", "file:a1.txt", f"sem{first}.1|pipe{inode}")])
    assert told[0] == told[1]
    assert told[0] == [
        "sem:main.2", "sem:p1.2", "pipe:1", "pipe:2", "pipe:1", "proc:p1", "file:a1.txt", "sem:main.1|pipe:1",
    ]  # fmt: skip


def test_selective_keeps_nobody_from_an_object_for_the_sake_of_one_who_polls() -> None:
    """The thread that is to use the object next waits, by polling, for the one that is kept from it."""
    threads: Threads = {"a": [("poll", "pipe9")] * 300 + [("store", "sem:main.1")], "b": [("store", "sem:main.1")]}
    profile = Profile(uses={"sem:main.1": {"a": 1000, "b": 1}})
    assert all(order(threads, "selective", seed, profile).index("b sem:main.1") < 20 for seed in range(20))
