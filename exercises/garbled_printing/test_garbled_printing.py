"""Public checks of garbled_printing: `procession check garbled_printing` runs them."""

import pytest

JOBS = {"ada": ["one", "two", "three"], "bob": ["four", "five"], "cleo": ["six", "seven"]}


def owners(trial):
    """Whose line each line of the terminal is."""
    return [line.partition(":")[0] for line in trial.lines if line.partition(":")[0] in JOBS]


@pytest.mark.points(1)
@pytest.mark.kind("results")
def test_every_line_once(scenario):
    """Every line of every job is printed exactly once."""
    for trial in scenario("main", JOBS, terminal=True, explore="usual"):
        trial.returned()
        expected = sorted(f"{name}: {line}" for name, lines in JOBS.items() for line in lines)
        trial.expect_equal(sorted(trial.lines), expected, "the lines (sorted) are")


@pytest.mark.points(3)
@pytest.mark.kind("ordering")
def test_lines_stay_together(scenario):
    """One job's lines stay together, in order."""
    for trial in scenario("main", JOBS, terminal=True, explore="usual"):
        trial.returned()
        seen = owners(trial)
        blocks = [name for place, name in enumerate(seen) if place == 0 or seen[place - 1] != name]
        trial.expect(
            len(blocks) == len(set(blocks)),
            seen="the lines of different jobs are mixed:\n" + "\n".join(f"    {line}" for line in trial.lines),
            expected="all lines of one job, then all lines of the next",
            hint="From which line to which line may nobody else print?",
        )


@pytest.mark.points(1)
@pytest.mark.kind("concurrency")
def test_prepare_overlaps(scenario):
    """The slow preparation of different jobs overlaps."""
    for trial in scenario("main", JOBS, hold="prepare", terminal=True, explore="brief"):
        trial.returned()
        together = trial.observation.held_together
        trial.expect(
            together == len(JOBS),
            seen=f"at most {together} of {len(JOBS)} jobs were in prepare at the same time",
            expected="all of them",
            hint="What has to be inside the lock, and what hasn't?",
        )


@pytest.mark.points(1)
@pytest.mark.kind("termination")
def test_ends(scenario):
    """main returns when every process has ended."""
    for trial in scenario("main", JOBS, terminal=True, explore="usual"):
        trial.joined()
