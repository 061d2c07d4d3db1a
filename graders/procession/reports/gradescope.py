"""Gradescope's results.json (https://gradescope-autograders.readthedocs.io/en/latest/specs/).

Gradescope itself hides a check until the due date, or for good. A grader error has neither score nor
status: it counts for nothing, and the text on top says that the grade is not final.
"""

from collections.abc import Sequence
from typing import Any

from procession.escaping import one_line
from procession.reports.common import OUR_FAULT
from procession.reports.plain import check_text
from procession.reports.view import View
from procession.results import CheckResult, ExerciseResult

_VISIBILITY = {"always": "visible", "after_due_date": "after_due_date", "never": "hidden"}


def render(found: Sequence[ExerciseResult], view: View) -> dict[str, Any]:
    """The results of one student."""
    marked = view.marked(found)
    tests = [
        _test(result, check, f"{number}.{place}")
        for number, result in enumerate(marked, 1)
        for place, check in enumerate(result.checks, 1)
    ]
    said = [f"{one_line(result.exercise)}: {one_line(note)}" for result in found for note in result.notes]
    failed = [one_line(result.exercise) for result in found if result.had_error]
    if failed:
        said.insert(0, f"NOT FINAL ({', '.join(failed)}): {OUR_FAULT}.")
    whole: dict[str, Any] = {
        "output": "\n".join(said),
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "extra_data": {"grader_error": bool(failed), "exercises": [one_line(result.exercise) for result in found]},
        "tests": tests,
    }
    if not tests:  # then the score must be said here
        whole["score"] = 0.0
    return whole


def _test(result: ExerciseResult, check: CheckResult, number: str) -> dict[str, Any]:
    test: dict[str, Any] = {
        "name": f"{one_line(result.exercise)}: {one_line(check.title)}",
        "name_format": "text",
        "number": number,
        "output": "" if check.verdict == "passed" and check.points else check_text(check),
        "output_format": "text",
        "tags": [check.kind],
        "visibility": _VISIBILITY[check.visibility],
        "extra_data": {"exercise": result.exercise, "check": check.id, "verdict": check.verdict},
    }
    if check.verdict != "grader error":
        passed = check.verdict == "passed"
        test |= {"score": check.points, "max_score": check.max_points, "status": "passed" if passed else "failed"}
    return test
