"""Public checks of shared_counter: `procession check shared_counter` runs them."""

import pytest

TEXTS = ["to be or not to be", "that is the question", "the rest is silence", "words words words"]


@pytest.mark.points(4)
@pytest.mark.kind("results")
def test_total_is_exact(scenario):
    """The total is exact: every word is counted once."""
    for trial in scenario("main", TEXTS, 2, explore="usual"):
        trial.expect_equal(
            trial.returned(), 17, "main returned", hint="What may another process do between reading and writing?"
        )


@pytest.mark.points(1)
@pytest.mark.kind("results")
def test_few_texts(scenario):
    """More workers than texts, and no texts at all, do no harm."""
    for texts, total in ((["more workers than texts"], 4), ([], 0)):
        for trial in scenario("main", texts, 3, explore="brief"):
            trial.expect_equal(trial.returned(), total, "main returned")


@pytest.mark.points(2)
@pytest.mark.kind("concurrency")
def test_workers_overlap(scenario):
    """All workers are in words_of at the same time."""
    for trial in scenario("main", TEXTS, 2, hold="words_of", explore="brief"):
        trial.returned()
        together = trial.observation.held_together
        trial.expect(
            together == 2,
            seen=f"at most {together} were in words_of at the same time",
            expected="both workers",
            hint="What has to be inside the lock, and what hasn't?",
        )


@pytest.mark.points(1)
@pytest.mark.kind("termination")
def test_ends(scenario):
    """main returns when every process has ended."""
    for trial in scenario("main", TEXTS, 2, explore="usual"):
        trial.joined()
