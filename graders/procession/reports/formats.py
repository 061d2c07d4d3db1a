"""The formats by name, what each is about (a class, a student, an exercise), and its usual file name."""

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from procession.reports import (
    autolab,
    canvas,
    classroom50,
    exercism,
    github,
    gradescope,
    html,
    junit,
    moodle,
    nbgrader,
    prairielearn,
    spreadsheet,
)
from procession.reports.common import exercises_of
from procession.reports.markdown import feedback
from procession.reports.roster import Roster
from procession.reports.view import View
from procession.results import ExerciseResult

Scope = Literal["class", "student", "exercise"]


@dataclass(frozen=True)
class Wish:
    """What a report is to be like."""

    view: View = field(default_factory=View)
    roster: Roster | None = None
    assignment: str = ""
    due: str = ""
    title: str = "The class"
    pictures: Callable[[str, Sequence[ExerciseResult]], dict[tuple[str, str], str]] = lambda student, found: {}


@dataclass(frozen=True)
class Format:
    """One format."""

    scope: Scope
    """What one file of it is about."""
    file: str
    """What the file is called if the platform does not care; if it does, as it must be."""
    what: str
    render: Callable[[Sequence[ExerciseResult], Wish], str]
    for_logs: bool = False
    """Whether no line of it can be taken for a command, if it is printed in CI."""


def _json(value: Any) -> str:
    return json.dumps(value, indent=2) + "\n"  # ASCII: nothing in it can act on a terminal


def _student(found: Sequence[ExerciseResult]) -> str:
    return found[0].student or "you"


def _where(exercise: str, file: str) -> str:
    return f"{exercise}/{file}"


FORMATS: dict[str, Format] = {
    "csv": Format("class", "grades.csv", "points of a class", lambda f, w: spreadsheet.grades_csv(f, exercises_of(f))),
    "class": Format("class", "class.html", "a class as a page", lambda f, w: html.class_page(f, w.title)),
    "html": Format(
        "student", "feedback.html", "a student's page",
        lambda f, w: html.student_page(_student(f), f, w.view, w.pictures(f[0].student, f)),
    ),
    "markdown": Format(
        "student", "feedback.md", "a student's page in Markdown", lambda f, w: feedback(_student(f), f, w.view)
    ),
    "junit": Format("class", "junit.xml", "JUnit XML", lambda f, w: junit.render(f, w.view)),
    "canvas": Format("class", "canvas.csv", "import for Canvas", lambda f, w: canvas.render(f, w.roster, w.assignment)),
    "moodle": Format("class", "moodle.csv", "import for Moodle", lambda f, w: moodle.render(f, w.view, w.roster)),
    "nbgrader": Format("class", "nbgrader.csv", "nbgrader's export", lambda f, w: nbgrader.render(f, w.roster, w.due)),
    "gradescope": Format(
        "student", "results.json", "Gradescope", lambda f, w: _json(gradescope.render(f, w.view)), True
    ),
    "prairielearn": Format(
        "student", "results.json", "PrairieLearn", lambda f, w: _json(prairielearn.render(f, w.view)), True
    ),
    "classroom50": Format(
        "student", "result.json", "Classroom 50",
        lambda f, w: _json(classroom50.render(f, w.view, os.environ, datetime.now().astimezone())), True,
    ),
    "autolab": Format("student", "scores.json", "Autolab's line", lambda f, w: autolab.render(f), True),
    "exercism": Format("exercise", "results.json", "Exercism", lambda f, w: _json(exercism.render(f[0], w.view)), True),
    "github-summary": Format(
        "student", "summary.md", "GitHub's step summary", lambda f, w: github.summary(f, w.view)
    ),
    "github-annotations": Format(
        "student", "annotations.txt", "GitHub's annotations, as lines of the log",
        lambda f, w: "".join(f"{line}\n" for line in github.annotations(f, w.view, _where)), True,
    ),
}  # fmt: skip
