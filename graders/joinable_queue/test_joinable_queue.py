"""Hidden checks of joinable_queue: join says when all is handled, given that task_done tells it."""

import pytest

WORDS = "ant bee cat dog eel fox gnu hen ibis jay kiwi lynx".split()
BAD = "bad"
SIZES = (2, 2)  # of the batches in the scenario that most checks look at


def handled(item):
    """What the given function makes of an item that it can handle."""
    return item * 2 if isinstance(item, (int, float)) and not isinstance(item, bool) else item


def draw_batches(draw, *sizes):
    """Batches of numbers and words, no two alike."""
    total = sum(sizes)
    pool = iter(draw.sample([*draw.sample(range(1, 1000), total), *draw.sample(WORDS, total)], total))
    return [[next(pool) for _ in range(size)] for size in sizes]


def expect_results(trial, batches):
    """main returned what became of every item but the bad ones, in any order."""
    expected = sorted((handled(item) for batch in batches for item in batch if item != BAD), key=repr)
    value = trial.returned()
    trial.expect(type(value) is list, seen=f"main returned a {type(value).__name__}: {value!r:.200}", expected="a list")
    trial.expect_equal(
        sorted(value, key=repr),
        expected,
        "main returned (sorted)",
        hint="Is every item handled once, and its result in the list before main looks at it?",
    )


def expect_one_call_each(trial, batches):
    """handle was called once for each item."""
    total, calls = sum(map(len, batches)), len(trial.observation.calls_of("handle"))
    trial.expect(
        calls == total,
        seen=f"handle was called {calls} times for {total} items",
        expected="once for each item, also for one that fails",
        hint="Handling may be slow, or send a letter: it is not to be repeated.",
    )


@pytest.mark.points(1)
@pytest.mark.kind("results")
@pytest.mark.guard
def test_handles_every_item(scenario, common, draw):
    """Every item is handled exactly once."""
    batches = draw_batches(common, *SIZES)
    for trial in scenario("main", batches, 2, hold="handle", explore="usual"):  # two results at the same time
        expect_results(trial, batches)
    for batches, consumers, explore in (
        (draw_batches(common, *SIZES), 2, "full"),
        (draw_batches(draw, 1), 3, "brief"),
        ([[], *draw_batches(draw, 2), [0, "", False, [], 7, 7, "failed"]], 1, "brief"),
        ([], 2, "brief"),
    ):
        for trial in scenario("main", batches, consumers, explore=explore):
            expect_results(trial, batches)
            expect_one_call_each(trial, batches)
            trial.expect(
                all(call.process != "main" for call in trial.observation.calls_of("handle")),
                seen="the main process handled items itself",
                expected="items are handled by the consumers",
            )


@pytest.mark.points(2)
@pytest.mark.kind("ordering")
@pytest.mark.guard
def test_returns_after_handling(scenario, common):
    """main returns only when every item has been handled, not just taken."""
    batches = draw_batches(common, *SIZES)
    for hold, explore in (("handle", "usual"), ("", "full")):
        for trial in scenario("main", batches, 2, hold=hold, explore=explore):
            trial.returned()
            end = trial.observation.outcome.step
            calls = trial.observation.calls_of("handle")
            done = [call for call in calls if call.ended is not None and call.ended <= end]
            trial.expect(
                len(done) >= 4,
                seen=f"when main returned, {len(done)} of 4 items had been handled",
                expected="all 4",
                hint="What does task_done say, and when is it true?",
            )


@pytest.mark.points(2)
@pytest.mark.kind("ordering")
def test_counts_each_item_once(scenario, common):
    """task_done is called exactly once for each item."""
    plain = draw_batches(common, *SIZES)
    mixed = [[BAD, *plain[0]], plain[1]]
    for batches, explore in ((plain, "full"), (mixed, "usual")):
        total = sum(len(batch) for batch in batches)
        for trial in scenario("main", batches, 2, explore=explore):
            if trial.observation.outcome.kind != "returned":
                trial.returned()
            uses = item_uses(trial, "task_done")
            trial.expect(
                bool(trial.observation.queue_uses),
                seen="no multiprocessing.JoinableQueue was used",
                expected="one between producers and consumers (what a Manager makes is something else)",
            )
            trial.expect(
                not any(use.raised for use in uses),
                seen="task_done was called once too often: it raised ValueError",
                expected="one call for each item",
            )
            trial.expect(
                len(uses) == total,
                seen=f"task_done was called {len(uses)} times for {total} items",
                expected="once for each item, also for one whose handling raises",
                hint="Which line runs whatever happens to the item?",
            )
            expect_after_handling(trial, uses)


def item_uses(trial, method):
    """The uses of a method on the queues of items: those on which whoever handles calls task_done.

    Results may travel through a JoinableQueue of their own.
    """
    seen = trial.observation
    consumers = {call.process for call in seen.calls_of("handle")}
    done = [use for use in seen.queue_uses if use.method == "task_done"]
    queues = {use.queue for use in done if use.process in consumers} or {use.queue for use in seen.queue_uses}
    return [use for use in seen.queue_uses if use.method == method and use.queue in queues]


def expect_after_handling(trial, uses):
    """In each process the n-th task_done comes after the n-th item has been handled."""
    for process in {use.process for use in uses}:
        marks = sorted(use.begun for use in uses if use.process == process)
        ends = sorted(
            call.ended for call in trial.observation.calls_of("handle") if call.process == process and call.ended
        )
        trial.expect(
            len(ends) >= len(marks) and all(end <= mark for end, mark in zip(ends, marks, strict=False)),
            seen=f"{trial.observation.names[process]} called task_done for an item that it had not handled yet",
            expected="task_done after handle",
            hint="task_done promises that nothing is left to do for that item.",
        )


@pytest.mark.points(2)
@pytest.mark.kind("resilience")
def test_failing_item(scenario, common):
    """An item whose handling raises is accounted for, reported and left out."""
    plain = draw_batches(common, *SIZES)
    mixed = [[BAD, *plain[0]], plain[1]]
    many = [[BAD, BAD, 7], [8, BAD, BAD, BAD]]
    for batches, consumers, explore in (
        (mixed, 2, "full"),
        (many, 1, "brief"),
        ([[BAD, 7], [BAD]], 2, "usual"),
        ([[8, BAD]], 1, "helpers"),
        ([[BAD]], 1, "brief"),  # the last one fails
    ):
        for trial in scenario("main", batches, consumers, explore=explore):
            expect_results(trial, batches)
            expect_one_call_each(trial, batches)
            trial.expect(
                bool((trial.observation.stdout + trial.observation.stderr).strip()),
                seen="nothing was printed about the item that failed",
                expected="a word on stderr",
                hint="Whoever swallows an exception in silence will look for the missing result for a long time.",
            )


@pytest.mark.points(1)
@pytest.mark.kind("concurrency")
@pytest.mark.guard
def test_consumers_work_together(scenario, common, draw):
    """All consumers, each a process of its own, handle items at the same time."""
    for consumers, batches, explore in (
        (2, draw_batches(common, *SIZES), "usual"),
        (3, draw_batches(draw, 5), "full"),
        (1, draw_batches(draw, 3), "brief"),
        (3, draw_batches(draw, 3), "usual"),
    ):
        for trial in scenario("main", batches, consumers, hold="handle", explore=explore):
            trial.returned()
            together = trial.observation.held_together
            trial.expect(
                together == consumers,
                seen=f"at most {together} were in handle at the same time, where {consumers} should be",
                expected=f"exactly {consumers} at the same time",
                hint="Is anything held, or waited for, while an item is handled?",
            )
            where = {call.process for call in trial.observation.calls_of("handle")}
            trial.expect(
                len(where) == consumers,
                seen=f"{consumers} consumers at work were {len(where)} process{'es' if len(where) > 1 else ''}",
                expected="each consumer is a process of its own",
            )


@pytest.mark.points(1)
@pytest.mark.kind("results")
def test_uses_joinable_queue(scenario, common):
    """The queue really is a JoinableQueue, between a producer for each batch and the consumers."""
    batches = draw_batches(common, *SIZES)
    for trial in scenario("main", batches, 2, explore="full"):
        trial.returned()
        uses = trial.observation.queue_uses
        trial.expect(
            sum(use.method == "put" for use in uses) >= 4,
            seen="the items did not go through a JoinableQueue",
            expected="a multiprocessing.JoinableQueue between producers and consumers",
        )
        makers = {use.process for use in item_uses(trial, "put")} - {"main"}
        trial.expect(
            len(makers) >= len(batches),
            seen=f"{len(makers)} processes other than main put items for {len(batches)} batches",
            expected="a producer process for each batch",
        )
        trial.expect(
            any(use.method == "task_done" and use.process != "main" for use in uses),
            seen="no consumer called task_done",
            expected="the consumers report each item with task_done",
        )
        trial.expect(
            any(use.method == "join" and use.process == "main" for use in uses),
            seen="main did not call the queue's join",
            expected="q.join() tells main when all is handled",
        )
    with_empty = [batches[0], [], batches[1]]
    for trial in scenario("main", with_empty, 1, explore="brief"):
        trial.returned()
        where = {call.process for call in trial.observation.calls_of("handle")}
        others = sum(process.id not in where for process in trial.processes)
        trial.expect(
            others >= len(with_empty),
            seen=f"besides the consumer, {others} processes were started for {len(with_empty)} batches, one of them empty",
            expected="a producer process for each batch",
        )


@pytest.mark.points(1)
@pytest.mark.kind("termination")
@pytest.mark.guard
def test_ends(scenario, common):
    """The program ends: producers joined, consumers left to the daemon flag."""
    for batches, consumers, explore in ((draw_batches(common, *SIZES), 2, "full"), ([], 2, "brief")):
        for trial in scenario("main", batches, consumers, explore=explore):
            trial.joined(daemons=True)
            makers = {use.process for use in item_uses(trial, "put")} - {"main"}
            joins = [use.begun for use in item_uses(trial, "join") if use.process == "main"]
            for process in trial.processes:
                trial.expect(
                    process.id not in makers or not joins or (process.ended or 0) <= max(joins),
                    seen=f"main called q.join() while the producer {process.label} was still at work, and not again later",
                    expected="every producer is joined first",
                    hint="q.join() returns when all that has been put so far is done. Has everything been put?",
                )
