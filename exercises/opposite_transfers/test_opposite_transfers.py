"""Public checks of opposite_transfers: `procession check opposite_transfers` runs them."""

import pytest


@pytest.mark.points(3)
@pytest.mark.kind("termination")
def test_ends_in_every_order(scenario):
    """The program ends: there and back, and round a circle of three."""
    for transfers in ([(0, 1, 10), (1, 0, 20)], [(0, 1, 10), (1, 2, 20), (2, 0, 30)]):
        for trial in scenario("main", [100, 100, 100], transfers, explore="usual"):
            trial.returned()


@pytest.mark.points(1)
@pytest.mark.kind("results")
def test_balances(scenario):
    """No money is made or lost, and a transfer that would overdraw changes nothing."""
    for balances, transfers, after in (
        ([100, 0, 0], [(0, 1, 30), (0, 2, 50)], [20, 30, 50]),
        ([20, 5], [(0, 1, 30)], [20, 5]),
        ([20, 5], [(0, 1, 20)], [0, 25]),
    ):
        for trial in scenario("main", balances, transfers, explore="brief"):
            trial.expect_equal(trial.returned(), after, "main returned")


@pytest.mark.points(1)
@pytest.mark.kind("results")
def test_to_itself(scenario):
    """A transfer from an account to itself changes nothing."""
    for trial in scenario("main", [100, 100], [(0, 0, 10), (1, 1, 500)], explore="brief"):
        trial.expect_equal(trial.returned(), [100, 100], "main returned", hint="How often can one take the same lock?")


@pytest.mark.points(1)
@pytest.mark.kind("concurrency")
def test_disjoint_transfers_overlap(scenario):
    """Transfers that have no account in common are in audit at the same time."""
    for trial in scenario("main", [100] * 4, [(0, 1, 10), (3, 2, 20)], hold="audit", explore="brief"):
        trial.returned()
        together = trial.observation.held_together
        trial.expect(
            together == 2,
            seen=f"{together} of 2 transfers were in audit at the same time",
            expected="both: they have no account in common",
            hint="Is there a lock that everybody needs?",
        )


@pytest.mark.points(1)
@pytest.mark.kind("termination")
def test_joined(scenario):
    """main returns when every process has ended."""
    for trial in scenario("main", [100, 0, 0], [(0, 1, 30), (0, 2, 50)], explore="brief"):
        trial.joined()
