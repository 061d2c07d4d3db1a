"""Public checks of hung_consumer: `procession check hung_consumer` runs them."""

import pytest


@pytest.mark.points(1)
@pytest.mark.kind("results")
def test_handles_every_item(scenario):
    """Every item is handled, in order."""
    for trial in scenario("main", [1, 2, "three", 4], explore="usual"):
        trial.expect_equal(trial.returned(), [2, 4, "three", 8], "main returned")


@pytest.mark.points(1)
@pytest.mark.kind("results")
def test_odd_items(scenario):
    """0 and "" are items, not end signals."""
    for trial in scenario("main", [0, "", 5], explore="brief"):
        trial.expect_equal(trial.returned(), [0, "", 10], "main returned")


@pytest.mark.points(2)
@pytest.mark.kind("termination")
def test_ends(scenario):
    """The program ends: the consumer stops by itself."""
    for trial in scenario("main", [1, 2, "three", 4], explore="usual"):
        trial.joined()


@pytest.mark.points(1)
@pytest.mark.kind("termination")
def test_empty_input(scenario):
    """An empty input ends too."""
    for trial in scenario("main", [], explore="brief"):
        trial.expect_equal(trial.returned(), [], "main returned")
        trial.joined()
