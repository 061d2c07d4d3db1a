"""Public checks of bounded_buffer: `procession check bounded_buffer` runs them.

In fair time a time-out ends only when nothing else can happen: `log` takes 0.1 seconds there, and
nothing else takes any.
"""

import pytest

ITEMS = [11, 12, 13, 14, 15, 16]


def counted(trial):
    """What main returned: the readings that were logged, and how many were dropped."""
    value = trial.returned(tuple)
    trial.expect(
        len(value) == 2 and type(value[0]) is list and type(value[1]) is int,
        seen=f"main returned {value!r:.200}",
        expected="a list and a number",
    )
    return value


@pytest.mark.points(2)
@pytest.mark.kind("results")
def test_nothing_lost(scenario):
    """Every reading is either logged or counted as dropped."""
    for trial in scenario("main", ITEMS, 2, 0.02, time="fair", explore="usual"):
        logged, dropped = counted(trial)
        trial.expect(
            len(logged) + dropped == len(ITEMS),
            seen=f"{len(logged)} readings were logged and {dropped} counted as dropped, of {len(ITEMS)}",
            expected="every reading is the one or the other",
        )


@pytest.mark.points(1)
@pytest.mark.kind("results")
def test_bounded(scenario):
    """Never more than maxsize readings wait."""
    for trial in scenario("main", ITEMS, 2, 0.02, hold="log", time="fair", explore="brief"):
        logged, _ = counted(trial)
        trial.expect(
            len(logged) <= 3,
            seen=f"{len(logged)} readings had been taken in before the first one was logged",
            expected="the one that is being logged, and at most 2 that wait",
            hint="Either the buffer has no limit, or the sensor waited for the logger instead of dropping.",
        )


@pytest.mark.points(2)
@pytest.mark.kind("results")
def test_keeps_up(scenario):
    """Nothing is dropped when there is room in time."""
    for trial in scenario("main", ITEMS, 1, 1.0, time="fair", explore="brief"):
        trial.expect_equal(trial.returned(), (ITEMS, 0), "main returned")


@pytest.mark.points(1)
@pytest.mark.kind("termination")
def test_slow_sensor(scenario):
    """The logger is not ended by a time-out while readings may still come."""
    for trial in scenario("main", ITEMS[:4], 2, 1.0, explore="usual"):
        logged, dropped = counted(trial)
        trial.expect(
            len(logged) + dropped == 4,
            seen=f"{len(logged)} readings were logged and {dropped} counted as dropped, of 4",
            expected="the logger takes readings until it is told that there are no more",
        )


@pytest.mark.points(1)
@pytest.mark.kind("termination")
def test_ends(scenario):
    """The logger, and any other process, ends by itself and is joined when main returns."""
    for trial in scenario("main", ITEMS, 2, 0.02, time="fair", explore="usual"):
        trial.joined()
