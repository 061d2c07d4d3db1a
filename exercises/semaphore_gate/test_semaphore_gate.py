"""Public checks of semaphore_gate: `procession check semaphore_gate` runs them."""

import pytest

PAGES = ["news", "mail", "shop", "help"]


@pytest.mark.points(2)
@pytest.mark.kind("concurrency")
def test_as_many_as_the_limit(scenario):
    """Two downloads are going on at the same time if the limit is 2: no more, and no less."""
    for trial in scenario("main", PAGES, 2, hold="download", explore="usual"):
        trial.returned()
        together = trial.observation.held_together
        trial.expect(
            together == 2,
            seen=f"{together} were in download at the same time, and the limit is 2",
            expected="exactly 2",
            hint="Which kind of lock lets in as many as it was told?",
        )


@pytest.mark.points(1)
@pytest.mark.kind("concurrency")
def test_prepare_overlaps(scenario):
    """All pages are prepared at the same time, whatever the limit is."""
    for trial in scenario("main", PAGES, 2, hold="prepare", explore="brief"):
        trial.returned()
        together = trial.observation.held_together
        trial.expect(
            together == len(PAGES),
            seen=f"at most {together} of {len(PAGES)} pages were being prepared at the same time",
            expected="all of them: the server has nothing to do with it",
        )


@pytest.mark.points(1)
@pytest.mark.kind("resilience")
def test_failing_downloads(scenario):
    """A download that raises gives its place back."""
    for trial in scenario("main", ["missing-maps", "garbled-map", "news"], 1, explore="usual"):
        trial.expect_equal(trial.returned(), {"news": "text of news"}, "main returned")


@pytest.mark.points(1)
@pytest.mark.kind("termination")
def test_ends(scenario):
    """main returns when every process has ended by itself."""
    for trial in scenario("main", PAGES, 2, hold="download", explore="usual"):
        trial.joined()
