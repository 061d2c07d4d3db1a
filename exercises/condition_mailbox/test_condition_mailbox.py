"""Public checks of condition_mailbox: `procession check condition_mailbox` runs them."""

import pytest

BATCHES = [[11, 12, 13], [21, 22, 23]]


@pytest.mark.points(2)
@pytest.mark.kind("results")
def test_every_number(scenario):
    """Every number that is put is got, once."""
    for trial in scenario("rehearse", 2, BATCHES, [3, 3]):
        if trial.observation.ending != "deadlocked":  # of that, another check speaks
            found = [number for got in trial.returned() for number in got]
            trial.expect_equal(found, BATCHES[0] + BATCHES[1], "all consumers together got (sorted)", in_any_order=True)


@pytest.mark.points(2)
@pytest.mark.kind("termination")
@pytest.mark.guard
def test_nobody_sleeps_on(scenario):
    """Nobody waits for ever: who can go on is woken."""
    for trial in scenario("rehearse", 1, BATCHES, [3, 3]):
        trial.returned()


@pytest.mark.points(1)
@pytest.mark.kind("ordering")
@pytest.mark.guard
def test_first_in_first_out(scenario):
    """What one producer puts is got in that order."""
    for trial in scenario("rehearse", 2, [BATCHES[0]], [3], explore="usual"):
        trial.expect_equal(trial.returned(), [BATCHES[0]], "the consumer got")


@pytest.mark.points(1)
@pytest.mark.kind("results")
@pytest.mark.guard
def test_holds_so_many(scenario):
    """Exactly as many numbers as the size allows can wait in the mailbox."""
    for trial in scenario("rehearse", 2, [[1, 2, 3, 4, 5, 6]], [6], hold="consume", explore="brief"):
        trial.returned()
        calls = trial.observation.calls
        first = min((call.begun for call in calls if call.name == "consume"), default=0)
        made = sum(call.name == "produce" and call.begun < first for call in calls)
        trial.expect(
            made == 4,
            seen=f"while the consumer was busy with its first number, {made} numbers were produced",
            expected="4: the first one, two in the mailbox, and one that waits for room",
        )
