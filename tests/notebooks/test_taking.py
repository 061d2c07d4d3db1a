"""Submitted notebooks are made whole, whatever is in the file."""

import json
import os
from pathlib import Path

import pytest

pytest.importorskip("nbgrader", reason="needs the extra `nbgrader`")

from procession.notebooks.naming import PUBLIC, SOLUTION, STATEMENT, cell_name
from procession.notebooks.taking import Given, read_notebook, take
from procession.results import CheckResult, Evidence

PROGRAM = "%%writefile tally.py\nprint(1)"


def given(part: str, kind: str = "code", source: str = "given", **more: object) -> Given:
    """A cell as it was given out."""
    of_nbgrader = {"grade_id": cell_name("tally", part), "grade": False, "solution": False, "locked": True, **more}
    return Given(cell_name("tally", part), kind, source, of_nbgrader)


GIVEN = {
    one.name: one
    for one in (
        given("adds", grade=True, points=2.0),
        given("ends", grade=True, points=1.0),
        given(PUBLIC),
        given(SOLUTION, source="%%writefile tally.py\nstub", solution=True, locked=False),
        given(STATEMENT, "markdown"),
    )
}


def notebook(path: Path, *cells: object) -> Path:
    """A file with these cells."""
    path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}), encoding="utf-8")
    return path


def cell(part: str, source: str, **more: object) -> dict[str, object]:
    """A cell as it is in a file; with `part`, one that was given out."""
    metadata = {"nbgrader": {"grade_id": cell_name("tally", part)}} if part else {}
    return {"cell_type": "code", "metadata": metadata, "source": source, "outputs": [], **more}


def names(cells: list[dict[str, dict[str, dict[str, str]]]]) -> list[str]:
    """What the cells are called."""
    return [one["metadata"].get("nbgrader", {}).get("grade_id", "").removeprefix("tally-") for one in cells]


def test_each_given_cell_is_there_once_and_as_it_was_given(tmp_path: Path) -> None:
    """In the student's order; what is missing comes last; what is not given is the student's own."""
    path = notebook(
        tmp_path / "a.ipynb",
        cell("ends", "0 == 0"),
        cell("", "mine"),
        cell("ends", "1.0"),
        cell(SOLUTION, "%%writefile tally.py\nold"),
        cell(SOLUTION, PROGRAM),
        cell("no_such_check", "9.0"),
    )
    made = take(read_notebook(path).cells, GIVEN)
    assert names(made) == ["ends", "", "", SOLUTION, "", STATEMENT, PUBLIC, "adds"]
    assert [made[0].source, made[1].source, made[3].source] == ["given", "mine", PROGRAM]
    assert all(one.metadata["nbgrader"] == GIVEN[one.metadata["nbgrader"]["grade_id"]].nbgrader for one in made[5:])


@pytest.mark.parametrize(
    "odd",
    [
        {"cell_type": "code", "source": ["%%writefile tally.py\n", "print(1)"], "metadata": None},
        {"cell_type": "code", "source": PROGRAM, "metadata": {"nbgrader": "text"}, "outputs": 3, "id": 4},
        {"cell_type": "code", "source": PROGRAM, "metadata": {"nbgrader": {"grade_id": ["x"], "points": {}}}},
        {"cell_type": "code", "source": PROGRAM, "metadata": {"procession": {"notes": "forged", "missing": True}}},
        {"cell_type": "code", "source": PROGRAM, "metadata": {"nbgrader": {"schema_version": 1}}},
    ],
)
def test_odd_cells_do_no_harm(odd: dict[str, object], tmp_path: Path) -> None:
    """The program in them is found by its first line."""
    path = notebook(tmp_path / "a.ipynb", 7, "text", {"cell_type": "heading"}, odd)
    made = take(read_notebook(path).cells, GIVEN)
    [found] = [one for one in made if one.metadata.get("nbgrader", {}).get("solution")]
    assert found.source == PROGRAM
    assert "was deleted" in found.metadata["procession"]["notes"]
    assert found.metadata["procession"]["missing"] is False


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "it is not JSON"),
        (b"{", "it is not JSON"),
        (b"\xff\xfe", "decode"),
        (b"[" * 100_000, "recursion"),
        (b"[1, 2]", ""),
        (b'{"nbformat": 99}', ""),
        (b'{"nbformat": 4, "cells": {}}', ""),
    ],
)
def test_a_file_that_is_no_notebook_is_an_empty_one_that_says_so(data: bytes, said: str, tmp_path: Path) -> None:
    """And every grade cell is there, to be given no points."""
    path = tmp_path / "a.ipynb"
    path.write_bytes(data)
    nb = read_notebook(path)
    reason = nb.metadata["procession"]["unreadable"]
    assert reason.startswith("the notebook can't be read: ")
    assert said in reason
    made = take(nb.cells, GIVEN, reason)
    assert sorted(names(made)) == sorted(name.removeprefix("tally-") for name in GIVEN)
    assert made[1].metadata["procession"] == {"notes": reason, "missing": True}


def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    """A link may lead anywhere, and a pipe would never end."""
    (tmp_path / "secret.ipynb").write_text("{}", encoding="utf-8")
    (tmp_path / "link.ipynb").symlink_to(tmp_path / "secret.ipynb")
    os.mkfifo(tmp_path / "pipe.ipynb")
    for name in ("link", "pipe"):
        reason = read_notebook(tmp_path / f"{name}.ipynb").metadata["procession"]["unreadable"]
        assert "no regular file" in reason


def test_half_a_character_does_not_stop_the_writing(tmp_path: Path) -> None:
    """JSON can hold half a surrogate pair; a file can't."""
    path = tmp_path / "a.ipynb"
    path.write_text('{"nbformat": 4, "cells": [{"cell_type": "code", "source": "\\ud800", "metadata": {}}]}', "utf-8")
    assert read_notebook(path).cells[0].source == "?"


def test_a_grade_cell_never_stays_silent() -> None:
    """nbgrader takes silence, and any number below zero, for full points."""
    from nbgrader.utils import determine_grade
    from procession.notebooks.grading import not_graded, scaled, write_check
    from procession.results import ExerciseResult

    whole = ExerciseResult("ada", "tally", 0.0, 2.0, "controlled", [])
    for points, verdict, expected in ((2.0, "passed", 2.0), (0.5, "failed", 0.5), (0.0, "deadlocked", 0.0)):
        one = GIVEN["tally-adds"].cell()
        check = CheckResult("adds", "It adds", "results", points, 2.0, verdict, Evidence("ran", "<b>&", "2"))  # type: ignore[arg-type]
        write_check(one, check, whole)
        assert determine_grade(one) == (expected, 2.0)
        assert "<b>" not in one.outputs[0].data["text/html"]
    for missing in (None, CheckResult("adds", "It adds", "results", 2.0, 2.0, "grader error")):
        one = GIVEN["tally-adds"].cell()
        write_check(one, missing, whole)
        assert determine_grade(one) == (0, 2.0)
        assert one.metadata["procession"]["by_hand"] is True
    not_graded(one, "reason")
    assert scaled(CheckResult("adds", "", "results", 1.0, 2.0, "passed"), 10.0) == 5.0
    assert scaled(CheckResult("adds", "", "results", 9.0, 2.0, "passed"), 2.0) == 2.0
    assert scaled(CheckResult("adds", "", "results", -1.0, 2.0, "passed"), 2.0) == 0.0
