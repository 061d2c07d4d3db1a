"""Public checks of joinable_queue: `procession check joinable_queue` runs them."""

import pytest

BATCHES = [[1, 2, "bad"], ["three", 4]]
EXPECTED = [2, 4, 8, "three"]


@pytest.mark.points(2)
@pytest.mark.kind("results")
def test_handles_every_item(scenario):
    """Every item is handled exactly once, and the bad one is left out."""
    for trial in scenario("main", BATCHES, 2, explore="usual"):
        trial.expect_equal(trial.returned(), EXPECTED, "main returned (sorted)", in_any_order=True)


@pytest.mark.points(1)
@pytest.mark.kind("ordering")
def test_counts_each_item_once(scenario):
    """task_done is called exactly once for each item."""
    for trial in scenario("main", BATCHES, 2, explore="usual"):
        trial.returned()
        done = [use for use in trial.observation.queue_uses if use.method == "task_done"]
        trial.expect(
            len(done) == 5 and not any(use.raised for use in done),
            seen=f"task_done was called {len(done)} times for 5 items",
            expected="5 times, without an exception",
            hint="Which line runs whatever happens to the item?",
        )


@pytest.mark.points(1)
@pytest.mark.kind("termination")
def test_ends(scenario):
    """The program ends: producers joined, consumers left to the daemon flag."""
    for trial in scenario("main", [[1], [2, 3]], 2, explore="usual"):
        trial.joined(daemons=True)
