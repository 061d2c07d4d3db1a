"""Public checks of pool_folders: `procession check pool_folders` runs them."""

import pytest

TREE = {
    "docs": {"a.txt": b"one\ntwo\n", "sub/b.txt": b"three", "empty.md": b""},
    "src": {"c.py": b"four\n", ".profile": b"five\n", "d.tar.gz": b"6\n7\n"},
}
TOTALS = {"": 1, ".gz": 2, ".md": 0, ".py": 1, ".txt": 3}


@pytest.mark.points(2)
@pytest.mark.kind("results")
def test_right_totals(scenario):
    """The lines of all files in all folders and below, by suffix."""
    for trial in scenario("try_out", TREE, 2, explore="usual"):
        trial.expect_equal(trial.returned(), TOTALS, "main returned")


@pytest.mark.points(2)
@pytest.mark.kind("concurrency")
def test_all_count_together(scenario):
    """All workers count at the same time, also if all files are in one folder."""
    tree = {"all": {f"{number}.txt": b"a line\n" for number in range(9)}}
    for trial in scenario("try_out", tree, 3, hold="count_lines", explore="brief"):
        trial.returned()
        together = trial.observation.held_together
        trial.expect(
            together == 3,
            seen=f"at most {together} of 3 workers were in count_lines at the same time",
            expected="all 3",
            hint="What is a task: a folder, or a file?",
        )


@pytest.mark.points(2)
@pytest.mark.kind("resilience")
def test_unreadable_file(scenario):
    """A file that can't be read is named on stderr and left out; all others are counted."""
    for trial in scenario("try_out", {**TREE, "more": {"lost.py": None}}, 2, explore="usual"):
        trial.expect_equal(trial.returned(), TOTALS, "main returned")
        trial.expect("lost.py" in trial.observation.stderr, seen="stderr does not name lost.py", expected="its name")
