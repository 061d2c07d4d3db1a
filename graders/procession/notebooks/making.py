"""Making the source notebook of exercises: statement, program, public checks, and a grade cell for each check.

No hidden check is in a notebook, only its title, its kind and what it is worth.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from procession.catalog import Exercise
from procession.language import Language
from procession.notebooks.naming import PUBLIC, SOLUTION, STATEMENT, cell_name
from procession.reports import number
from procession.results import CheckResult

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"


@dataclass(frozen=True)
class Task:
    """An exercise and the checks that it is graded by."""

    exercise: Exercise
    checks: Sequence[CheckResult]
    language: Language

    def cells(self) -> list[dict[str, Any]]:
        """The cells of the source notebook."""
        slug = self.exercise.slug
        return [
            self._cell("markdown", STATEMENT, self._statement(), locked=True),
            self._cell("code", SOLUTION, self._solution(), solution=True),
            self._cell("code", PUBLIC, f'from procession.notebooks import check\n\ncheck("{slug}")', locked=True),
            *(self._grade_cell(check) for check in self.checks),
        ]

    def _statement(self) -> str:
        name = "README.zh-CN.md" if self.language.code == "zh" else "README.md"
        return (self.exercise.folder / name).read_text(encoding="utf-8").strip()

    def _solution(self) -> str:
        """The reference, between the marks by which nbgrader itself would know it."""
        program = self.exercise.reference.read_text(encoding="utf-8").rstrip("\n")
        return f"{write_line(self.exercise)}\n{BEGIN}\n{program}\n{END}"

    def _grade_cell(self, check: CheckResult) -> dict[str, Any]:
        points = self.language.say("{n} points", n=number(check.max_points))
        head = f"# {self.language.told(check.title)}\n# {self.language.say(check.kind)}, {points}"
        source = f'{head}\nfrom procession.notebooks import graded\n\ngraded("{self.exercise.slug}", "{check.id}")'
        return self._cell("code", check.id, source, grade=True, locked=True, points=check.max_points)

    def _cell(self, kind: str, part: str, source: str, **nbgrader: Any) -> dict[str, Any]:
        name = cell_name(self.exercise.slug, part)
        metadata = {"schema_version": 3, "grade": False, "solution": False, "locked": False, "task": False}
        cell: dict[str, Any] = {
            "cell_type": kind,
            "id": hashlib.sha256(name.encode()).hexdigest()[:12],
            "metadata": {"nbgrader": {**metadata, "grade_id": name, **nbgrader}},
            "source": source,
        }
        return cell | ({"outputs": [], "execution_count": None} if kind == "code" else {})


def write_line(exercise: Exercise) -> str:
    """The first line of the cell that holds the program: processes that are spawned must find it in a file."""
    return f"%%writefile {exercise.module}.py"


def stub_cell(exercise: Exercise) -> str:
    """What the cell of the program holds when it is given out: exactly the exercise's stub."""
    return f"{write_line(exercise)}\n{exercise.stub.read_text(encoding='utf-8').removesuffix(chr(10))}"


def notebook(tasks: Sequence[Task]) -> str:
    """The text of a source notebook."""
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    whole = {
        "cells": [cell for task in tasks for cell in task.cells()],
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"
