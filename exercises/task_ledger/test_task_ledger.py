"""Public checks of task_ledger: `procession check task_ledger` runs them."""

import pytest

TREE = {"a": 1, "b": {"c": 5, "d": {"e": 7, "f": 2}}, "g": {"h": {"i": 3}, "j": {"k": 6}}, "empty": {}}


@pytest.mark.points(2)
@pytest.mark.kind("results")
def test_right_total(scenario):
    """main returns the sum of all sizes."""
    for trial in scenario("main", TREE, explore="usual"):
        trial.expect_equal(trial.returned(), 24, "main returned")


@pytest.mark.points(2)
@pytest.mark.kind("ordering")
def test_returns_when_all_is_done(scenario):
    """main returns only when every folder has been visited."""
    for trial in scenario("main", TREE, explore="usual"):
        trial.returned()
        end = trial.observation.outcome.step
        calls = trial.observation.calls_of("visit")
        done = sum(call.ended is not None and call.ended <= end for call in calls)
        trial.expect(
            done == 7,
            seen=f"when main returned, {done} of 7 folders had been visited",
            expected="all 7",
            hint="When is a folder done: after the visit, or when what it has led to is counted as well?",
        )


@pytest.mark.points(1)
@pytest.mark.kind("termination")
@pytest.mark.guard
def test_ends(scenario):
    """The program ends, and nobody works on when main has returned."""
    for trial in scenario("main", TREE, explore="usual"):
        trial.joined(daemons=True)


@pytest.mark.points(1)
@pytest.mark.kind("resilience")
def test_locked_folder(scenario):
    """A locked folder is left out, and the rest is counted."""
    for trial in scenario("main", {"a": {"locked": 1, "b": 9}, "c": {"d": 2}}, explore="brief"):
        trial.expect_equal(trial.returned(), 2, "main returned")
