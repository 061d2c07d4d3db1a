"""Hidden checks of many_consumers: who tells several consumers, and when, that no more will come.

Fair time (a time-out ends only when nothing else can happen) is for what has nothing to do with being slow.
"""

import pytest

WORDS = "ant bee cat dog eel fox gnu hen ibis jay kiwi lynx".split()
SIZES = (2, 2)  # of the batches in the scenario that most checks look at


def handled(item):
    """What the given function makes of an item."""
    return item * 2 if isinstance(item, (int, float)) and not isinstance(item, bool) else item


def draw_batches(draw, *sizes):
    """Batches of numbers and words."""
    return [[draw.choice((draw.randint(1, 999), draw.choice(WORDS))) for _ in range(size)] for size in sizes]


def expect_results(trial, batches):
    """main returned what consumers have made of every item, in any order."""
    value = trial.returned()
    trial.expect(type(value) is list, seen=f"main returned {value!r:.200}", expected="a list")
    items = [item for batch in batches for item in batch]
    trial.expect_equal(
        sorted(value, key=repr),
        sorted(map(handled, items), key=repr),
        "main returned (sorted)",
        hint="Is every item taken by somebody before the last consumer stops?",
    )
    calls = trial.observation.calls_of("handle")
    trial.expect(
        len(calls) == len(items) and not any(call.process == "main" for call in calls),
        seen=f"handle was called {len(calls)} times for {len(items)} items, by "
        + (", ".join(sorted({trial.observation.names[call.process] for call in calls})) or "nobody"),
        expected="once for each item, by consumers that main has started",
    )


@pytest.mark.points(2)
@pytest.mark.kind("results")
def test_handles_every_item(scenario, common):
    """Every item is handled once, by a consumer."""
    batches = draw_batches(common, *SIZES)
    for trial in scenario("main", batches, 2, time="fair"):
        expect_results(trial, batches)


@pytest.mark.points(1)
@pytest.mark.kind("results")
def test_odd_items(scenario, draw):
    """0, "", [], False and -1 are items, not end signals."""
    odd = [0, "", [], False, -1, 0.0]
    draw.shuffle(odd)
    batches = [odd[:3], [*odd[3:], "STOP", "END", "DONE"]]
    for trial in scenario("main", batches, 2, time="fair", explore="brief"):
        expect_results(trial, batches)


@pytest.mark.points(2)
@pytest.mark.kind("termination")
def test_any_numbers(scenario, draw):
    """It ends for every number of producers, consumers and items, and for big items."""
    big = [[draw.choice("xyz") * draw.randint(70_000, 80_000) for _ in range(size)] for size in (3, 1)]
    for batches, consumers in (
        (draw_batches(draw, 1, 1), 3),
        (draw_batches(draw, 1, 0, 1), 1),
        (draw_batches(draw, 1), 2),
        (draw_batches(draw, 20, 20), 2),
        ([], 2),
        (big, 2),
    ):
        for trial in scenario("main", batches, consumers, time="fair", explore="brief"):
            expect_results(trial, batches)
            trial.ended()


@pytest.mark.points(1)
@pytest.mark.kind("termination")
def test_slow_producer(scenario, common):
    """Nothing is lost when a producer, or anybody else, is slow."""
    batches = draw_batches(common, *SIZES)
    for explore in ("full", "helpers"):
        for trial in scenario("main", batches, 2, explore=explore):
            expect_results(trial, batches)


@pytest.mark.points(1)
@pytest.mark.kind("concurrency")
def test_nobody_stops_early(scenario, common, draw):
    """No consumer stops while items remain that it could take."""
    for batches, explore in ((draw_batches(draw, 1, 5), "usual"), (draw_batches(common, *SIZES), "usual")):
        for trial in scenario("main", batches, 2, explore=explore):
            trial.returned()
            calls, items = trial.observation.calls_of("handle"), sum(map(len, batches))
            where = {call.process for call in calls}
            for process in trial.processes:
                if process.id not in where or process.ended is None:
                    continue
                later = items - sum(call.begun < process.ended for call in calls)
                trial.expect(
                    later <= items // 2,  # so many may be another consumer's, where items are dealt out
                    seen=f"{process.label} ended when {later} of {items} items were still to be handled",
                    expected="every consumer goes on as long as there are items that it could take",
                    hint="Whose signal did it take, and what could still come after that?",
                )


@pytest.mark.points(1)
@pytest.mark.kind("concurrency")
def test_consumers_work_together(scenario, draw):
    """All consumers handle items at the same time, and each batch has a producer process of its own."""
    for batches, consumers, explore in (
        (draw_batches(draw, 1, 2), 3, "usual"),
        (draw_batches(draw, 1, 3), 2, "brief"),
        (draw_batches(draw, 2, 0, 2), 2, "brief"),  # a batch may be empty
    ):
        for trial in scenario("main", batches, consumers, hold="handle", time="fair", explore=explore):
            trial.returned()
            together = trial.observation.held_together
            where = {call.process for call in trial.observation.calls_of("handle")}
            trial.expect(
                together == consumers == len(where),
                seen=f"at most {together} were in handle at the same time, in {len(where)} "
                f"process{'es' if len(where) != 1 else ''} in all",
                expected=f"{consumers} consumers, each a process of its own, all at work",
                hint="Is anything held, or waited for, while an item is handled? And has one stopped too early?",
            )
            others = sum(process.id not in where for process in trial.processes)
            trial.expect(
                others >= len(batches),
                seen=f"besides the consumers, {others} processes were started for {len(batches)} batches",
                expected="a producer process for each batch",
            )


@pytest.mark.points(2)
@pytest.mark.kind("termination")
def test_ends(scenario, common):
    """Every consumer ends by itself, and all processes are joined."""
    batches = draw_batches(common, *SIZES)
    for time, explore in (("fair", "full"), ("adversarial", "usual")):
        for trial in scenario("main", batches, 2, time=time, explore=explore):
            if time == "adversarial" and trial.observation.outcome.kind != "returned":
                continue  # another check says so
            trial.joined()
            trial.expect(bool(trial.processes), seen="no process was started", expected="producers and consumers")
            for process in trial.processes:
                trial.expect(
                    process.exit_code in (0, None),
                    seen=f"{process.label} ended with exit code {process.exit_code}",
                    expected="0: it leaves its loop and comes to its end",
                    hint="An exception also ends a process, but not as it should.",
                )
