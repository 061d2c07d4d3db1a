"""Several exercises in one assignment, and what `nbgrader validate` says to a student."""

import json
from pathlib import Path

import pytest

pytest.importorskip("nbgrader", reason="needs the extra `nbgrader`")

from nbgrader.api import Gradebook
from notebooks.classroom import Classroom, named, program_cell

pytestmark = pytest.mark.slow
TESTS = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("layout", ["chapter", "notebook"])
def test_several_exercises(layout: str, tmp_path: Path) -> None:
    """In one notebook or in several, each is graded by its own checks; a missing notebook costs only its own."""
    kit = TESTS / "mini_kit"
    room = Classroom(tmp_path, kit, "")
    said = room.procession("init", room.course, "--layout", layout, "--kit", kit)
    assignment = said.split()[0].removeprefix("source/").rstrip(":")
    room.nbgrader("generate_assignment", assignment)
    for path in (room.course / "release" / assignment).glob("*.ipynb"):
        nb = json.loads(path.read_text(encoding="utf-8"))
        for cell in nb["cells"]:
            slug = named(cell).removesuffix("-solution-cell")
            if slug != named(cell):
                program = (kit / "solutions" / slug / f"{slug}.py").read_text(encoding="utf-8")
                cell["source"] = f"%%writefile {slug}.py\n{program}"
        for student in ("ada", "ben"):
            if (student, path.stem) != ("ben", "tally"):
                target = room.course / "submitted" / student / assignment / path.name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(json.dumps(nb), encoding="utf-8")
    whole = 6.0
    expected = {"ada": whole, "ben": whole if layout == "notebook" else 4.0}
    for command in (room.nbgrader, room.procession):
        command("autograde", assignment, "--force")
        with Gradebook(f"sqlite:///{room.course / 'gradebook.db'}") as gradebook:
            found = {one.student_id: one.score for one in gradebook.find_assignment(assignment).submissions}
        assert found == expected


def test_validate_tells_the_truth(tmp_path: Path) -> None:
    """The stub fails it, a right answer passes: in the student's kernel, by the public checks."""
    kit = TESTS.parent
    room = Classroom(tmp_path, kit, "hung_consumer").open()
    work = tmp_path / "work"
    work.mkdir()
    nb = room.released()
    (work / "stub.ipynb").write_text(json.dumps(nb), encoding="utf-8")
    program = (kit / "solutions" / "hung_consumer" / "hung_consumer.py").read_text(encoding="utf-8")
    program_cell(nb)["source"] = f"%%writefile hung_consumer.py\n{program}"
    (work / "right.ipynb").write_text(json.dumps(nb), encoding="utf-8")
    assert "VALIDATION FAILED ON 4 CELL(S)" in room.nbgrader("validate", "stub.ipynb", cwd=work)
    said = room.nbgrader("validate", "right.ipynb", cwd=work)
    assert "Success! Your notebook passes all the tests." in said
    assert "cannot be converted" not in said
