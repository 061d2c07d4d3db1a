"""Hidden checks of greeting."""

import pytest


@pytest.mark.points(1)
@pytest.mark.kind("results")
@pytest.mark.guard
def test_greets(scenario, common):
    """main returns the greeting."""
    name = common.choice(["ada", "bob"])
    for trial in scenario("main", name, explore="usual"):
        trial.expect_equal(trial.returned(), f"hello {name}", "main returned")


@pytest.mark.points(2)
@pytest.mark.kind("concurrency")
def test_in_a_process(scenario, common):
    """The greeting is made in a process of its own."""
    for trial in scenario("main", common.choice(["ada", "bob"]), explore="usual"):
        trial.returned()
        where = {call.process for call in trial.observation.calls_of("greet")}
        trial.expect(
            bool(where) and "main" not in where, seen=f"made in {where}", expected="another process", hint="Process"
        )


@pytest.mark.points(1)
@pytest.mark.kind("termination")
@pytest.mark.visibility("never")
@pytest.mark.guard
def test_ends(scenario, common):
    """The program ends."""
    for trial in scenario("main", common.choice(["ada", "bob"]), explore="usual"):
        trial.joined()
