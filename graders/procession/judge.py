"""Judging one student's folder: checks run by pytest in a process of their own.

A crash of the grader, or of pytest, so never touches the next student; and its results come back as
a file, so nothing that is printed can be mistaken for one.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from procession import results
from procession.catalog import Exercise
from procession.results import CheckResult, Evidence, ExerciseResult

BACKSTOP_SECONDS = 1200
"""pytest-timeout's limit for one check: no verdict is meant to come from it."""


@dataclass(frozen=True)
class Terms:
    """How submissions are judged, the same for all of a session."""

    public: bool = False
    box: str = "auto"
    python: str | None = None
    start_methods: tuple[str, ...] = ()


def judge(exercises: Sequence[Exercise], submission: Path, student: str, terms: Terms) -> list[ExerciseResult]:
    """Run the checks of `exercises` on a student's folder (or one file) and return what they found.

    Never raises for what the submission does. If pytest itself fails, every check's verdict is
    *grader error*.
    """
    with tempfile.TemporaryDirectory(prefix="procession-judge-") as folder:
        target = Path(folder) / "results.json"
        command = _command(exercises, submission, student, terms, target)
        environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")}
        environment |= {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PROCESSION_DIE_WITH_PARENT": str(os.getpid())}
        environment["PYTHONPATH"] = os.pathsep.join(
            [str(Path(__file__).resolve().parent.parent), *filter(None, [environment.get("PYTHONPATH")])]
        )
        done = subprocess.run(
            command, env=environment, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, start_new_session=True
        )
        try:
            found = {result.exercise: result for result in results.load(target.read_bytes()).submissions}
        except (OSError, msgspec.MsgspecError):
            found = {}
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    return [found.get(exercise.slug) or _failed(exercise, student, said) for exercise in exercises]


def _command(
    exercises: Sequence[Exercise], submission: Path, student: str, terms: Terms, target: Path
) -> list[str]:
    paths = [exercise.public_checks if terms.public else exercise.hidden_checks for exercise in exercises]
    command = [sys.executable, "-m", "pytest", *map(str, paths), "--submission", str(submission.resolve())]
    command += ["--student", student, "--procession-results", str(target), "--box", terms.box]
    command += ["-p", "procession.plugin", "-p", "pytest_timeout", "-p", "no:cacheprovider", "-p", "no:terminal"]
    command += ["-c", os.devnull, "--rootdir", str(exercises[0].kit.root), "--import-mode=importlib"]
    command += ["--timeout", str(BACKSTOP_SECONDS), "--timeout-method", "signal"]
    for method in terms.start_methods:
        command += ["--start-method", method]
    if terms.python:
        command += ["--box-python", terms.python]
    return command


def _failed(exercise: Exercise, student: str, said: str) -> ExerciseResult:
    last = "\n".join(said.strip().splitlines()[-5:])
    check = CheckResult(
        id="grader",
        title="The grader itself",
        kind="results",
        points=0.0,
        max_points=0.0,
        verdict="grader error",
        evidence=Evidence(seen=f"the checks could not be run: {last}", expected="a grader that works"),
    )
    return ExerciseResult(student, exercise.slug, 0.0, 0.0, "none", [check])
