"""Public checks of shared_matrix: `procession check shared_matrix` runs them."""

import pytest


def expect_released(trial):
    """No block is left, and Python had none to clean up."""
    trial.expect(
        "leaked shared_memory" not in trial.observation.stderr and not trial.observation.leftovers,
        seen="a block of shared memory was left at the end of the program",
        expected="it is unlinked by the one who made it",
        hint="Is that line reached in every case?",
    )


@pytest.mark.points(1)
@pytest.mark.kind("results")
def test_squares(scenario):
    """main returns the squares of all numbers, and no block is left."""
    for trial in scenario("main", [[1, 2, 3], [40, 50, 60_000]], explore="usual"):
        trial.expect_equal(trial.returned(), [[1, 4, 9], [1600, 2500, 3_600_000_000]], "main returned")
        expect_released(trial)


@pytest.mark.points(2)
@pytest.mark.kind("resilience")
def test_worker_fails(scenario):
    """If a worker raises or dies, main returns all rows, its row as it was, and no block is left."""
    for unlucky in (-4, 13):
        for trial in scenario("main", [[1, 2], [3, unlucky]], explore="brief"):
            trial.expect_equal(trial.returned(), [[1, 4], [3, unlucky]], "main returned")
            expect_released(trial)


@pytest.mark.points(1)
@pytest.mark.kind("resilience")
def test_main_raises(scenario):
    """If a cell does not fit into 8 bytes, main raises, and no block is left."""
    for trial in scenario("main", [[1, 2**63]], explore="brief"):
        if trial.observation.outcome.kind != "raised":
            trial.fail(seen=f"main returned {trial.returned()!r:.200}", expected="an exception")
        expect_released(trial)


@pytest.mark.points(1)
@pytest.mark.kind("termination")
def test_joined(scenario):
    """main returns when every process has ended by itself."""
    for trial in scenario("main", [[1, 2], [3, 4]], explore="brief"):
        trial.joined()
