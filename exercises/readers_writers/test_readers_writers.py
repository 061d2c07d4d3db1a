"""Public checks of readers_writers: `procession check readers_writers` runs them."""

import pytest

BOARD = "board"
MIXED = [("ada", 0, None), ("prof", 0, ("room 2", "2:00")), ("bob", 0, None), ("dean", 0, ("room 3", "3:00"))]


def overlapping(trial, one, other):
    """Two calls, of these given functions, that were going on at the same time."""
    for first in trial.observation.calls_of(one):
        for second in trial.observation.calls_of(other):
            earlier, later = sorted((first, second), key=lambda call: call.begun)
            if first is not second and (earlier.ended is None or earlier.ended > later.begun):
                return first, second
    return None


@pytest.mark.points(2)
@pytest.mark.kind("ordering")
def test_writers_are_alone(scenario):
    """While a writer changes the notice, nobody else reads or changes it."""
    for trial in scenario("main", BOARD, MIXED, explore="usual"):
        trial.returned()
        for other in ("read_notice", "write_notice"):
            found = overlapping(trial, "write_notice", other)
            if found:
                one, two = (f"{call.name}{call.arguments}" for call in found)
                trial.fail(
                    seen=f"{one} and {two} overlapped",
                    expected="a writer has the board to itself",
                    hint="What does a reader wait for, and what a writer?",
                )


@pytest.mark.points(1)
@pytest.mark.kind("concurrency")
def test_readers_share(scenario):
    """Two readers read at the same time."""
    visits = [("ada", 0, None), ("bob", 0, None)]
    for trial in scenario("main", BOARD, visits, hold="read_notice", explore="brief"):
        trial.returned()
        trial.expect(
            trial.observation.held_together == 2,
            seen=f"{trial.observation.held_together} of 2 readers were in read_notice at the same time",
            expected="both: they change nothing",
        )


@pytest.mark.points(1)
@pytest.mark.kind("ordering")
def test_no_writer_starves(scenario):
    """Whoever comes to read while a writer waits for readers to leave reads after it has written."""
    visits = [("ada", 0, None), ("prof", 0.05, ("room 2", "2:00")), ("bob", 0.1, None)]
    for trial in scenario("main", BOARD, visits, time="fair", explore="brief"):
        trial.expect_equal(
            trial.returned(),
            {"ada": ("room 1", "1:00"), "bob": ("room 2", "2:00")},
            "main returned",
            hint="Can bob know that somebody waits?",
        )


@pytest.mark.points(1)
@pytest.mark.kind("termination")
def test_ends(scenario):
    """main returns when every process has ended by itself."""
    for trial in scenario("main", BOARD, MIXED, explore="brief"):
        trial.joined()
