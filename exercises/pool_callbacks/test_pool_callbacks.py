"""Public checks of pool_callbacks: `procession check pool_callbacks` runs them."""

import pytest

PAGES = ["home", "red fox", "about us", "shop"]


@pytest.mark.points(2)
@pytest.mark.kind("results")
def test_right_words(scenario):
    """Each page has its own number of words, and all are there when main returns."""
    for trial in scenario("main", PAGES, 2, explore="usual"):
        trial.expect_equal(
            trial.returned(),
            {"about us": 28, "errors": 0, "home": 15, "red fox": 25, "shop": 15},
            "main returned",
            hint="Who runs the callbacks, and does main wait until they have been run?",
        )


@pytest.mark.points(1)
@pytest.mark.kind("results")
def test_fetch_there_parse_here(scenario):
    """Pages are fetched by worker processes, texts are parsed in the main process."""
    for trial in scenario("main", PAGES, 2, explore="usual"):
        trial.returned()
        fetched = [call.process for call in trial.observation.calls_of("fetch")]
        parsed = [call.process for call in trial.observation.calls_of("parse")]
        trial.expect(
            len(fetched) == 4 and "main" not in fetched, seen=f"fetch was called by {fetched}", expected="4 workers"
        )
        trial.expect(parsed == ["main"] * 4, seen=f"parse was called by {parsed}", expected="main, 4 times")


@pytest.mark.points(1)
@pytest.mark.kind("resilience")
def test_failing_page(scenario):
    """A page that can't be fetched is counted, and loses nothing else."""
    for trial in scenario("main", ["missing", "home"], 2, explore="usual"):
        trial.expect_equal(trial.returned(), {"errors": 1, "home": 15}, "main returned")
