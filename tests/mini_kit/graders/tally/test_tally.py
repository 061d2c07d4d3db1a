"""Checks of tally."""

import pytest


@pytest.mark.points(2)
@pytest.mark.kind("results")
def test_adds(scenario):
    """main returns the sum."""
    for trial in scenario("main", [1, 2, -3], explore="brief"):
        trial.expect_equal(trial.returned(), 0, "main returned")
