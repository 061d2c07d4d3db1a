"""Public checks of greeting."""

import pytest


@pytest.mark.points(1)
@pytest.mark.kind("results")
def test_greets_in_a_process(scenario):
    """main returns a greeting that another process has made."""
    for trial in scenario("main", "eva", explore="brief"):
        trial.expect_equal(trial.returned(), "hello eva", "main returned")
        trial.expect(
            all(call.process != "main" for call in trial.observation.calls_of("greet")),
            seen="greet was called in the main process",
            expected="it is called in a process that main starts",
            hint="multiprocessing.Process(target=...)",
        )
