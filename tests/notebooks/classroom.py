"""A course for nbgrader and what its students hand in, for the tests: everything by the real commands."""

import copy
import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from procession.results import ExerciseResult, load

Notebook = dict[str, Any]
Change = Callable[[Notebook], Notebook]


@dataclass
class Classroom:
    """A course with one assignment of one exercise, and its submissions."""

    folder: Path
    kit: Path
    slug: str
    programs: dict[str, str] = field(default_factory=dict)
    """What each student's program is, if there is any, for `procession grade`."""

    def open(self) -> "Classroom":
        """Write the course and generate the version for students."""
        self.procession("init", str(self.course), "--exercise", self.slug, "--layout", "exercise", "--kit", self.kit)
        self.nbgrader("generate_assignment", self.slug)
        return self

    @property
    def course(self) -> Path:
        """The instructor's folder."""
        return self.folder / "course"

    def released(self) -> Notebook:
        """The notebook as students get it."""
        path = self.course / "release" / self.slug / f"{self.slug}.ipynb"
        found: Notebook = json.loads(path.read_text(encoding="utf-8"))
        return found

    def nbgrader(self, *arguments: str, code: int = 0, cwd: Path | None = None) -> str:
        """Run nbgrader's command line; return all that it said."""
        return run([sys.executable, "-m", "nbgrader", *arguments], cwd or self.course, code)

    def procession(self, *arguments: object, code: int = 0) -> str:
        """Run `procession nbgrader`."""
        cwd = self.course if self.course.exists() else self.folder
        return run([sys.executable, "-m", "procession", "nbgrader", *map(str, arguments)], cwd, code)

    def hand_in(self, student: str, program: str | None, change: Change = lambda nb: nb) -> None:
        """Put a student's notebook where `nbgrader collect` would.

        `program` is what is in the cell (the stub, if it is None); `change` is what else was done to the notebook.
        """
        nb = copy.deepcopy(self.released())
        if program is not None:
            program_cell(nb)["source"] = f"%%writefile {self.slug}.py\n{program.rstrip()}"
            self.programs[student] = program.rstrip() + "\n"
        self.put(student, json.dumps(change(nb)))

    def put(self, student: str, text: str, name: str = "") -> None:
        """Put any file into a student's submission; by default as the notebook."""
        path = self.course / "submitted" / student / self.slug / (name or f"{self.slug}.ipynb")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def grade(self) -> dict[str, ExerciseResult]:
        """What `procession grade` finds of the same programs."""
        source, out = self.folder / "programs", self.folder / "grades"
        for student, program in self.programs.items():
            (source / student).mkdir(parents=True, exist_ok=True)
            (source / student / f"{self.slug}.py").write_text(program, encoding="utf-8")
        command = [sys.executable, "-m", "procession", "grade", str(source), "--out", str(out), "--kit", str(self.kit)]
        run([*command, "--exercise", self.slug], self.folder)
        return {one.student: one for one in load((out / "results.json").read_bytes()).submissions}

    def exported(self) -> dict[str, float]:
        """The scores that `nbgrader export` writes."""
        self.nbgrader("export", "--to", str(self.folder / "exported.csv"))
        with (self.folder / "exported.csv").open(encoding="utf-8") as lines:
            return {row["student_id"]: float(row["score"]) for row in csv.DictReader(lines)}

    def scores(self) -> dict[str, float]:
        """The scores that are in the gradebook."""
        from nbgrader.api import Gradebook

        with Gradebook(f"sqlite:///{self.course / 'gradebook.db'}") as gradebook:
            return {one.student_id: one.score for one in gradebook.find_assignment(self.slug).submissions}

    def shown(self, student: str) -> dict[str, str]:
        """What stands below each cell that has a name, after autograding."""
        path = self.course / "autograded" / student / self.slug / f"{self.slug}.ipynb"
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        return {named(cell): told(cell) for cell in cells if named(cell)}


def run(command: list[str], cwd: Path, code: int = 0) -> str:
    """Run a command; return what it said, once it has ended as it should."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST_", "PROCESSION_"))}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"  # as in an activated one
    done = subprocess.run(
        command, cwd=cwd, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    said = done.stdout.decode("utf-8", "replace")
    assert done.returncode == code, f"{' '.join(command)}\n{said}"
    return said


def named(cell: Notebook) -> str:
    """The `grade_id` of a cell."""
    found: str = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
    return found


def told(cell: Notebook) -> str:
    """The outputs of a cell as text."""
    parts = []
    for output in cell.get("outputs", []):
        text = output.get("text") or output.get("data", {}).get("text/plain") or output.get("traceback") or ""
        parts.append("".join(text))
    return "\n".join(parts)


def program_cell(nb: Notebook) -> Notebook:
    """The cell that holds the program."""
    return next(cell for cell in nb["cells"] if named(cell).endswith("-solution-cell"))


def code_cell(source: str) -> Notebook:
    """A cell of the student's own."""
    return {"cell_type": "code", "id": "own", "metadata": {}, "source": source, "outputs": [], "execution_count": None}


def first(source: str) -> Change:
    """Put a cell of the student's own at the top."""
    return lambda nb: {**nb, "cells": [code_cell(source), *nb["cells"]]}


def without(part: str) -> Change:
    """Delete the cells whose name holds `part`."""
    return lambda nb: {**nb, "cells": [cell for cell in nb["cells"] if part not in named(cell)]}


def doubled(part: str) -> Change:
    """Copy the cells whose name holds `part`, metadata and all, as Jupyter does; the copies come last."""
    return lambda nb: {**nb, "cells": nb["cells"] + [cell for cell in nb["cells"] if part in named(cell)]}


def edited(part: str, **new: Any) -> Change:
    """Change the fields of the cells whose name holds `part`; `nbgrader` changes what nbgrader's metadata say."""

    def change(nb: Notebook) -> Notebook:
        for cell in nb["cells"]:
            if part in named(cell):
                cell["metadata"]["nbgrader"].update(new.get("nbgrader", {}))
                cell.update({key: value for key, value in new.items() if key != "nbgrader"})
        return nb

    return change
