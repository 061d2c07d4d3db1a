"""Public checks of barrier_phases: `procession check barrier_phases` runs them."""

import pytest

PARTIES = ["ada", "bob", "cleo"]


@pytest.mark.points(3)
@pytest.mark.kind("ordering")
def test_phases_in_step(scenario):
    """Nobody begins a phase before all have ended the one before."""
    for trial in scenario("main", PARTIES, 3):
        calls = trial.observation.calls_of("work")
        calls = [call for call in calls if len(call.arguments) == 2 and isinstance(call.arguments[1], int)]
        for early in calls:
            for late in calls:
                trial.expect(
                    late.arguments[1] >= early.arguments[1] or (late.ended or early.begun + 1) <= early.begun,
                    seen=f"{early.arguments[0]} began phase {early.arguments[1]} "
                    f"when {late.arguments[0]} had not ended phase {late.arguments[1]}",
                    expected=f"all parties end phase {late.arguments[1]} first",
                    hint="What tells a party that all the others have come as far?",
                )
        trial.returned()


@pytest.mark.points(1)
@pytest.mark.kind("results")
def test_every_part(scenario):
    """Every party does its part in each phase, and main returns what came of it."""
    for trial in scenario("main", PARTIES, 2, explore="usual"):
        expected = {party: [f"{party} did phase {phase}" for phase in range(2)] for party in PARTIES}
        trial.expect_equal(trial.returned(), expected, "main returned")


@pytest.mark.points(2)
@pytest.mark.kind("resilience")
def test_failing_party(scenario):
    """When a party fails, the others do not wait for it for ever."""
    for trial in scenario("main", ["ada", "broken-1", "cleo"], 3, explore="usual"):
        found = trial.returned(dict)
        trial.expect_equal(found.get("broken-1"), ["broken-1 did phase 0"], "of broken-1 main returned")


@pytest.mark.points(1)
@pytest.mark.kind("termination")
def test_ends(scenario):
    """main returns when every process has ended by itself."""
    for trial in scenario("main", PARTIES, 2, explore="usual"):
        trial.joined()
