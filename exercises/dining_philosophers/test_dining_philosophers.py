"""Public checks of dining_philosophers: `procession check dining_philosophers` runs them."""

import pytest
from procession.engine.scenario import Limits


@pytest.mark.points(3)
@pytest.mark.kind("termination")
def test_ends_in_every_order(scenario):
    """The dinner ends, also when all are hungry at once, and main returns what was eaten."""
    dinners = [[(0, "rice")], [(0, "beans")], [(0, "soup")]]
    for trial in scenario("main", dinners, explore="usual", limits=Limits(steps=2000)):
        trial.expect_equal(trial.returned(), [["rice"], ["beans"], ["soup"]], "main returned")


@pytest.mark.points(1)
@pytest.mark.kind("ordering")
def test_neighbours_apart(scenario):
    """Neighbours never eat at the same time."""
    dinners = [[(0, "rice")], [(0, "beans")], []]
    for trial in scenario("main", dinners, explore="usual"):
        trial.returned()
        calls = sorted(trial.observation.calls_of("eat"), key=lambda call: call.begun)
        trial.expect(len(calls) == 2, seen=f"eat was called {len(calls)} times for 2 dishes", expected="once for each")
        first, second = calls
        trial.expect(
            first.ended is not None and first.ended <= second.begun,
            seen="philosophers 0 and 1 were in eat at the same time",
            expected="one of them waits: there is one fork between them",
        )


@pytest.mark.points(1)
@pytest.mark.kind("concurrency")
def test_others_at_once(scenario):
    """Two who share no fork eat at the same time."""
    dinners = [[(0, "rice")], [], [(0, "soup")], []]
    for trial in scenario("main", dinners, hold="eat", explore="brief"):
        trial.returned()
        trial.expect(
            trial.observation.held_together == 2,
            seen=f"{trial.observation.held_together} of 2 hungry philosophers were in eat at the same time",
            expected="both: they share no fork",
        )


@pytest.mark.points(1)
@pytest.mark.kind("termination")
def test_joined(scenario):
    """main returns when every process has ended by itself."""
    for trial in scenario("main", [[(0, "rice")], [(0, "beans")], []], explore="brief"):
        trial.joined()
