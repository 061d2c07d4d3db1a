"""Public checks of results_by_queue: `procession check results_by_queue` runs them."""

import pytest


@pytest.mark.points(1)
@pytest.mark.kind("results")
def test_every_result(scenario):
    """Every result comes back, with its number."""
    for trial in scenario("main", [2, 3, 0], b"ab", explore="usual"):
        trial.expect_equal(trial.returned(), {0: b"", 2: b"abab", 3: b"ababab"}, "main returned")


@pytest.mark.points(2)
@pytest.mark.kind("termination")
def test_big_results(scenario):
    """Big results come back too, and the program ends."""
    for trial in scenario("main", [1, 2], b"x" * 70_000, explore="brief"):
        found = trial.returned(dict)
        sizes = {n: len(data) if isinstance(data, bytes) else None for n, data in found.items()}
        trial.expect_equal(sizes, {1: 70_000, 2: 140_000}, "the sizes of the results are")


@pytest.mark.points(1)
@pytest.mark.kind("concurrency")
def test_works_together(scenario):
    """All numbers are worked on at the same time."""
    for trial in scenario("main", [1, 2, 3], b"ab", hold="produce", explore="brief"):
        trial.returned()
        together = trial.observation.held_together
        trial.expect(
            together == 3,
            seen=f"at most {together} of 3 were in produce at the same time",
            expected="all of them",
            hint="What does main wait for before it starts the next process?",
        )


@pytest.mark.points(2)
@pytest.mark.kind("resilience")
def test_failing_worker(scenario):
    """A worker that raises is not waited for, and the results of the others are returned."""
    for trial in scenario("main", [1, -1, 2], b"ab", explore="brief"):
        trial.expect_equal(trial.returned(), {1: b"ab", 2: b"abab"}, "main returned")


@pytest.mark.points(1)
@pytest.mark.kind("termination")
def test_ends(scenario):
    """Every process has ended by itself and is joined when main returns."""
    for trial in scenario("main", [2, 3], b"ab", explore="usual"):
        trial.joined()
