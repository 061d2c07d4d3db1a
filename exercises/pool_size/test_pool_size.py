"""Public checks of pool_size: `procession check pool_size` runs them."""

import pytest


@pytest.mark.points(2)
@pytest.mark.kind("results")
def test_chooses_the_size(scenario):
    """The size is what was asked for, else what this process may use, between 1 and the number of tasks."""
    calls = [([1, 2, 3, 4, 5, 6],), ([1, 2, 3, 4, 5, 6], 2), ([1, 2], 5), ([], 5)]
    for trial in scenario("choose_size", calls=calls, machine=(16, 4), explore="brief"):
        trial.returned()
        sizes = [outcome.value for outcome in trial.observation.outcomes]
        trial.expect_equal(
            sizes,
            [4, 2, 2, 1],
            "6 tasks; 6 tasks, 2 asked for; 2 tasks, 5 asked for; no tasks, on 16 processors of which 4 may be used:",
        )


@pytest.mark.points(1)
@pytest.mark.kind("results")
def test_results_in_order(scenario):
    """The results are in the order of the tasks."""
    for trial in scenario("main", [3, 1, -2, 0], 2, explore="usual"):
        trial.expect_equal(trial.returned(), [9, 1, 4, 0], "main returned")


@pytest.mark.points(1)
@pytest.mark.kind("concurrency")
def test_workers_are_reused(scenario):
    """The same workers do all the tasks."""
    for trial in scenario("main", [1, 2, 3, 4, 5, 6], 2, explore="brief"):
        trial.returned()
        trial.expect(
            0 < len(trial.processes) <= 2,
            seen=f"{len(trial.processes)} processes were started for 6 tasks",
            expected="at most 2, used again for task after task",
            hint="multiprocessing.Pool(2) starts two.",
        )


@pytest.mark.points(1)
@pytest.mark.kind("termination")
def test_nothing_runs_on(scenario):
    """Nothing runs on when main has returned."""
    for trial in scenario("main", [1, 2, 3], 2, explore="usual"):
        trial.ended()
        alive = [process.label for process in trial.processes if process.alive_at_return]
        trial.expect(not alive, seen=f"still alive when main returned: {', '.join(alive)}", expected="all have ended")
