"""A class of some thirty through all of nbgrader's commands, from release to export. Takes minutes."""

import json
import os
import shutil
from pathlib import Path

import pytest

pytest.importorskip("nbgrader", reason="needs the extra `nbgrader`")

from notebooks.classroom import Classroom, Notebook, code_cell, doubled, edited, first, named, program_cell, without

pytestmark = pytest.mark.slow

KIT = Path(__file__).resolve().parent.parent / "mini_kit"
SLUG, FULL = "greeting", 4.0
RIGHT = (KIT / "solutions" / SLUG / f"{SLUG}.py").read_text(encoding="utf-8")
STUB = (KIT / "exercises" / SLUG / f"{SLUG}.py").read_text(encoding="utf-8")
WRONG = {path.stem: path.read_text(encoding="utf-8") for path in (KIT / "graders" / SLUG / "wrong").glob("*.py")}

TRANSFORMER = """
import ast, IPython
class Pass(ast.NodeTransformer):
    def visit_Expr(self, node):
        return ast.copy_location(ast.Expr(ast.Constant(10.0)), node)
IPython.get_ipython().ast_transformers.append(Pass())
"""
READER = """
import glob, pathlib
found = [p for p in glob.glob('/**/test_greeting.py', recursive=True)]
pathlib.Path({stolen!r}).write_text(str([pathlib.Path(p).read_text() for p in found]))
"""
WRITER = """
import os, sqlite3, time
if os.fork() == 0:
    os.setsid()
    time.sleep(1)
    while True:
        try:
            db = sqlite3.connect({gradebook!r})
            db.execute('update grade set auto_score = 10, manual_score = 10')
            db.commit()
        except Exception:
            time.sleep(0.05)
"""
PATCHER = """
import _pytest.runner, procession.judge, procession.notebooks
procession.judge.Bench.judge = lambda *a, **k: []
_pytest.runner.call_runtest_hook = lambda *a, **k: None
"""
FAKER = """
import subprocess
class Popen:
    returncode = 0
    def communicate(self, *a, **k): return (b'10 passed', b'')
subprocess.Popen = lambda *a, **k: Popen()
"""


def submissions(room: Classroom) -> dict[str, float]:
    """Hand in everything; return the scores of those that are to have full points or none."""
    hostile = {
        "exploit_transformer": TRANSFORMER,
        "exploit_reader": READER.format(stolen=str(room.folder / "stolen")),
        "exploit_writer": WRITER.format(gradebook=str(room.course / "gradebook.db")),
        "exploit_patcher": PATCHER,
        "exploit_faker": FAKER,
    }
    for name, text in hostile.items():
        room.hand_in(name, STUB, first(text))
        room.hand_in(f"{name}_in_the_program", text + STUB)
    for name, program in WRONG.items():
        room.hand_in(f"wrong_{name}", program)
    right = {
        "right": (RIGHT, lambda nb: nb),
        "stderr": ("import sys\nprint('warning', file=sys.stderr)\n" + RIGHT, lambda nb: nb),
        "flood": ("for number in range(20_000):\n    print('line', number)\n" + RIGHT, lambda nb: nb),
        "kernel_killer": (RIGHT, first("import os\nos._exit(1)")),
        "hung_cell": (RIGHT, first("while True:\n    pass")),
        "deaf_cell": (RIGHT, first("try:\n    while True: pass\nexcept KeyboardInterrupt:\n    while True: pass")),
        "grade_cells_deleted": (RIGHT, without("-ends")),
        "grade_cells_doubled": (RIGHT, doubled("-ends")),
        "grade_cells_edited": (RIGHT, edited("-ends", source="0.0", nbgrader={"points": 0, "grade": False})),
        "metadata_of_old": (RIGHT, edited("-", nbgrader={"schema_version": 1})),
        "metadata_of_the_future": (RIGHT, edited("-", nbgrader={"schema_version": 99})),
        "program_doubled": (RIGHT, doubled("-solution-cell")),
        "program_as_markdown": (RIGHT, edited("-solution-cell", cell_type="markdown")),
        "program_in_another_cell": (RIGHT, moved),
        "no_first_line": (RIGHT, unmarked),
    }
    for name, (program, change) in right.items():
        room.hand_in(name, program, change)
    nothing = {
        "exits": "import os\nos._exit(0)\n",
        "syntax_error": "def main(name:\n",
        "import_error": "import no_such_module\n" + RIGHT,
        "hung": WRONG["never_put"],
        "killed": "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)\nos.kill(os.getpid(), signal.SIGKILL)\n",
    }
    for name, program in nothing.items():
        room.hand_in(name, program)
    room.hand_in("stub", STUB)
    room.hand_in("program_deleted", None, without("-solution-cell"))
    room.put("no_json", "oh dear")
    room.put("empty_file", "")
    room.put("no_notebook", RIGHT, f"{SLUG}.py")
    nothing |= dict.fromkeys(("program_deleted", "no_json", "empty_file"), "")
    return dict.fromkeys(right, FULL) | dict.fromkeys(nothing, 0.0)


def moved(nb: Notebook) -> Notebook:
    """The program in a cell of the student's own, the given one deleted."""
    source = program_cell(nb)["source"]
    return {**nb, "cells": [*[cell for cell in nb["cells"] if "-solution" not in named(cell)], code_cell(source)]}


def unmarked(nb: Notebook) -> Notebook:
    """The line that writes the file is gone."""
    cell = program_cell(nb)
    cell["source"] = cell["source"].partition("\n")[2]
    return nb


def processes() -> set[str]:
    """Command lines of all processes that are there."""
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                found.add((entry / "cmdline").read_text().replace("\0", " "))
            except OSError:
                continue
    return found


def ours(lines: set[str], room: Classroom) -> list[str]:
    """Those that have to do with this course."""
    return [line for line in lines if str(room.folder) in line or "procession.inside" in line]


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Classroom:
    """A course with its class, graded by `nbgrader autograde`."""
    room = Classroom(tmp_path_factory.mktemp("room"), KIT, SLUG).open()
    expected = submissions(room)
    (room.folder / "expected.json").write_text(json.dumps(expected), encoding="utf-8")
    room.nbgrader("autograde", SLUG)
    return room


def test_scores_are_those_of_procession_grade(room: Classroom) -> None:
    """Of more than thirty programs; and every exploit gets what the stub gets."""
    graded = {name: result.score for name, result in room.grade().items()}
    scores = room.scores()
    assert len(graded) > 30
    assert {name: scores[name] for name in graded} == graded
    assert {name: scores[name] for name in scores if name.startswith("exploit")} == dict.fromkeys(
        [name for name in scores if name.startswith("exploit")], scores["stub"]
    )
    expected = json.loads((room.folder / "expected.json").read_text(encoding="utf-8"))
    assert {name: scores[name] for name in expected} == expected
    assert not (room.folder / "stolen").exists()
    assert ours(processes(), room) == []


def test_one_clear_message_each(room: Classroom) -> None:
    """Below the program."""
    said = {
        "program_deleted": "the cell with the program, which begins with `%%writefile greeting.py`, is not in",
        "program_doubled": "the cell with the program is there 2 times: the last one was graded",
        "program_in_another_cell": "the cell with the program was deleted; the last other one",
        "no_first_line": "the cell with the program does not begin with",
        "no_json": "the notebook can't be read: it is not JSON",
    }
    for student, text in said.items():
        found = room.shown(student)[f"{SLUG}-solution-cell"]
        assert found.startswith(text), found
        assert found.count("\n") <= 3, found


def test_grading_on_all_processors_gives_the_same(room: Classroom) -> None:
    """The same scores, and the same outputs."""
    before = room.scores()
    shown = {name: room.shown(name) for name in room.programs}
    said = room.procession("autograde", SLUG, "--force")
    assert "no_notebook: greeting.ipynb was not handed in" in said
    assert {**room.scores(), "no_notebook": 0.0} == {**before, "no_notebook": 0.0}
    assert {name: room.shown(name) for name in room.programs} == shown
    assert ours(processes(), room) == []


def test_feedback_and_export(room: Classroom) -> None:
    """By nbgrader's own commands; no hidden check is in what a student gets."""
    room.nbgrader("generate_feedback", SLUG)
    hidden = (KIT / "graders" / SLUG / f"test_{SLUG}.py").read_text(encoding="utf-8")
    secrets = [line.strip() for line in hidden.splitlines() if "trial." in line]
    pages = list((room.course / "feedback").rglob("*.html"))
    assert len(pages) > 30
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert not [secret for secret in secrets if secret in text]
    exported = room.exported()
    assert {name: exported[name] for name in room.scores()} == room.scores()


def test_the_exchange(room: Classroom) -> None:
    """Release, fetch, submit, collect, autograde, feedback back to the student."""
    exchange = room.folder / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    at = f"--Exchange.root={exchange}"
    student = room.folder / "student"
    student.mkdir()
    own = f"--Exchange.cache={student / 'cache'}"
    name = "--course=multiprocessing"
    room.nbgrader("release_assignment", SLUG, at)
    room.nbgrader("fetch_assignment", SLUG, at, own, name, cwd=student)
    path = student / SLUG / f"{SLUG}.ipynb"
    assert path.read_bytes() == (room.course / "release" / SLUG / path.name).read_bytes()
    shutil.copy(room.course / "submitted" / "right" / SLUG / path.name, path)
    room.nbgrader("submit", SLUG, at, own, name, cwd=student)
    room.nbgrader("collect", SLUG, at)
    me = next(one for one in os.listdir(room.course / "submitted") if one not in room.scores())
    room.nbgrader("autograde", SLUG, "--student", me)
    assert room.scores()[me] == FULL
    room.nbgrader("generate_feedback", SLUG, "--student", me)
    room.nbgrader("release_feedback", SLUG, "--student", me, at)
    room.nbgrader("fetch_feedback", SLUG, at, own, name, cwd=student)
    assert list((student / SLUG / "feedback").rglob("*.html"))
