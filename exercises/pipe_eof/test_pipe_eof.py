"""Public checks of pipe_eof: `procession check pipe_eof` runs them."""

import pytest

ITEMS = [1, 2, "three", 4]


@pytest.mark.points(2)
@pytest.mark.kind("results")
def test_arrives_in_order(scenario):
    """Every item arrives, in order."""
    for trial in scenario("main", ITEMS, explore="usual"):
        trial.expect_equal(trial.returned(), ITEMS, "main returned")


@pytest.mark.points(2)
@pytest.mark.kind("termination")
def test_ends(scenario):
    """The program ends under every start method: the consumer comes to its end and is joined."""
    for trial in scenario("main", ITEMS):
        trial.joined()


@pytest.mark.points(1)
@pytest.mark.kind("termination")
def test_empty_input(scenario):
    """An empty input ends too."""
    for trial in scenario("main", [], explore="brief"):
        trial.expect_equal(trial.returned(), [], "main returned")
        trial.joined()


@pytest.mark.points(1)
@pytest.mark.kind("resilience")
def test_main_dies(scenario):
    """When main dies, the consumer does not wait for it for ever."""
    for trial in scenario("main", [1, "crash", 2], explore="brief"):
        trial.expect(
            trial.observation.ending in ("ended", "crashed") and not trial.observation.leftovers,
            seen="main had died, and its consumer still waited for more",
            expected="the consumer ends, since nobody is left who could write",
            hint="Who else holds the writing end, so that the pipe can't end?",
        )
