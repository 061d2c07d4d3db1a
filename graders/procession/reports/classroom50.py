"""Classroom 50's result.json (https://github.com/foundation50/classroom50/wiki/Advanced-Autograding).

The format knows only passed and not passed. So where the grader itself failed there is no result: the runner
then reports a failed grading instead of a zero.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from procession.engine.errors import GraderError
from procession.escaping import one_line
from procession.reports.common import total
from procession.reports.view import View
from procession.results import ExerciseResult

_INPUTS = {
    "classroom": "CLASSROOM", "assignment": "ASSIGNMENT", "submission": "SUBMISSION_TAG",
    "commit": "COMMIT_URL", "release": "RELEASE_URL", "review": "REVIEW_URL",
}  # fmt: skip


def render(
    found: Sequence[ExerciseResult], view: View, environment: Mapping[str, str], now: datetime
) -> dict[str, Any]:
    """The result of one student; the runner gives its part in `environment`. GraderError where we failed."""
    failed = [one_line(result.exercise) for result in found if result.had_error]
    if failed:
        raise GraderError(f"no result was written, so that none is taken for a zero: {', '.join(failed)}")
    score, most = total(found)
    return {
        "schema": "classroom50/result/v1",
        **{key: environment.get(name) or environment.get("COMMIT_URL") or "local" for key, name in _INPUTS.items()},
        "datetime": now.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "score": _whole(score),
        "max-score": _whole(most),
        "tests": [test for result in found for test in _tests(result, view)],
    }


def _tests(result: ExerciseResult, view: View) -> list[dict[str, Any]]:
    tests = [
        _test(f"{one_line(result.exercise)}: {one_line(check.title)}", check.verdict == "passed", check.points, check.max_points)
        for check in view.visible(result)
    ]  # fmt: skip
    hidden = view.hidden(result)
    if hidden:
        passed = all(check.verdict == "passed" for check in hidden)
        points, most = sum(check.points for check in hidden), sum(check.max_points for check in hidden)
        tests.append(_test(f"{one_line(result.exercise)}: checks that are not shown", passed, points, most))
    return tests


def _test(name: str, passed: bool, points: float, most: float) -> dict[str, Any]:
    return {"test-name": name, "passed": passed, "score": _whole(points), "max-score": _whole(most)}


def _whole(value: float) -> float | int:
    return int(value) if value == int(value) else value
