"""Hidden checks of hung_consumer: a consumer that must learn that no more will come."""

import itertools

import pytest

WORDS = "ant bee cat dog eel fox gnu hen ibis jay kiwi lynx".split()


def handled(item):
    """What the given function makes of an item."""
    return item * 2 if isinstance(item, (int, float)) and not isinstance(item, bool) else item


def draw_items(draw, count):
    """Numbers and words."""
    return [draw.choice((draw.randint(1, 999), draw.choice(WORDS), draw.randint(1, 99) / 4)) for _ in range(count)]


def expect_results(trial, items):
    """main returned what the consumer made of every item, in order."""
    trial.expect_equal(
        trial.returned(),
        [handled(item) for item in items],
        "main returned",
        hint="Is every item handled before the end, and is its result brought back in order?",
    )


def expect_tidy_end(trial):
    """The consumer ended by itself and was joined."""
    trial.joined()
    for process in trial.processes:
        trial.expect(
            process.exit_code in (0, None),
            seen=f"{process.label} ended with exit code {process.exit_code}",
            expected="0: it leaves its loop and comes to its end",
            hint="An exception in the consumer also ends it, but not as it should.",
        )


@pytest.mark.points(2)
@pytest.mark.kind("results")
def test_handles_every_item(scenario, common, draw):
    """Every item is handled, in order, by one consumer process."""
    for items, explore in (
        (draw_items(common, 4), "full"),
        (draw_items(draw, 1), "brief"),
        (draw_items(draw, 13), "brief"),
    ):
        for trial in scenario("main", items, explore=explore):
            expect_results(trial, items)
            calls = trial.observation.calls_of("handle")
            trial.expect(
                len(calls) == len(items),
                seen=f"handle was called {len(calls)} times for {len(items)} items",
                expected="once for each item, and for nothing else",
                hint="What comes out of the queue that is no item, and what happens to it?",
            )
            taken = [call.arguments[0] for call in calls if call.arguments]
            trial.expect(
                taken == items or len(taken) < len(calls),
                seen=f"handle was called for {taken}",
                expected=f"{items}, in this order",
                hint="Results can be put in order later; what is handled can not.",
            )
            trial.expect(
                all(later.begun >= (earlier.ended or 0) for earlier, later in itertools.pairwise(calls)),
                seen="handle was called for an item while another was still being handled",
                expected="one after the other, in order",
                hint="How many threads has the consumer?",
            )
            where = {call.process for call in calls}
            names = ", ".join(sorted(trial.observation.names[process] for process in where)) or "no process"
            trial.expect(
                len(where) == 1 and "main" not in where,
                seen=f"handle was called in {names}",
                expected="in one process that main has started",
                hint="The consumer is a process of its own, and there is one of it.",
            )


@pytest.mark.points(2)
@pytest.mark.kind("results")
def test_odd_items(scenario, draw):
    """0, "", [], False and -1 are items, not end signals."""
    odd = [0, "", [], False, -1, 0.0]
    draw.shuffle(odd)
    words = "STOP END DONE QUIT EXIT stop end done quit exit None FINISHED SENTINEL".split()
    others = [(), b"", {}, (1, "a"), {1: "b"}, True, 1, 1, 1.0, -999, float("inf")]
    for items, explore in (
        (odd, "full"),
        ([draw.choice(WORDS), *odd[:3]], "usual"),
        (words, "brief"),
        (others, "brief"),
    ):
        for trial in scenario("main", items, explore=explore):
            expect_results(trial, items)
            calls = len(trial.observation.calls_of("handle"))
            trial.expect(
                calls >= len(items),  # of those that are no items another check speaks
                seen=f"handle was called {calls} times for {len(items)} items",
                expected="once for each item, also for those that are equal",
            )


@pytest.mark.points(3)
@pytest.mark.kind("termination")
def test_ends(scenario, common):
    """The program ends: the consumer stops by itself."""
    for trial in scenario("main", draw_items(common, 4)):
        expect_tidy_end(trial)
        trial.expect(bool(trial.processes), seen="no process was started", expected="one consumer process")


@pytest.mark.points(1)
@pytest.mark.kind("termination")
def test_empty_input(scenario):
    """An empty input ends too."""
    for trial in scenario("main", []):
        trial.expect_equal(trial.returned(), [], "main returned")
        expect_tidy_end(trial)


@pytest.mark.points(2)
@pytest.mark.kind("termination")
def test_big_items(scenario, draw):
    """Big items (more than a pipe holds) do not block the end."""
    items = [draw.choice("xyz") * draw.randint(200_000, 400_000) for _ in range(3)]
    for trial in scenario("main", items, explore="usual"):
        expect_results(trial, items)
        expect_tidy_end(trial)
