"""Public checks of pool_async: `procession check pool_async` runs them."""

import pytest


@pytest.mark.points(1)
@pytest.mark.kind("results")
def test_results_in_order(scenario):
    """The results are in the order of the jobs."""
    for trial in scenario("main", [5, 2, 4, 3], 2, explore="usual"):
        trial.expect_equal(trial.returned(), [25, 4, 16, 9], "main returned")


@pytest.mark.points(2)
@pytest.mark.kind("concurrency")
def test_all_workers_at_work(scenario):
    """As many jobs run at the same time as there are workers."""
    for trial in scenario("main", [5, 2, 4, 3], 2, hold="job", explore="brief"):
        trial.returned()
        together = trial.observation.held_together
        trial.expect(
            together == 2,
            seen=f"at most {together} of 4 jobs were run at the same time",
            expected="2, with 2 workers",
            hint="What has to happen before the second job is handed out?",
        )


@pytest.mark.points(2)
@pytest.mark.kind("resilience")
def test_every_job_is_run(scenario):
    """Every job is run, also when some of them fail, and the first failure is raised."""
    for trial in scenario("main", [3, -2, 4, -1, 5], 2, explore="usual"):
        if trial.observation.outcome.kind != "raised":
            trial.returned()
        outcome = trial.observation.outcome
        trial.expect(
            outcome.message == "-2 is negative",
            seen=f"main raised an error that says {outcome.message}"
            if outcome.kind == "raised"
            else f"main returned {outcome.value}",
            expected="it raises ValueError: -2 is negative",
        )
        run = [call.arguments[0] for call in trial.observation.calls_of("job") if call.arguments]
        trial.expect_equal(run, [-2, -1, 3, 4, 5], "the jobs that were run (sorted) are", in_any_order=True)
