"""Public checks of many_consumers: `procession check many_consumers` runs them.

In fair time a time-out ends only when nothing else can happen.
"""

import pytest

BATCHES = [[1, 2], ["three"], [4, 0]]
EXPECTED = [0, 2, 4, 8, "three"]


@pytest.mark.points(2)
@pytest.mark.kind("results")
def test_handles_every_item(scenario):
    """Every item is handled once."""
    for trial in scenario("main", BATCHES, 2, time="fair", explore="usual"):
        trial.expect_equal(trial.returned(), EXPECTED, "main returned (sorted)", in_any_order=True)


@pytest.mark.points(1)
@pytest.mark.kind("termination")
def test_any_numbers(scenario):
    """It ends for every number of producers, consumers and items."""
    for batches, consumers, expected in (([[1], [2]], 1, [2, 4]), ([[1]], 3, [2]), ([], 2, [])):
        for trial in scenario("main", batches, consumers, time="fair", explore="brief"):
            trial.expect_equal(trial.ended(), expected, "main returned (sorted)", in_any_order=True)


@pytest.mark.points(1)
@pytest.mark.kind("termination")
def test_slow_producer(scenario):
    """Nothing is lost when a producer, or anybody else, is slow."""
    for trial in scenario("main", BATCHES, 2, explore="usual"):
        trial.expect_equal(trial.returned(), EXPECTED, "main returned (sorted)", in_any_order=True)


@pytest.mark.points(1)
@pytest.mark.kind("concurrency")
def test_consumers_work_together(scenario):
    """All consumers handle items at the same time."""
    for trial in scenario("main", BATCHES, 3, hold="handle", explore="brief"):
        trial.returned()
        together = trial.observation.held_together
        trial.expect(
            together == 3,
            seen=f"at most {together} were in handle at the same time",
            expected="all 3 consumers",
            hint="Is anything held, or waited for, while an item is handled? And has one stopped too early?",
        )


@pytest.mark.points(2)
@pytest.mark.kind("termination")
def test_ends(scenario):
    """Every consumer ends by itself, and all processes are joined."""
    for trial in scenario("main", BATCHES, 2, time="fair", explore="usual"):
        trial.joined()
