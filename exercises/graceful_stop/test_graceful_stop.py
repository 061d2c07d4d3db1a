"""Public checks of graceful_stop: `procession check graceful_stop` runs them."""

import pytest

JOBS = [1, "two", 0, 4]
DONE = ["twotwo", 0, 2, 8]


@pytest.mark.points(2)
@pytest.mark.kind("results")
def test_sigterm_loses_nothing(scenario):
    """After SIGTERM all jobs are done, the exit code is 0, and no worker is left."""
    for trial in scenario("try_out", JOBS, 2, ["SIGTERM"], explore="usual"):
        done, code, left = trial.returned(tuple)
        trial.expect_equal(sorted(done, key=repr), DONE, "the outbox held (sorted)")
        trial.expect_equal((code, left), (0, 0), "exit code and workers left were")


@pytest.mark.points(2)
@pytest.mark.kind("resilience")
def test_ctrl_c_loses_nothing(scenario):
    """After Ctrl-C, which the workers get as well, the same holds."""
    for hold in ("", "handle"):
        for trial in scenario("try_out", JOBS, 2, ["SIGINT"], hold=hold, explore="brief"):
            done, code, left = trial.returned(tuple)
            trial.expect_equal(sorted(done, key=repr), DONE, "the outbox held (sorted)")
            trial.expect_equal((code, left), (0, 0), "exit code and workers left were")


@pytest.mark.points(1)
@pytest.mark.kind("termination")
def test_idle_service_ends(scenario):
    """A service that has nothing to do ends as well."""
    for trial in scenario("try_out", [], 2, ["SIGTERM"], explore="brief"):
        trial.ended()
        trial.expect_equal(trial.returned(), ([], 0, 0), "try_out returned")
