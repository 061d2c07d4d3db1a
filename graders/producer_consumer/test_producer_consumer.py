"""Hidden checks of producer_consumer: a queue lets making and eating go on side by side.

Fair time (a time-out ends only when nothing else can happen) is for what has nothing to do with being slow.
"""

import pytest

NAMES = "ada bob cleo dan eva finn anna-lena o'hara".split()


def draw_names(draw, count):
    """Different names of producers."""
    return draw.sample(NAMES, count)


def items_of(name, n):
    """What one producer makes, in order."""
    return [f"{name}-{i}" for i in range(n)]


def eaten(trial, names, n):
    """What main returned: a list, and other processes than main's have worked for it."""
    value = trial.returned()
    trial.expect(type(value) is list, seen=f"main returned {value!r:.200}", expected="the list of what was eaten")
    trial.expect(
        not names or not n or any(call.process != "main" for call in trial.observation.calls),
        seen="the main process made and ate everything itself",
        expected="producers and consumer are processes that main has started",
    )
    return value


def expect_everything(trial, names, n):
    """Each item was made once, eaten once and returned once."""
    value = eaten(trial, names, n)
    expected = sorted(item for name in names for item in items_of(name, n))
    trial.expect_equal(
        sorted(value, key=repr),
        sorted(expected, key=repr),
        "main returned (sorted)",
        hint="Does anybody stop before everything has been put, taken and brought back?",
    )
    for function in ("make", "eat"):
        calls = len(trial.observation.calls_of(function))
        trial.expect(
            calls == len(expected),
            seen=f"{function} was called {calls} times for {len(expected)} items",
            expected="once for each item",
        )


def processes_of(trial, function):
    """The processes that called a given function."""
    return {call.process for call in trial.observation.calls_of(function)}


@pytest.mark.points(2)
@pytest.mark.kind("results")
def test_eats_everything(scenario, common, draw):
    """Everything that is made is eaten, once."""
    for names, n, explore in (
        (draw_names(common, 2), 3, "full"),
        (draw_names(draw, 3), 2, "usual"),
        (draw_names(draw, 1), 1, "brief"),
        (draw_names(draw, 2), 2, "helpers"),
        (["ada", "ada-0"], 1, "brief"),  # one's item is called like the other
        ([name + "!" * 17_000 for name in draw_names(draw, 2)], 1, "brief"),  # too long to be sent in one piece
    ):
        for trial in scenario("main", names, n, explore=explore):
            expect_everything(trial, names, n)


@pytest.mark.points(1)
@pytest.mark.kind("ordering")
def test_order_of_each_producer(scenario, common):
    """Each producer's items are eaten in the order 0, 1, 2 and so on."""
    names = draw_names(common, 2)
    for trial in scenario("main", names, 3):
        value = eaten(trial, names, 3)
        for name in names:
            mine = [item for item in value if item in items_of(name, 3)]
            trial.expect(
                mine == [item for item in items_of(name, 3) if item in mine],
                seen=f"the items of {name} came in the order {mine}",
                expected=f"{items_of(name, 3)}, with items of others between them perhaps",
                hint="How many take items from the queue?",
            )


@pytest.mark.points(1)
@pytest.mark.kind("ordering")
def test_order_of_eating(scenario, common):
    """One consumer process eats, and main returns the items in the order of eating."""
    names = draw_names(common, 2)
    for trial in scenario("main", names, 3):
        value = eaten(trial, names, 3)
        where = processes_of(trial, "eat")
        labels = ", ".join(sorted(trial.observation.names[process] for process in where)) or "no process"
        trial.expect(
            len(where) == 1 and "main" not in where,
            seen=f"eat was called in {labels}",
            expected="in one process that main has started",
        )
        order = [call.arguments[0] for call in trial.observation.calls_of("eat") if call.arguments]
        trial.expect(
            value == order or len(order) < len(value),
            seen=f"main returned {value}, and eaten was {order}",
            expected="the order of eating",
        )


@pytest.mark.points(2)
@pytest.mark.kind("concurrency")
def test_making_overlaps_eating(scenario, common):
    """Producing overlaps eating."""
    names = draw_names(common, 1)
    for trial in scenario("main", names, 4, hold="eat", time="fair", explore="brief"):
        eaten(trial, names, 4)
        first = next((call.begun for call in trial.observation.calls_of("eat")), 0)
        made = sum(call.begun < first for call in trial.observation.calls_of("make"))
        trial.expect(
            made >= 3,  # one is eaten, one lies in the queue, and one that has no place there yet
            seen=f"while the first item was eaten, the producer did not go on: it had begun to make {made} of 4",
            expected="it goes on making, and waits at most for a place in the queue",
            hint="Does a producer wait for anything but a place in the queue?",
        )
    for trial in scenario("main", names, 4, hold="make", time="fair", explore="brief"):
        eaten(trial, names, 4)
        last = max((call.begun for call in trial.observation.calls_of("make")), default=0)
        early = sum(call.ended is not None and call.ended <= last for call in trial.observation.calls_of("eat"))
        trial.expect(
            early == 3,
            seen=f"while the last of 4 items was made, {early} of those that had been made were eaten",
            expected="all 3: the consumer eats while producers are at work",
            hint="When is the consumer started, when is an item put, and what does the consumer do before it eats?",
        )
    slow, other = draw_names(common, 2)
    for trial in scenario("main", [slow, other], 3, hold="make", hold_with=(slow,), time="fair", explore="brief"):
        eaten(trial, [slow, other], 3)
        making = [call for call in trial.observation.calls_of("make") if call.ended is not None]
        first = min((call.ended for call in making if call.arguments[:1] == (slow,)), default=0)
        ready = sum(call.ended < first for call in making)
        early = sum(call.ended is not None and call.ended <= first for call in trial.observation.calls_of("eat"))
        trial.expect(
            early == ready,
            seen=f"while {slow} made its first item, {ready} of {other} were ready, and {early} of them were eaten",
            expected="all of them: what is on the table is eaten, whoever has made it",
            hint="For whom does the consumer wait while there is something to eat?",
        )


@pytest.mark.points(1)
@pytest.mark.kind("concurrency")
def test_producers_overlap(scenario, draw):
    """All producers, each a process of its own, make items at the same time."""
    names = [*draw_names(draw, len(NAMES)), "gus", "hal"]  # more than eight: nobody has said how many there may be
    for trial in scenario("main", names, 2, hold="make", time="fair", machine=(2, 2), explore="brief"):
        eaten(trial, names, 2)
        together = trial.observation.held_together
        trial.expect(
            together == len(names),
            seen=f"at most {together} were in make at the same time, where {len(names)} should be",
            expected=f"all {len(names)}, each with one item",
            hint="Is one of them joined, or a lock held, before the next one can begin?",
        )
        where = processes_of(trial, "make")
        trial.expect(
            len(where) == len(names) and "main" not in where,
            seen=f"make was called in {len(where)} process{'es' if len(where) != 1 else ''}"
            + (", main's among them" if "main" in where else ""),
            expected=f"{len(names)} processes that main has started, one for each name",
        )


def expect_tidy_end(trial):
    """All processes ended by themselves, without an error, and were joined."""
    trial.joined()
    for process in trial.processes:
        trial.expect(
            process.exit_code in (0, None),
            seen=f"{process.label} ended with exit code {process.exit_code}",
            expected="0: it comes to its end",
            hint="An exception also ends a process, but not as it should.",
        )


@pytest.mark.points(1)
@pytest.mark.kind("termination")
def test_ends(scenario, common):
    """The program ends: every process stops by itself and is joined."""
    names = draw_names(common, 2)
    for trial in scenario("main", names, 3):
        eaten(trial, names, 3)
        expect_tidy_end(trial)


@pytest.mark.points(1)
@pytest.mark.kind("termination")
def test_much_to_eat(scenario, draw):
    """It ends too when more is eaten than a pipe holds."""
    names = [name + "!" * draw.randint(38_000, 40_000) for name in draw_names(draw, 2)]
    for trial in scenario("main", names, 2, time="fair", explore="brief"):
        value = eaten(trial, names, 2)
        trial.expect(
            sorted(value, key=repr) == sorted((item for name in names for item in items_of(name, 2)), key=repr),
            seen=f"main returned {len(value)} items, not those that were made",
            expected="all 4",
        )
        trial.ended()


@pytest.mark.points(1)
@pytest.mark.kind("termination")
def test_nothing_to_do(scenario, draw):
    """No producers, or n = 0: main returns [] and ends."""
    for names, n in (([], 3), (draw_names(draw, 2), 0)):
        for trial in scenario("main", names, n, explore="brief"):
            trial.expect_equal(trial.returned(), [], "main returned")
            trial.ended()
